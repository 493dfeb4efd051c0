import { expect, test } from "vitest";
import { describeLevels } from "@/components/judges/level-chart";
import { describeScores } from "@/lib/analysis/judges/describe-scores";
import type { LevelFigures } from "@/lib/analysis/judges/row";
import type { ScoreFigures } from "@/lib/measure/score-figures";
import { undefinedBecause } from "@/lib/stats/defined";

const interval = undefinedBecause("all items are of one prompt");
const estimate = (value: number) => ({ value, interval, replicates: 0, undefinedReplicates: 0 });

function levelAt(level: string, n: number, accuracy: number): LevelFigures {
  const confusion = { categories: [], counts: [] };
  const majority = { n, accuracy: estimate(accuracy), kappa: interval, weightedKappa: null, confusion };
  const figures = { factor: "style", level, levelId: level, sameReferences: interval };
  return { ...figures, majority: { defined: true, value: majority } };
}

test("the levels that are named stand with their items", () => {
  expect(describeLevels([levelAt("plain", 40, 0.9), levelAt("ornate", 12, 0.5)], "m1")).toBe(
    "m1 agrees with the majority least on style “ornate” (50 % [no interval: all items are of one prompt] of 12 items) and most on “plain” (90 % [no interval: all items are of one prompt] of 40 items).",
  );
});

test("a bias without an interval says why it has none", () => {
  const means = { people: estimate(3), judgeThere: estimate(4), judge: estimate(4), judged: 8, corrected: interval };
  const scores: ScoreFigures = {
    units: 8,
    bias: estimate(1),
    error: estimate(1),
    pearson: interval,
    spearman: interval,
    byFactor: [],
    means,
    sameReferences: interval,
  };
  expect(describeScores("m1", scores)).toContain(
    "(1.00 [no interval: all items are of one prompt] points), over 8 items.",
  );
});
