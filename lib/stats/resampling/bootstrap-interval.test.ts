import { expect, test } from "vitest";
import { alphaStatistic } from "@/lib/stats/agreement/alpha-statistic";
import { cohenKappa } from "@/lib/stats/agreement/cohen-kappa";
import { contingencyTable } from "@/lib/stats/agreement/contingency-table";
import type { Weights } from "@/lib/stats/agreement/disagreement";
import { kappaStatistic } from "@/lib/stats/agreement/kappa-statistic";
import { krippendorffAlpha } from "@/lib/stats/agreement/krippendorff-alpha";
import { codeRatings } from "@/lib/stats/coded-ratings";
import { bootstrapInterval, replicatesInterval } from "./bootstrap-interval";
import { jackknifeInterval } from "./jackknife-interval";
import { resampledRatio } from "./resampled-mean";
import { jackknifeEstimates } from "./resampling";
import { seededRandom } from "./seeded-random";
import { groupWeights, listStatistic } from "./unit-statistic";

const random = seededRandom(7);
const rows = Array.from({ length: 60 }, (_, unit) => {
  const truth = Math.floor(random() * 3);
  return Array.from({ length: 3 }, () =>
    (unit + truth) % 7 === 0 && random() < 0.3 ? null : random() < 0.7 ? truth : 1,
  );
});
const ratings = codeRatings(rows);

test.each(["nominal", "ordinal", "interval", "ratio"] as const)(
  "alpha by weights is alpha by ratings (%s)",
  (level) => {
    const statistic = alphaStatistic(ratings, { level });
    const alpha = krippendorffAlpha(ratings, { level });
    expect(statistic.groups).toBeLessThan(30);
    expect(statistic.evaluate(groupWeights(statistic))).toBeCloseTo(alpha.defined ? alpha.value.value : Number.NaN, 12);
  },
);

test.each<Weights>(["unweighted", "linear", "quadratic"])("kappa by weights is kappa by table: %s", (weights) => {
  const statistic = kappaStatistic(ratings, 0, 2, weights);
  const kappa = cohenKappa(contingencyTable(ratings, 0, 2), { weights });
  expect(statistic.evaluate(groupWeights(statistic))).toBeCloseTo(kappa.defined ? kappa.value.value : Number.NaN, 12);
});

test("the same seed gives the same interval, another seed another", () => {
  const interval = (seed: number) => bootstrapInterval(alphaStatistic(ratings), { random: seededRandom(seed) });
  expect(interval(3)).toEqual(interval(3));
  expect(interval(3)).not.toEqual(interval(4));
});

test("bootstrap, jackknife and analytic standard errors of alpha lie close together", () => {
  const alpha = krippendorffAlpha(ratings);
  const statistic = alphaStatistic(ratings);
  const value = alpha.defined ? alpha.value.value : Number.NaN;
  const analytic = alpha.defined && alpha.value.standardError.defined ? alpha.value.standardError.value : Number.NaN;
  const jackknife = jackknifeInterval(value, jackknifeEstimates(statistic));
  const bootstrap = bootstrapInterval(statistic, { random: seededRandom(1), replicates: 2000 });
  expect(jackknife.defined && jackknife.value.standardError / analytic).toBeCloseTo(1, 1);
  expect(bootstrap.defined && bootstrap.value.standardError / analytic).toBeCloseTo(1, 1);
});

test("undefined resamples are counted, and too many of them leave no interval", () => {
  const rare = codeRatings([
    ["a", "a"],
    ["a", "a"],
    ["a", "a"],
    ["a", "a"],
    ["a", "b"],
    ["b", "b"],
  ]);
  const interval = bootstrapInterval(alphaStatistic(rare), { random: seededRandom(1) });
  expect(interval.defined && interval.value.undefinedReplicates).toBeGreaterThan(0);
  const hopeless = replicatesInterval(
    0,
    Float64Array.from({ length: 100 }, (_, i) => (i < 60 ? Number.NaN : i)),
  );
  expect(hopeless).toEqual({ defined: false, because: "60 of 100 resamples leave the statistic undefined" });
});

test("clusters are resampled whole: an interval over prompts is wider than one over their items", () => {
  const clusters = Array.from({ length: 60 }, (_, unit) => Math.floor(unit / 10));
  const perUnit = Float64Array.from(clusters, (cluster) => cluster % 2);
  const width = (names?: number[]) => {
    const { bootstrap } = resampledRatio(
      perUnit,
      perUnit.map(() => 1),
      { random: seededRandom(1), clusters: names },
    );
    return bootstrap.defined ? bootstrap.value.interval.high - bootstrap.value.interval.low : Number.NaN;
  };
  expect(width(clusters)).toBeGreaterThan(2 * width());
});

test("a mean's jackknife is its textbook standard error", () => {
  const xs = [3, 1, 4, 1, 5, 9, 2, 6];
  const meanOf = (chosen: readonly number[]) => chosen.reduce((sum, i) => sum + xs[i], 0) / chosen.length;
  const value = meanOf([...xs.keys()]);
  const jackknife = jackknifeInterval(value, jackknifeEstimates(listStatistic(xs.length, meanOf)));
  const variance = xs.reduce((sum, x) => sum + (x - value) ** 2, 0) / (xs.length - 1);
  expect(jackknife.defined && jackknife.value.standardError).toBeCloseTo(Math.sqrt(variance / xs.length), 12);
});

test("BCa without the estimates it needs is a broken call", () => {
  expect(() =>
    replicatesInterval(
      0,
      Float64Array.from({ length: 50 }, (_, i) => i),
      { method: "bca" },
    ),
  ).toThrow("leftOut");
});

test("resamples that are all the same give no interval, whatever the value", () => {
  for (let value = -0.999; value < 100; value += 0.377) {
    const same = replicatesInterval(value, new Float64Array(1000).fill(value));
    expect(same, String(value)).toMatchObject({ defined: false });
    const rounded = Float64Array.from({ length: 1000 }, (_, i) => value * (1 + (i % 2) * 2 ** -52));
    expect(replicatesInterval(value, rounded), String(value)).toMatchObject({ defined: false });
  }
  const varied = Float64Array.from({ length: 1000 }, (_, i) => 1e-9 * i);
  expect(replicatesInterval(5e-7, varied)).toMatchObject({ defined: true });
});

test("twenty defined resamples are the fewest for an interval", () => {
  const drawn = (count: number) => Float64Array.from({ length: count }, (_, replicate) => replicate / 100);
  expect(replicatesInterval(0.1, drawn(19))).toMatchObject({
    because: "0 of 19 resamples leave the statistic undefined",
  });
  expect(replicatesInterval(0.1, drawn(20))).toMatchObject({ defined: true });
});
