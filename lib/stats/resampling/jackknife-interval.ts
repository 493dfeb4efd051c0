import { type Defined, defined, undefinedBecause } from "@/lib/stats/defined";
import { type Interval, tInterval } from "@/lib/stats/interval";

/** A delete-one (cluster) jackknife. */
export type Jackknife = {
  standardError: number;
  /** n x value - (n - 1) x mean of the estimates with one left out. */
  biasCorrected: number;
  interval: Defined<Interval>;
  clusters: number;
};

/**
 * Standard error and t interval from the estimates with one cluster left out each time. Undefined where some of
 * them are undefined (NaN): dropping them would hide the very clusters that the statistic hangs on.
 * Source: Efron and Tibshirani, "An Introduction to the Bootstrap" (1993), chapter 11.
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
    const estimate = leftOut[i] as number;
    if (Number.isNaN(estimate)) lost++;
    else sum += estimate;
  }
  if (lost > 0) return undefinedBecause(`without one of its units the statistic is undefined (${lost} of ${n} times)`);
  const mean = sum / n;
  let squares = 0;
  for (let i = 0; i < n; i++) squares += ((leftOut[i] as number) - mean) ** 2;
  const error = Math.sqrt(((n - 1) / n) * squares);
  const standardError = error < 1e-14 ? 0 : error;
  return defined({
    standardError,
    biasCorrected: n * value - (n - 1) * mean,
    interval: tInterval(value, standardError, { df: n - 1, level, highest }),
    clusters: n,
  });
}
