import { expect, test } from "vitest";
import { safePath } from "@/lib/auth/safe-path";

test("keeps a path of this app", () => {
  expect(safePath("/studies/1?tab=two#three")).toBe("/studies/1?tab=two#three");
});

test.each([
  "//evil.example",
  "/\\evil.example",
  "https://evil.example",
  "/\t/evil.example",
  "/.//evil.example",
  "/a/..//evil.example",
  "studies",
  "",
  null,
  7,
])("refuses %j", (path) => {
  expect(safePath(path)).toBeNull();
});
