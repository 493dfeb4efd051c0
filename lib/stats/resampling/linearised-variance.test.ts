import { describe, expect, test } from "vitest";
import { patternStatistics } from "@/lib/stats/agreement/pattern-statistics";
import { codeRatings } from "@/lib/stats/coded-ratings";
import { influences, linearisedVariance } from "./linearised-variance";
import { ratioStatistic } from "./resampled-mean";
import { seededRandom } from "./seeded-random";
import type { UnitStatistic } from "./unit-statistic";

const random = seededRandom(31);
/** 400 units of up to three labels on seven points, some of one label and some of none. */
const ratings = codeRatings(
  Array.from({ length: 400 }, () => [0, 1, 2].map(() => (random() < 0.25 ? null : Math.floor(random() * 7)))),
  [0, 1, 2, 3, 4, 5, 6],
);
const { percent, fleiss, shareOf } = patternStatistics(ratings);
const numerators = Float64Array.from({ length: 400 }, (_, i) => (i * 7) % 5);
const ratio = ratioStatistic(
  numerators,
  numerators.map((own, i) => own + ((i * 3) % 4)),
);
const clusters = Array.from({ length: 400 }, (_, unit) => unit % 90);

/** As it would be without being told that it is a ratio: by slopes. */
const bySlopes = ({ ratio: _, ...statistic }: UnitStatistic): UnitStatistic => statistic;

describe.each([
  ["percent agreement", percent],
  ["the share of a category", shareOf(3)],
  [
    "the share of a category that nobody used",
    patternStatistics(
      codeRatings(
        [
          [0, 1],
          [1, null],
        ],
        [0, 1, 2],
      ),
    ).shareOf(2),
  ],
  ["a ratio of sums", ratio],
])("%s", (_, statistic) => {
  test("has the influences of its slopes", () => {
    const slopes = influences(bySlopes(statistic));
    const own = influences(statistic);
    expect(own).toHaveLength(slopes.length);
    for (const [group, slope] of slopes.entries()) expect(own[group]).toBeCloseTo(slope, 7);
  });

  test("has the variance of its slopes, over units and over clusters", () => {
    const over = statistic.groupOf.length === 400 ? [{}, { clusters }] : [{}];
    for (const options of over) {
      const slopes = linearisedVariance(bySlopes(statistic), options);
      const own = linearisedVariance(statistic, options);
      expect(Math.abs(own.variance - slopes.variance)).toBeLessThan(1e-9);
      expect(Math.abs(own.varying - slopes.varying)).toBeLessThan(1e-6);
    }
  });

  test("is evaluated no more often than once, however many groups there are", () => {
    let times = 0;
    const evaluate = (weights: Float64Array) => {
      times++;
      return statistic.evaluate(weights);
    };
    linearisedVariance({ ...statistic, evaluate });
    expect(times).toBeLessThanOrEqual(1);
  });
});

test("what is no ratio of sums has its slopes", () => {
  expect(fleiss.ratio).toBeUndefined();
  const sum = [...fleiss.groupOf].reduce((total, group) => total + influences(fleiss)[group], 0);
  expect(Math.abs(sum)).toBeLessThan(1e-4);
});
