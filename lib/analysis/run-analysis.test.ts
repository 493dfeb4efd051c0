import { expect, test } from "vitest";
import { keepBySize } from "@/lib/analysis/run-analysis";

const result = (bytes: number) => ({ figures: null, bytes });

test("a large result drives out others, those that were not asked for longest first", () => {
  const results = keepBySize({ maxSize: 1000, ttl: 0 });
  for (const key of ["a", "b", "c", "d"]) results.set(key, result(240));
  results.get("a");
  results.set("e", result(240));
  expect(["a", "b", "c", "d", "e"].filter((key) => results.has(key))).toEqual(["a", "c", "d", "e"]);
});

test("one that is larger than a quarter of all is not kept, and drives out nothing", () => {
  const results = keepBySize({ maxSize: 1000, ttl: 0 });
  results.set("a", result(100));
  results.set("b", result(600));
  expect([results.has("a"), results.has("b")]).toEqual([true, false]);
});
