import { expect, test } from "vitest";
import { nameUsedViews } from "@/lib/reading/text-view";

test.each([
  [[], undefined],
  [["marked-up"], "marked-up"],
  [["as-written", "as-written"], "as-written"],
  [["marked-up", "as-written", "marked-up"], "both"],
] as const)("whoever read %j has read %s", (views, used) => {
  expect(nameUsedViews(views)).toBe(used);
});
