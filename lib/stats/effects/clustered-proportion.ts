import { normalQuantile } from "@/lib/stats/distributions/normal-distribution";
import { studentTQuantile } from "@/lib/stats/distributions/student-t-distribution";
import type { Interval } from "@/lib/stats/interval";
import { proportionInterval } from "./proportion-interval";

/** A share's variance over so many clusters, and how many of them it comes from: see `linearisedVariance`. */
type Spread = { variance: number; varying: number; clusters: number; level?: number };

/** What one trial a cluster weighs against the clusters that the variance comes from. */
const caution = 1;

/**
 * Trials that a share of such a variance is worth: p (1 - p) / variance independent ones would vary as much, times
 * (z / t)^2 for the clusters that the variance comes from (Korn and Graubard, Survey Methodology 24 (1998) 193-201).
 * A variance that rests on one or two clusters in which a rare answer occurs tells little of how labels hang together,
 * so that 1 / trials is averaged with that of one trial a cluster, which weighs as much as one cluster that varies. Where
 * the share varies nowhere (it is 0 or 1) one trial a cluster is all there is.
 */
export function effectiveTrials(value: number, { variance, varying, clusters, level = 0.95 }: Spread): number {
  if (!(variance > 1e-14) || clusters < 2) return Math.max(1, clusters);
  const tail = (1 - level) / 2;
  const ratio = normalQuantile(1 - tail) / studentTQuantile(1 - tail, clusters - 1);
  const own = variance / (value * (1 - value) * ratio * ratio);
  return (varying + caution) / (varying * own + caution / clusters);
}

/**
 * Wilson's interval for a share of labels that hang together: of as many trials as the share's own variance over
 * clusters makes it worth (`effectiveTrials`). It keeps within 0 and 1, and goes down from 1 where everything passed.
 * Sources: Korn and Graubard 1998; Dean and Pagano, Journal of Survey Statistics and Methodology 3 (2015) 484-503.
 */
export function clusteredProportionInterval(value: number, { level = 0.95, ...spread }: Spread): Interval {
  const share = Math.min(1, Math.max(0, value));
  const trials = effectiveTrials(share, { ...spread, level });
  return { ...proportionInterval(share * trials, trials, { level }), method: "Wilson, clustered" };
}

/**
 * The difference of two shares of the same clusters from their intervals, `correlation` being that of the two
 * estimates: each standard error is read off the interval's end on the side that matters (Newcombe's way; Zou and
 * Donner, Statistics in Medicine 27 (2008) 1693-1702),
 *
 *   low = d - sqrt((p - l_p)^2 - 2 r (p - l_p) (u_q - q) + (u_q - q)^2), and high with the other ends.
 *
 * A correlation of 0 is that of two groups that share nothing, whatever p and q are: of two alphas as well.
 */
export function differenceInterval(
  first: { value: number; interval: Pick<Interval, "low" | "high"> },
  second: { value: number; interval: Pick<Interval, "low" | "high"> },
  { correlation = 0, level = 0.95 }: { correlation?: number; level?: number } = {},
): { value: number; interval: Interval } {
  const value = first.value - second.value;
  const join = (x: number, y: number) => Math.sqrt(Math.max(0, x * x - 2 * correlation * x * y + y * y));
  const low = value - join(first.value - first.interval.low, second.interval.high - second.value);
  const high = value + join(first.interval.high - first.value, second.value - second.interval.low);
  return { value, interval: { low, high, level, method: "of two intervals" } };
}
