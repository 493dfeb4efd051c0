import { expect, test } from "vitest";
import { describeRates } from "@/components/judges/class-chart";
import type { ClassFigures } from "@/lib/measure/class-figures";
import { defined, undefinedBecause } from "@/lib/stats/defined";

const estimate = (value: number, low: number, high: number) =>
  defined({
    value,
    interval: defined({ low, high, level: 0.95, method: "percentile" }),
    replicates: 100,
    undefinedReplicates: 0,
  });
const nothing = undefinedBecause("nobody labeled these items");

const unsafe: ClassFigures = {
  label: "Unsafe",
  positives: 10,
  negatives: 30,
  judged: 60,
  referenced: 40,
  said: 7,
  given: { byPeople: 31, byJudge: 7 },
  sensitivity: nothing,
  specificity: nothing,
  precision: nothing,
  f1: nothing,
  judgedRate: estimate(0.12, 0.06, 0.22),
  correctedRate: estimate(0.23, 0.1, 0.4),
  trueRate: estimate(0.25, 0.14, 0.4),
};

test("a rate stands with its interval and what it was computed on, the judge's and the people's", () => {
  expect(describeRates([unsafe], "m1")).toBe(
    "m1 says “Unsafe” on 12 % [6, 22] of 60 items; corrected for its errors that is 23 % [10, 40], and by the people's majority 25 % [14, 40] of 40 items.",
  );
});

test("a rate that people do not give says why", () => {
  expect(describeRates([{ ...unsafe, trueRate: nothing }], "m1")).toContain(
    "by the people's majority not defined (nobody labeled these items)",
  );
});
