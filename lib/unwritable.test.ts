import { readFile } from "node:fs/promises";
import { expect, test } from "vitest";
import { sayUnwritable } from "@/lib/unwritable";

test("a folder that cannot be written is named with the reason", () => {
  const error = Object.assign(new Error("EROFS: read-only file system"), { code: "EROFS", path: "/srv/grata" });
  expect(sayUnwritable(error)).toBe(
    "/srv/grata cannot be written or read: its disk is read-only. Choose another place (GRATA_DATA_DIR names the data folder), or change that.",
  );
});

test("what is no question of rights or room is not explained away", async () => {
  const missing = await readFile("/nowhere/at/all").catch((thrown: Error) => thrown);
  expect(sayUnwritable(missing)).toBeNull();
  expect(sayUnwritable(new Error("something else"))).toBeNull();
});
