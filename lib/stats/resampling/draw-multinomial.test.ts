import { describe, expect, test } from "vitest";
import { binomialPoint } from "@/lib/stats/distributions/binomial-distribution";
import { multinomialDraw } from "./parts/draw-multinomial";
import { ratioStatistic } from "./resampled-mean";
import { bootstrapReplicates } from "./resampling";
import { seededRandom } from "./seeded-random";
import type { UnitStatistic } from "./unit-statistic";

const draws = 20_000;

function drawMany(counts: readonly number[], seed = 3): Float64Array[] {
  const draw = multinomialDraw(Int32Array.from(counts), seededRandom(seed));
  return Array.from({ length: draws }, () => {
    const into = new Float64Array(counts.length);
    draw(into);
    return into;
  });
}

/** Pearson's statistic of how often each number of the first kind came up against its binomial probability. */
function chiSquared(samples: readonly Float64Array[], kind: number, n: number, p: number) {
  const seen = new Float64Array(n + 1);
  for (const sample of samples) seen[sample[kind]]++;
  let [statistic, cells] = [0, 0];
  for (let k = 0; k <= n; k++) {
    const expected = draws * binomialPoint(k, n, p);
    if (expected < 5) continue;
    statistic += (seen[k] - expected) ** 2 / expected;
    cells++;
  }
  return { statistic, cells };
}

describe("numbers of each kind in a sample with replacement", () => {
  test.each([
    { counts: [3, 1] },
    { counts: [1, 1, 1] },
    { counts: [400, 30, 70] },
    { counts: [1, 499] },
    { counts: [250, 249, 1] },
  ])("of $counts are as many as there are things, and each is binomial", ({ counts }) => {
    const samples = drawMany(counts);
    const n = counts.reduce((sum, count) => sum + count, 0);
    for (const sample of samples) expect(sample.reduce((sum, count) => sum + count, 0)).toBe(n);
    for (const [kind, count] of counts.entries()) {
      const { statistic, cells } = chiSquared(samples, kind, n, count / n);
      // Mean cells - 1, deviation the root of twice that: five of them are next to impossible.
      expect(statistic).toBeLessThan(cells - 1 + 5 * Math.sqrt(2 * Math.max(1, cells - 1)));
    }
  });

  test("hang together as in a multinomial: what one kind has more another has less", () => {
    const counts = [30, 50, 20];
    const samples = drawMany(counts);
    const mean = (of: (sample: Float64Array) => number) =>
      samples.reduce((sum, sample) => sum + of(sample), 0) / samples.length;
    for (const [a, b] of [
      [0, 1],
      [0, 2],
      [1, 2],
    ] as const) {
      const product = mean((sample) => sample[a] * sample[b]);
      const covariance = product - mean((sample) => sample[a]) * mean((sample) => sample[b]);
      expect(covariance).toBeCloseTo((-counts[a] * counts[b]) / 100, -0.5);
    }
  });

  test("of one kind alone are all of it", () => {
    expect(drawMany([7]).every((sample) => sample[0] === 7)).toBe(true);
  });
});

/** The same statistic, told so that no two units are alike: its bootstrap draws the units themselves. */
function apart({ groups, groupOf, evaluate }: UnitStatistic): UnitStatistic {
  const weights = new Float64Array(groups);
  return {
    groups: groupOf.length,
    groupOf: groupOf.map((_, unit) => unit),
    evaluate: (ofUnits) => {
      weights.fill(0);
      for (const [unit, group] of groupOf.entries()) weights[group] += ofUnits[unit];
      return evaluate(weights);
    },
  };
}

describe("a bootstrap that draws kinds", () => {
  const hits = Float64Array.from({ length: 240 }, (_, unit) => Number(unit % 3 > 0));
  const sizes = new Float64Array(240).fill(1);
  const prompts = Array.from({ length: 240 }, (_, unit) => Math.floor(unit / 4));

  test.each([
    { name: "units", clusters: undefined },
    { name: "clusters", clusters: prompts },
  ])("has the mean and the spread of one that draws the $name", ({ clusters }) => {
    const statistic = ratioStatistic(hits, sizes);
    const drawing = () => ({ random: seededRandom(11), replicates: 20_000, clusters });
    const describeDraws = (replicates: Float64Array) => {
      const mean = replicates.reduce((sum, own) => sum + own, 0) / replicates.length;
      const variance = replicates.reduce((sum, own) => sum + (own - mean) ** 2, 0) / replicates.length;
      return { mean, deviation: Math.sqrt(variance) };
    };
    const kinds = describeDraws(bootstrapReplicates(statistic, drawing()));
    const each = describeDraws(bootstrapReplicates(apart(statistic), drawing()));
    expect(kinds.mean).toBeCloseTo(each.mean, 2);
    expect(kinds.deviation / each.deviation).toBeCloseTo(1, 1);
  });
});
