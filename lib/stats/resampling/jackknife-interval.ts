import { type Defined, defined, undefinedBecause } from "@/lib/stats/defined";
import { type Interval, tInterval } from "@/lib/stats/interval";

/** A delete-one (cluster) jackknife: no chance in it, and n computations instead of a thousand. */
export type Jackknife = {
  standardError: number;
  /** n x value - (n - 1) x mean of the estimates with one left out. */
  biasCorrected: number;
  interval: Defined<Interval>;
  clusters: number;
};

/**
 * Standard error and t interval from the estimates v_(i) with one cluster left out each time. With m their mean,
 *
 *   error = sqrt((n - 1) / n sum (v_(i) - m)^2),   bias-corrected = n v - (n - 1) m,
 *
 * t with n - 1 degrees of freedom. Leaving a unit out moves a mean by 1 / (n - 1) of the unit's own deviation,
 * which the factor makes good: for a mean the error is the usual s / sqrt(n). It wants a statistic that changes
 * smoothly with its units, as means, kappas and alphas do; for a median it fails, where the bootstrap does not.
 * `highest` is where the upper end is cut.
 *
 * Undefined where some estimates are undefined (NaN): dropping them would hide the very clusters that the statistic
 * hangs on. Source: Efron and Tibshirani, "An Introduction to the Bootstrap" (1993), chapter 11.
 */
export function jackknifeInterval(
  value: number,
  leftOut: ArrayLike<number>,
  { level = 0.95, highest = Number.POSITIVE_INFINITY }: { level?: number; highest?: number } = {},
): Defined<Jackknife> {
  const n = leftOut.length;
  if (n < 2) return undefinedBecause("one unit or cluster alone shows no spread");
  let [sum, lost] = [0, 0];
  for (let i = 0; i < n; i++) {
    const estimate = leftOut[i];
    if (Number.isNaN(estimate)) lost++;
    else sum += estimate;
  }
  if (lost > 0) return undefinedBecause(`without one of its units the statistic is undefined (${lost} of ${n} times)`);
  const mean = sum / n;
  let squares = 0;
  for (let i = 0; i < n; i++) squares += (leftOut[i] - mean) ** 2;
  const error = Math.sqrt(((n - 1) / n) * squares);
  const standardError = error < 1e-14 ? 0 : error;
  return defined({
    standardError,
    biasCorrected: n * value - (n - 1) * mean,
    interval: tInterval(value, standardError, { df: n - 1, level, highest }),
    clusters: n,
  });
}
