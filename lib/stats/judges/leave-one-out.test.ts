import { expect, test } from "vitest";
import { aboveChanceStatistic } from "@/lib/stats/agreement/above-chance";
import { codeRatings } from "@/lib/stats/coded-ratings";
import { leaveOneOutReferences } from "./leave-one-out";

const ratings = codeRatings(
  [
    ["a", "a", "b"],
    ["a", "b", null],
    ["b", null, null],
  ],
  ["a", "b"],
);

test("a rating's reference is the majority of the others, never its own vote", () => {
  // a a b: the others of each a are a and b, a tie; the others of b are both a.
  expect([...leaveOneOutReferences(ratings)]).toEqual([-2, -2, 0, -1, -1, -1, -1, -1, -1]);
});

test("one other person is a reference where that is enough", () => {
  expect([...leaveOneOutReferences(ratings, 1)]).toEqual([-2, -2, 0, 1, 0, -1, -1, -1, -1]);
});

test("agreement among options of an item's own is corrected by one in N", () => {
  const statistic = aboveChanceStatistic(Float64Array.of(1, 0.5, Number.NaN), Float64Array.of(0.2, 0.5, 0.5));
  expect(statistic.evaluate(Float64Array.of(1, 1, 1))).toBeCloseTo((0.75 - 0.35) / (1 - 0.35), 12);
  expect(statistic.evaluate(Float64Array.of(0, 0, 1))).toBeNaN();
  const certain = aboveChanceStatistic(Float64Array.of(1), Float64Array.of(1));
  expect(certain.evaluate(Float64Array.of(1))).toBeNaN();
});
