import { describe, expect, test } from "vitest";
import { requireDefined } from "@/lib/stats/require-defined";
import { seededRandom } from "@/lib/stats/resampling/seeded-random";
import { differenceEstimate } from "./difference-estimate";
import { stratifiedPoweredMean } from "./stratified-powered-mean";

/** Of 1,000 units hard ones are unsafe half the time and drawn with chance .6, easy ones one time in ten with .1. */
function drawStudy(random: () => number) {
  const units = Array.from({ length: 1000 }, (_, i) => {
    const isHard = i % 2 === 0;
    const label = Number(random() < (isHard ? 0.5 : 0.1));
    const judged = Number(random() < (label ? 0.8 : 0.1));
    const chance = isHard ? 0.6 : 0.1;
    return { label, judged, chance, isDrawn: random() < chance };
  });
  const drawn = units.filter(({ isDrawn }) => isDrawn);
  return {
    labels: drawn.map(({ label }) => label),
    judged: drawn.map(({ judged }) => judged),
    judgedUnlabeled: units.filter(({ isDrawn }) => !isDrawn).map(({ judged }) => judged),
    weights: drawn.map(({ chance }) => 1 / chance),
  };
}

describe("a rate from units drawn with unequal chances", () => {
  const random = seededRandom(17);
  const studies = Array.from({ length: 400 }, () => drawStudy(random));
  const summarise = (all: ReturnType<typeof differenceEstimate>[]) => {
    const each = all.map(requireDefined);
    const covered = each.filter(({ interval }) => {
      const { low, high } = requireDefined(interval);
      return low <= 0.3 && 0.3 <= high;
    });
    const sum = (of: (own: (typeof each)[number]) => number) => each.reduce((total, own) => total + of(own), 0);
    const width = sum(({ interval }) => requireDefined(interval).high - requireDefined(interval).low);
    return { mean: sum(({ value }) => value) / each.length, covers: covered.length / each.length, width };
  };

  test("is the true one on average, is covered as often as promised, and is narrower for the judge", () => {
    const tuned = summarise(studies.map((study) => differenceEstimate(study)));
    expect(Math.abs(tuned.mean - 0.3)).toBeLessThan(0.004);
    expect(tuned.covers).toBeGreaterThan(0.925);
    expect(tuned.covers).toBeLessThan(0.98);
    const alone = summarise(studies.map((study) => differenceEstimate(study, { lambda: 0 })));
    expect(tuned.width).toBeLessThan(0.9 * alone.width);
  });
});

const small = {
  labels: [1, 0, 1, 1, 0, 1],
  judged: [1, 0, 1, 0, 0, 1],
  judgedUnlabeled: [1, 1, 0, 1, 0, 0, 1, 1, 1, 0],
  weights: [1, 2, 1, 1, 4, 1],
};

// By hand, in fractions: weighted means .4 and .3, the judge over all 16 units .5625.
test("at a trust given it is the judge's mean of all units and the weighted mean of what people say beyond it", () => {
  const half = requireDefined(differenceEstimate(small, { lambda: 0.5 }));
  expect(half.value).toBeCloseTo(0.5 * 0.5625 + (0.4 - 0.5 * 0.3), 12);
  expect([half.labeled, half.unlabeled]).toEqual([6, 10]);
  const other = [0, 0.25, 0.75, 1].map((lambda) => requireDefined(differenceEstimate(small, { lambda })).standardError);
  expect(requireDefined(differenceEstimate(small)).standardError).toBeLessThanOrEqual(Math.min(...other));
});

test("one stratum with weights is the whole", () => {
  const own = requireDefined(stratifiedPoweredMean([small]));
  const whole = requireDefined(differenceEstimate(small));
  expect([own.value, own.standardError]).toEqual([whole.value, whole.standardError]);
});

test("chances of 1 make it the people's mean, and what it cannot take is refused by name", () => {
  const all = { labels: [1, 0, 1, 1], judged: [1, 0, 0, 1], judgedUnlabeled: [], weights: [1, 1, 1, 1] };
  const { value, standardError } = requireDefined(differenceEstimate(all));
  expect(value).toBe(0.75);
  expect(standardError).toBeCloseTo(0.25, 12);
  expect(differenceEstimate({ ...all, labels: [1], judged: [1], weights: [2] })).toMatchObject({ defined: false });
  expect(() => differenceEstimate({ ...all, weights: [1, 1, 0, 1] })).toThrow("a weight is above 0");
  expect(() => differenceEstimate({ ...all, judged: [1] })).toThrow("1 labels of the judge");
  expect(differenceEstimate({ ...all, labels: [1, 1, 1, 1], judged: [1, 1, 1, 1] })).toMatchObject({
    value: { value: 1, standardError: 0, interval: { defined: false } },
  });
});
