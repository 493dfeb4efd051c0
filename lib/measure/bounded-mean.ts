import { shareOfTrials, spreadShare } from "@/lib/measure/cluster-share";
import type { Resampling } from "@/lib/measure/estimate";
import { type Estimate, undrawn } from "@/lib/measure/estimate";
import { numberUnits } from "@/lib/measure/number-units";
import { type Defined, defined } from "@/lib/stats/defined";
import { ratioStatistic } from "@/lib/stats/resampling/resampled-mean";

/** A number a trial that cannot leave these bounds, with the cluster of each. */
type Bounded = { scores: ArrayLike<number>; clusters: readonly number[]; low: number; high: number };

/**
 * The mean of numbers that keep within bounds, as a share of the way from one to the other: Wilson's interval of the
 * trials that such a share is worth (`spreadShare`). It keeps within the bounds, leans away from the near one, as the
 * mean of a few numbers does of which most stand at it, and is an interval where none of them differs.
 */
export function boundedMean({ scores, clusters, low, high }: Bounded, because: string): Defined<Estimate> {
  const { unit, units } = numberUnits(clusters);
  const [above, below] = [new Float64Array(units), new Float64Array(units)];
  for (const [trial, cluster] of unit.entries()) {
    above[cluster] = above[cluster] + (scores[trial] - low) / (high - low);
    below[cluster] = below[cluster] + 1;
  }
  const share = spreadShare({ statistic: ratioStatistic(above, below), because, clusters: units }, {});
  if (!share.defined) return share;
  const { value, interval } = share.value;
  const scale = (of: number) => low + of * (high - low);
  if (!interval.defined) return defined(undrawn(scale(value), interval));
  const own = { ...interval.value, low: scale(interval.value.low), high: scale(interval.value.high) };
  return defined(undrawn(scale(value), defined(own)));
}

/** The share of trials that hit, with the cluster of each: plain Wilson's where no two share one. */
export const hitShare = (hits: readonly number[], clusters: readonly number[]): Estimate =>
  shareOfTrials(hits, [...hits.keys()], { clusters } satisfies Pick<Resampling, "clusters">);
