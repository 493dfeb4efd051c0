import { expect, test } from "vitest";
import { codeLabels } from "@/lib/stats/coded-ratings";
import { groupWeights } from "@/lib/stats/resampling/unit-statistic";
import { pooledPairsKappa, pooledPairsStatistic } from "./pooled-pairs-kappa";
import { countPairs, unitAgreement } from "./unit-agreement";

// By hand: pairs (a,a), (a,b), (b,b) and three of (a,a,b) give 6 unordered pairs, of which 3 agree. In both orders 7 of
// 12 begin with a (2 + 1 + 0 + 4).
const ratings = codeLabels([["a", "a"], ["a", "b"], ["b", "b"], ["a", "a", "b"], ["a"]]);
const expected = (7 / 12) ** 2 + (5 / 12) ** 2;

test("every pair of ratings enters one table, in both orders", () => {
  const kappa = pooledPairsKappa(ratings);
  expect(kappa).toEqual({
    defined: true,
    value: {
      value: expect.closeTo((3 / 6 - expected) / (1 - expected), 12),
      observed: 0.5,
      expected: expect.closeTo(expected, 12),
      units: 4,
      pairs: 6,
    },
  });
});

test("as a function of weights it is the same, and undefined where nothing could disagree", () => {
  const statistic = pooledPairsStatistic(ratings);
  const kappa = pooledPairsKappa(ratings);
  expect(kappa.defined && kappa.value.value).toBeCloseTo(statistic.evaluate(groupWeights(statistic)), 12);
  expect(statistic.evaluate(new Float64Array(statistic.groups))).toBeNaN();
  expect(
    pooledPairsKappa(
      codeLabels([
        ["a", "a"],
        ["a", "a"],
      ]),
    ).defined,
  ).toBe(false);
  expect(pooledPairsKappa(codeLabels([["a"], ["b"]])).defined).toBe(false);
});

test("percent agreement of a unit is the share of its pairs that agree", () => {
  expect([...unitAgreement(ratings)]).toEqual([1, 0, 1, expect.closeTo(1 / 3, 12), Number.NaN]);
  expect(countPairs(ratings)).toBe(6);
});
