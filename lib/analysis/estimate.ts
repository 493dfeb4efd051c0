import type { Bootstrap } from "@/lib/stats/bootstrap-interval";
import { bootstrapInterval } from "@/lib/stats/bootstrap-interval";
import { type Defined, defined, undefinedBecause } from "@/lib/stats/defined";
import { seededRandom } from "@/lib/stats/seeded-random";
import { groupWeights, type UnitStatistic } from "@/lib/stats/unit-statistic";

/** A number with its 95 % interval, or why it has none. */
export type Estimate = { value: number; interval: Defined<{ low: number; high: number }>; undefinedReplicates: number };

/** What a page's intervals share: the study's seed, the number of resamples, and what is resampled. */
export type Resampling = { seed: number; replicates: number; clusters?: readonly number[] };

/** A bootstrap as an interval for a page. */
export function toEstimate(value: number, bootstrap: Defined<Bootstrap>): Estimate {
  if (!bootstrap.defined) return { value, interval: bootstrap, undefinedReplicates: 0 };
  const { interval, undefinedReplicates } = bootstrap.value;
  return { value, interval: defined({ low: interval.low, high: interval.high }), undefinedReplicates };
}

/** A statistic of units on the sample and its bootstrap interval; `because` says why where it is undefined. */
export function estimate(
  statistic: UnitStatistic,
  { seed, replicates, clusters }: Resampling,
  because: string,
): Defined<Estimate> {
  const value = statistic.evaluate(groupWeights(statistic));
  if (Number.isNaN(value)) return undefinedBecause(because);
  const random = seededRandom(seed);
  return defined(toEstimate(value, bootstrapInterval(statistic, { random, replicates, clusters })));
}
