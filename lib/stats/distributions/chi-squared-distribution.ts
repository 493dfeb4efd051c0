import { incompleteGamma } from "@/lib/stats/distributions/parts/incomplete-gamma";
import { quantileSearch, requireProbability } from "@/lib/stats/distributions/parts/quantile-search";
import { logGamma } from "./log-gamma";

/**
 * P(X <= x) and P(X > x) for chi-squared with `df` > 0 degrees of freedom (not necessarily whole): P(df / 2, x / 2)
 * and Q(df / 2, x / 2) of the incomplete gamma function, each to its own relative accuracy. 0 and 1 for x below 0.
 */
export function chiSquaredTails(x: number, df: number): { lower: number; upper: number } {
  return incompleteGamma(df / 2, Math.max(0, x) / 2);
}

/**
 * The point with probability `p` below it. Far down the distribution is nearly
 * (x / 2)^(df / 2) / Gamma(df / 2 + 1), which is solved for a start there; from df elsewhere.
 */
export function chiSquaredQuantile(p: number, df: number): number {
  requireProbability("chiSquaredQuantile", p);
  if (!(df > 0)) throw new RangeError(`chiSquaredQuantile: needs df > 0, got ${df}`);
  const half = df / 2;
  const density = (x: number) => 0.5 * Math.exp((half - 1) * Math.log(x / 2) - x / 2 - logGamma(half));
  const start = p < 0.1 ? 2 * Math.exp((Math.log(p) + logGamma(half + 1)) / half) : df;
  return quantileSearch(p, { low: 0, high: Number.POSITIVE_INFINITY, start }, (x) => chiSquaredTails(x, df), density);
}
