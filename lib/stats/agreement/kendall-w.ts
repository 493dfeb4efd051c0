import type { CodedRatings } from "@/lib/stats/coded-ratings";
import { type Defined, defined, undefinedBecause } from "@/lib/stats/defined";
import { chiSquaredTails } from "@/lib/stats/distributions/chi-squared-distribution";
import { midranks, tieSizes } from "@/lib/stats/parts/ranks";
import { type Basis, countBasis } from "./basis";
import { completeColumns } from "./rating-matrix";

/** Kendall's coefficient of concordance; chi-squared is Friedman's test that ranks are random. */
export type KendallW = { value: number; chiSquared: number; df: number; p: number; basis: Basis };

/**
 * Kendall's W: agreement of m raters who rank n units, 1 the same ranking, 0 none. With R_i the sum of unit i's
 * ranks over raters and t the sizes of the groups of ties of each rater,
 *
 *   W = 12 sum_i (R_i - m (n + 1) / 2)^2 / (m^2 (n^3 - n) - m sum over ties (t^3 - t)):
 *
 * the spread of the rank sums, over the largest that it could have. Ties share their middle rank; a rater who ties
 * cannot spread ranks as far, and with `correctTies` the largest value is lowered accordingly. Without ties
 * (m W - 1) / (m - 1) is the mean Spearman correlation over pairs of raters, so W of two raters who rank in
 * opposite orders is 0 and never below.
 *
 * chi-squared = m (n - 1) W with n - 1 degrees of freedom is Friedman's test that ranks are random; the
 * approximation is rough below some seven units. Units that every rater ranked; undefined with fewer than two
 * raters or units, or where every rater gave all units the same value.
 * Source: Kendall and Babington Smith (1939); Siegel and Castellan (1988), section 9.5.
 */
export function kendallW(
  ratings: CodedRatings,
  { correctTies = true }: { correctTies?: boolean } = {},
): Defined<KendallW> {
  const columns = completeColumns(ratings);
  const raters = columns.length;
  const n = columns[0]?.length ?? 0;
  if (raters < 2 || n < 2)
    return undefinedBecause("fewer than two units were ranked by every one of two or more raters");
  const sums = new Float64Array(n);
  let ties = 0;
  for (const column of columns) {
    const ranks = midranks(column);
    for (let unit = 0; unit < n; unit++) sums[unit] += ranks[unit];
    if (correctTies) ties += tieSizes(column).reduce((sum, size) => sum + size ** 3 - size, 0);
  }
  const mean = (raters * (n + 1)) / 2;
  const spread = sums.reduce((total, sum) => total + (sum - mean) ** 2, 0);
  const most = raters * raters * (n ** 3 - n) - raters * ties;
  if (most <= 0) return undefinedBecause("every rater gave all units the same value");
  const value = (12 * spread) / most;
  const chiSquared = raters * (n - 1) * value;
  return defined({
    value,
    chiSquared,
    df: n - 1,
    p: chiSquaredTails(chiSquared, n - 1).upper,
    basis: countBasis(ratings, raters),
  });
}
