import { type Defined, defined, undefinedBecause } from "@/lib/stats/defined";
import { normalCdf } from "@/lib/stats/distributions/normal-distribution";
import { midranks, tieSizes } from "@/lib/stats/parts/ranks";
import { requireNumbers } from "@/lib/stats/parts/require-numbers";
import type { SideUnits } from "./standardised-difference";

/** A rank test: its statistic and the two-sided p of the normal approximation, ties and continuity corrected. */
export type RankTest = { statistic: number; p: number; units: SideUnits };

/** Two-sided p of the normal approximation, the distance drawn half a rank towards 0, since rank sums move in steps. */
const twoSided = (distance: number, error: number) => {
  const z = (distance - Math.sign(distance) * 0.5) / error;
  return Math.min(1, 2 * normalCdf(-Math.abs(z)));
};

/**
 * Wilcoxon's rank-sum test of two independent samples of n and m values. All are ranked together; the statistic is
 * Mann and Whitney's U of the first, sum of its ranks - n (n + 1) / 2: how many pairs of a first and a second value
 * the first wins, ties half. If both came from one distribution,
 *
 *   mean n m / 2,   variance n m / 12 x [n + m + 1 - sum (t^3 - t) / ((n + m)(n + m - 1))],   t sizes of ties.
 *
 * It asks whether one side tends to be larger; U / (n m) says how much, see `cliffsDelta`. The normal approximation
 * is fair from some eight values a side. Undefined where a side is empty or every value is the same.
 */
export function rankSumTest(first: ArrayLike<number>, second: ArrayLike<number>): Defined<RankTest> {
  const [n, m] = [first.length, second.length];
  requireNumbers("rankSumTest", first, second);
  if (n === 0 || m === 0) return undefinedBecause("a side has no values");
  const all = [...Array.from(first), ...Array.from(second)];
  const statistic =
    midranks(all)
      .subarray(0, n)
      .reduce((sum, rank) => sum + rank, 0) -
    (n * (n + 1)) / 2;
  const ties = tieSizes(all).reduce((sum, t) => sum + t ** 3 - t, 0);
  const variance = ((n * m) / 12) * (n + m + 1 - ties / ((n + m) * (n + m - 1)));
  if (variance === 0) return undefinedBecause("every value is the same");
  const p = twoSided(statistic - (n * m) / 2, Math.sqrt(variance));
  return defined({ statistic, p, units: { first: n, second: m } });
}

/**
 * Wilcoxon's signed-rank test of pairs. The differences of n pairs are ranked by size, ties at their middle rank,
 * and the statistic is the sum of the ranks of those above 0; if differences are symmetric about 0,
 *
 *   mean n (n + 1) / 4,   variance n (n + 1)(2 n + 1) / 24 - sum (t^3 - t) / 48.
 *
 * Between the sign test, which asks for no symmetry, and the t test, which asks for normal differences. Pairs
 * without a difference are left out and not among `pairs`. Undefined where no pair differs.
 */
export function signedRankTest(
  first: ArrayLike<number>,
  second: ArrayLike<number>,
): Defined<RankTest & { pairs: number }> {
  if (first.length !== second.length) {
    throw new RangeError(`signedRankTest: ${first.length} values against ${second.length}`);
  }
  requireNumbers("signedRankTest", first, second);
  const gaps = Array.from(first, (value, i) => value - second[i]).filter((gap) => gap !== 0);
  const n = gaps.length;
  if (n === 0) return undefinedBecause("no pair differs");
  const sizes = gaps.map(Math.abs);
  const ranks = midranks(sizes);
  const statistic = ranks.reduce((sum, rank, i) => sum + (gaps[i] > 0 ? rank : 0), 0);
  const ties = tieSizes(sizes).reduce((sum, t) => sum + t ** 3 - t, 0);
  const variance = (n * (n + 1) * (2 * n + 1)) / 24 - ties / 48;
  const p = twoSided(statistic - (n * (n + 1)) / 4, Math.sqrt(variance));
  return defined({ statistic, p, pairs: n, units: { first: first.length, second: second.length } });
}
