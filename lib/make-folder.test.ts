import { mkdtemp, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { makeFolder } from "@/lib/make-folder";
import { Refusal } from "@/lib/refusal";

const home = await mkdtemp(join(tmpdir(), "grata-folder-"));
afterAll(() => rm(home, { recursive: true }));

test("folders are made with those around them, however many make them at once", async () => {
  const path = join(home, "one", "two", "three");
  await Promise.all(Array.from({ length: 5 }, () => makeFolder(path)));
  expect((await stat(path)).isDirectory()).toBe(true);
});

test("a file in the place of the folder, or of one around it, is named in a sentence", async () => {
  const file = join(home, "file");
  await writeFile(file, "");
  for (const path of [file, join(file, "data"), join(file, "data", "deeper")]) {
    const refused = await makeFolder(path).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(Refusal);
    expect(String(refused)).toContain(`${file} is a file`);
  }
});

test.skipIf(process.platform !== "linux")("a place in which nothing can be made is named in a sentence", async () => {
  await expect(makeFolder("/proc/grata/data")).rejects.toThrow(/^No folder can be made at \/proc\/grata/);
});
