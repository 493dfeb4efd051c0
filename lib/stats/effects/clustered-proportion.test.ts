import { describe, expect, test } from "vitest";
import { linearisedVariance } from "@/lib/stats/resampling/linearised-variance";
import { ratioStatistic } from "@/lib/stats/resampling/resampled-mean";
import { clusteredProportionInterval, differenceInterval, effectiveTrials } from "./clustered-proportion";
import { pairedProportionDifference } from "./paired-proportion-difference";
import { proportionDifference } from "./proportion-difference";
import { proportionInterval } from "./proportion-interval";

const ones = (n: number) => new Float64Array(n).fill(1);
const half = Float64Array.from({ length: 40 }, (_, unit) => unit % 2);

describe("the variance of a share by linearisation", () => {
  test("is s^2 / n of independent units", () => {
    const { variance, varying } = linearisedVariance(ratioStatistic(half, ones(40)));
    expect(variance).toBeCloseTo(0.25 / 39, 8);
    expect(varying).toBeCloseTo(40, 6);
  });

  test("of a ratio is Cochran's, over clusters of different size", () => {
    const [hits, sizes] = [Float64Array.of(1, 3, 0, 2), Float64Array.of(2, 4, 3, 2)];
    const share = 6 / 11;
    const residuals = [1, 3, 0, 2].map((own, cluster) => own - share * (sizes[cluster] ?? 0));
    const expected = ((4 / 3) * residuals.reduce((sum, own) => sum + own * own, 0)) / 121;
    expect(linearisedVariance(ratioStatistic(hits, sizes)).variance).toBeCloseTo(expected, 8);
  });

  test("of units that are alike within a cluster is that of as many clusters", () => {
    const clusters = Array.from({ length: 40 }, (_, unit) => Math.floor(unit / 4));
    const alike = Float64Array.from(clusters, (cluster) => cluster % 2);
    const { variance } = linearisedVariance(ratioStatistic(alike, ones(40)), { clusters });
    expect(variance).toBeCloseTo(0.25 / 9, 8);
  });

  test("says from how many clusters it comes where an answer is rare", () => {
    const rare = Float64Array.from({ length: 100 }, (_, unit) => Number(unit < 3));
    expect(Math.round(linearisedVariance(ratioStatistic(rare, ones(100))).varying)).toBe(3);
  });
});

describe("Wilson's interval over clusters", () => {
  test("is that of one trial a cluster where nothing varies", () => {
    const { low, high } = clusteredProportionInterval(1, { variance: 0, varying: 0, clusters: 20 });
    expect([low, high]).toEqual([proportionInterval(20, 20).low, 1]);
  });

  test("counts nearly as many trials as units where these are independent", () => {
    const spread = { ...linearisedVariance(ratioStatistic(half, ones(40))), clusters: 40 };
    expect(effectiveTrials(0.5, spread)).toBeGreaterThan(35);
    expect(effectiveTrials(0.5, spread)).toBeLessThan(40);
  });

  test("does not believe two clusters that labels of one are worth two", () => {
    const spread = { variance: (0.02 * 0.98) / 400, clusters: 100 };
    const [few, many] = [2, 50].map((varying) => effectiveTrials(0.02, { ...spread, varying }));
    expect(few).toBeLessThan(210);
    expect(many).toBeGreaterThan(320);
  });
});

describe("a difference of two shares from their intervals", () => {
  const share = (count: number, of: number) => ({ value: count / of, interval: proportionInterval(count, of) });

  test("is Newcombe's of two groups that share nothing", () => {
    const { value, interval } = differenceInterval(share(9, 10), share(4, 10));
    const other = proportionDifference({ count: 9, of: 10 }, { count: 4, of: 10 });
    expect(value).toBeCloseTo(0.5, 12);
    expect([interval.low, interval.high]).toEqual([
      expect.closeTo(other.interval.low, 12),
      expect.closeTo(other.interval.high, 12),
    ]);
  });

  test("is Newcombe's of pairs with their correlation", () => {
    const counts = { both: 10, firstOnly: 12, secondOnly: 15, neither: 10 };
    const phi = (10 * 10 - 12 * 15) / Math.sqrt(22 * 25 * 25 * 22);
    const { low, high } = differenceInterval(share(22, 47), share(25, 47), { correlation: phi }).interval;
    const other = pairedProportionDifference(counts).interval;
    expect([low, high]).toEqual([expect.closeTo(other.low, 12), expect.closeTo(other.high, 12)]);
  });
});
