import { describe, expect, test } from "vitest";
import { type CodedRatings, codeRatings } from "@/lib/stats/coded-ratings";
import { alternativeAnnotatorTest } from "@/lib/stats/judges/alternative-annotator-test";
import { requireDefined } from "@/lib/stats/require-defined";
import { seededRandom } from "@/lib/stats/resampling/seeded-random";
import { collapseUnits, groupWeights } from "@/lib/stats/resampling/unit-statistic";
import { alphaStatistic } from "./alpha-statistic";
import { distanceBetween, levelDisagreement, type Weights, weightedDisagreement } from "./disagreement";
import { krippendorffAlpha } from "./krippendorff-alpha";
import { pairKappaValues, pairwiseKappas } from "./pairwise-kappas";
import { patternDistances } from "./parts/pattern-distances";

const random = seededRandom(21);
const crowd: CodedRatings = codeRatings(
  Array.from({ length: 40 }, () => {
    const truth = random() * 5;
    return Array.from({ length: 30 }, () => {
      if (random() < 0.3) return null;
      return random() < 0.5 ? Math.floor(truth) : Math.floor(random() * 5);
    });
  }),
  [0, 1, 2, 3, 4],
);

describe("a unit with many ratings", () => {
  const patterns = collapseUnits(crowd);
  const counts = [30, 200, 90, 0, 11];
  const table: Weights = [
    [1, 0.5, 0, 0, 0],
    [0.5, 1, 0.5, 0, 0],
    [0, 0.5, 1, 0.5, 0],
    [0, 0, 0.5, 1, 0.5],
    [0, 0, 0, 0.5, 1],
  ];

  test.each([
    ["nominal", levelDisagreement("nominal", crowd.values, counts)],
    ["ordinal", levelDisagreement("ordinal", crowd.values, counts)],
    ["interval", levelDisagreement("interval", crowd.values, counts)],
    ["ratio", levelDisagreement("ratio", crowd.values, counts)],
    ["a table", weightedDisagreement(table, crowd.values)],
  ])("has the distance that its pairs have one by one: %s", (_, disagreement) => {
    const sums = patternDistances(patterns, 5, disagreement);
    for (let group = 0; group < patterns.groups; group++) {
      const own = [...patterns.codes.subarray(patterns.starts[group], patterns.starts[group + 1])];
      const pairs = own.flatMap((a, i) => own.map((b, j) => (i === j ? 0 : distanceBetween(disagreement, 5, a, b))));
      const sum = pairs.reduce((total, distance) => total + distance, 0);
      expect(sums[group] / Math.max(sum, 1)).toBeCloseTo(sum === 0 ? 0 : 1, 12);
    }
  });

  test.each(["nominal", "ordinal", "interval", "ratio"] as const)("resamples the alpha it has: %s", (level) => {
    const statistic = alphaStatistic(crowd, { level });
    const { value } = requireDefined(krippendorffAlpha(crowd, { level }));
    expect(statistic.evaluate(groupWeights(statistic))).toBeCloseTo(value, 12);
  });
});

test.each(["unweighted", "quadratic", "linear"] as const)(
  "kappas of pairs without objects are the same: %s",
  (weights) => {
    const own = pairKappaValues(crowd, { weights, fewestUnits: 18 });
    const pairs = pairwiseKappas(crowd, { weights });
    const kept = pairs.filter(({ units, kappa }) => units >= 18 && kappa.defined);
    expect(own.pairs).toBe(435);
    expect(own.mostUnits).toBe(Math.max(...pairs.map(({ units }) => units)));
    expect([...own.first].map((first, i) => [first, own.second[i], own.units[i]])).toEqual(
      kept.map(({ first, second, units }) => [first, second, units]),
    );
    for (const [i, { kappa }] of kept.entries()) expect(own.kappa[i]).toBeCloseTo(requireDefined(kappa).value, 12);
  },
);

test("a pair without a kappa has no entry", () => {
  const same = codeRatings([
    ["a", "a", null],
    ["a", "a", "b"],
  ]);
  const { kappa, pairs } = pairKappaValues(same);
  expect([kappa.length, pairs]).toEqual([2, 3]);
});

test.each(["accuracy", "negative-rmse"] as const)(
  "a judge is held against many others as against each: %s",
  (alignment) => {
    const judge = Int32Array.from({ length: crowd.units }, () => Math.floor(random() * 5));
    const { raters } = requireDefined(
      alternativeAnnotatorTest(crowd, judge, { epsilon: 0.1, alignment, minimumUnits: 5 }),
    );
    const { codes, values } = crowd;
    for (const { rater, testedUnits, judgeAligns } of raters) {
      for (const [place, unit] of testedUnits.entries()) {
        const row = [...codes.subarray(unit * 30, (unit + 1) * 30)];
        const others = row.filter((code, other) => other !== rater && code >= 0);
        const score = (code: number) =>
          alignment === "accuracy"
            ? others.filter((other) => other === code).length
            : -others.reduce((sum, other) => sum + (values[other] - values[code]) ** 2, 0);
        expect(judgeAligns[place]).toBe(Number(score(judge[unit]) >= score(row[rater])));
      }
    }
  },
);
