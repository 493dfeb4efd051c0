import { expect, test } from "vitest";
import { analysisFilterSchema, noFilter } from "@/lib/analysis/filter";
import { filterQuery } from "@/lib/analysis/filter-query";

test("a filter survives its address", () => {
  const filter = analysisFilterSchema.parse({
    question: "safe",
    version: "2",
    repeats: "on",
    tie: "FILE",
    tier: "hard",
  });
  expect(filter).toMatchObject({ question: "safe", version: 2, repeats: "on", tie: "FILE", tier: "hard", group: "" });
  const back = Object.fromEntries(new URLSearchParams(filterQuery(filter)));
  expect(analysisFilterSchema.parse(back)).toEqual(filter);
});

test("what is malformed falls back to everything", () => {
  const odd = { version: "-1", repeats: "maybe", level: "1; DROP", tie: "?", group: ["a", "b"], decisive: {} };
  expect(analysisFilterSchema.parse(odd)).toEqual({ ...noFilter, group: "a" });
});

test("a link says only what is not the default", () => {
  expect(filterQuery(noFilter)).toBe("");
  expect(filterQuery(noFilter, { question: "safe", version: "all" })).toBe("?question=safe&version=all");
});
