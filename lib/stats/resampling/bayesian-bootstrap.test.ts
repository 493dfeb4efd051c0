import { describe, expect, test } from "vitest";
import { alphaStatistic } from "@/lib/stats/agreement/alpha-statistic";
import { codeRatings } from "@/lib/stats/coded-ratings";
import { studentTQuantile } from "@/lib/stats/distributions/student-t-distribution";
import { requireDefined } from "@/lib/stats/require-defined";
import { clusterShape, posteriorInterval, posteriorTogether } from "./bayesian-bootstrap";
import { drawGamma } from "./draw-gamma";
import { imaginePatterns, imagineRaterPatterns } from "./imagined-patterns";
import { ratioStatistic } from "./resampled-mean";
import { seededRandom } from "./seeded-random";
import { collapseUnits, groupWeights } from "./unit-statistic";

const momentsOf = (values: ArrayLike<number>) => {
  const all = Array.from(values);
  const mean = all.reduce((sum, own) => sum + own, 0) / all.length;
  return { mean, variance: all.reduce((sum, own) => sum + (own - mean) ** 2, 0) / (all.length - 1) };
};

describe("draws of the Bayesian bootstrap", () => {
  const values = Float64Array.from({ length: 12 }, (_, unit) => (unit * 5) % 7);
  const mean = ratioStatistic(values, new Float64Array(12).fill(1));

  test("spread a mean as much as a t interval", () => {
    const [draws] = posteriorTogether([mean], { random: seededRandom(5), replicates: 20_000 });
    const own = momentsOf(values);
    const expected = (own.variance / 12) * (studentTQuantile(0.975, 11) / 1.959964) ** 2;
    const ratio = momentsOf(draws ?? []).variance / expected;
    // A Dirichlet's variance has n c + 1 where the shape was made for n c: one unit in 11.
    expect(ratio).toBeGreaterThan(0.85);
    expect(ratio).toBeLessThan(1.05);
    expect(clusterShape(1000)).toBeGreaterThan(0.99);
  });

  test("of clusters of like units are as wide as those of as many units", () => {
    const twice = ratioStatistic(Float64Array.from([...values, ...values]), new Float64Array(24).fill(1));
    const clusters = Array.from({ length: 24 }, (_, unit) => unit % 12);
    const [alone] = posteriorTogether([mean], { random: seededRandom(5), replicates: 5000 });
    const [paired] = posteriorTogether([twice], { random: seededRandom(5), replicates: 5000, clusters });
    const ratio = momentsOf(paired ?? []).variance / momentsOf(alone ?? []).variance;
    expect(ratio).toBeGreaterThan(0.9);
    expect(ratio).toBeLessThan(1.1);
  });

  test("are those that a statistic would have alone", () => {
    const other = ratioStatistic(
      values.map((own) => own % 2),
      new Float64Array(12).fill(1),
    );
    const alone = posteriorTogether([mean], { random: seededRandom(5), replicates: 50 });
    const both = posteriorTogether([other, mean], { random: seededRandom(5), replicates: 50 });
    expect(both[1]).toEqual(alone[0]);
  });
});

describe("an interval", () => {
  test("is none where more than one draw in twenty is undefined", () => {
    const draws = (lost: number) =>
      Float64Array.from({ length: 100 }, (_, place) => (place < lost ? Number.NaN : place));
    expect(posteriorInterval(50, draws(6))).toMatchObject({
      because: "6 of 100 resamples leave the statistic undefined",
    });
    expect(posteriorInterval(50, draws(5)).defined).toBe(true);
  });

  test("holds the value that was found", () => {
    const draws = Float64Array.from({ length: 100 }, (_, place) => place / 200);
    expect(requireDefined(posteriorInterval(1, draws)).interval.high).toBe(1);
  });
});

describe("imagined patterns", () => {
  const ratings = codeRatings([["u", "u", "s"], ...Array.from({ length: 19 }, () => ["s", "s", "s"])]);

  test("are every pattern of two categories, half a unit each, and no unit is of them", () => {
    const patterns = imaginePatterns(collapseUnits(ratings), 2);
    expect([...(patterns.imagined ?? [])]).toEqual([0, 0, 0.5, 0.5, 0.5, 0.5]);
    expect([...groupWeights(patterns)].slice(2)).toEqual([0, 0, 0, 0]);
    const before = alphaStatistic(ratings);
    const after = alphaStatistic(ratings, {}, patterns);
    expect(after.evaluate(groupWeights(after))).toBe(before.evaluate(groupWeights(before)));
  });

  test("of raters told apart are every order, of the same weight together", () => {
    const { imagined, groups, codes } = imagineRaterPatterns(collapseUnits(ratings, true), 3, 2);
    const rows = Array.from({ length: 8 }, (_, row) =>
      [...codes.subarray((groups - 8 + row) * 3)].slice(0, 3).join(""),
    );
    expect(new Set(rows).size).toBe(8);
    expect((imagined ?? new Float64Array()).reduce((sum, own) => sum + own, 0)).toBeCloseTo(2, 12);
  });

  test("weigh one unit in all where there are more categories, of those that were used", () => {
    const five = codeRatings(
      [
        [1, 2],
        [2, 2],
        [4, 4],
      ],
      [1, 2, 3, 4, 5],
    );
    const { imagined, codes, starts } = imaginePatterns(collapseUnits(five), 5);
    expect((imagined ?? new Float64Array()).reduce((sum, own) => sum + own, 0)).toBeCloseTo(1, 12);
    expect([...codes.subarray(starts[3])]).not.toContain(2);
  });

  test("split a unit's number of labels by how many units have as many", () => {
    const uneven = codeRatings([
      ["a", "b", null],
      ["a", "a", "b"],
      ["a", "a", "a"],
      ["b", null, null],
    ]);
    const { imagined, starts, groups } = imaginePatterns(collapseUnits(uneven), 2);
    const weightOf = (size: number) =>
      Array.from({ length: groups }, (_, group) => group)
        .filter((group) => (starts[group + 1] ?? 0) - (starts[group] ?? 0) === size)
        .reduce((sum, group) => sum + (imagined?.[group] ?? 0), 0);
    expect(weightOf(3)).toBeCloseTo((2 / 3) * 2, 12);
    expect(weightOf(2)).toBeCloseTo((1 / 3) * 1.5, 12);
  });
});

test("an interval can be drawn again from what the documentation says", () => {
  const ratings = codeRatings([["u", "u", "s"], ...Array.from({ length: 19 }, () => ["s", "s", "s"])]);
  const statistic = alphaStatistic(ratings, {}, imaginePatterns(collapseUnits(ratings), 2));
  const [draws] = posteriorTogether([statistic], { random: seededRandom(1), replicates: 1000 });
  const seed = Math.floor(seededRandom(1)() * 2 ** 32);
  const [ofUnits, ofImagined] = [seededRandom(seed), seededRandom(seed + 1)];
  const shape = (19 / 20) * (1.9599639845400545 / studentTQuantile(0.975, 19)) ** 2;
  const again = Array.from({ length: 1000 }, () => {
    const weights = [shape, 19 * shape].map((own) => drawGamma(own, ofUnits));
    for (let pattern = 0; pattern < 4; pattern++) weights.push(drawGamma(0.5, ofImagined));
    const total = weights.reduce((sum, own) => sum + own, 0);
    return statistic.evaluate(Float64Array.from(weights, (own) => (own * 20) / total));
  });
  for (const [place, own] of again.entries()) expect(draws?.[place]).toBeCloseTo(own, 10);
  const { low, high } = requireDefined(posteriorInterval(0.49, draws ?? new Float64Array())).interval;
  expect([low.toFixed(3), high.toFixed(3)]).toEqual(["0.184", "0.928"]);
});
