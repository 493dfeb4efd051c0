import { type Estimate, estimate, type Resampling, undrawn } from "@/lib/measure/estimate";
import { numberUnits } from "@/lib/measure/number-units";
import { type Defined, defined } from "@/lib/stats/defined";
import { proportionInterval } from "@/lib/stats/effects/proportion-interval";
import { ratioStatistic } from "@/lib/stats/resampling/resampled-mean";

/**
 * A share with Wilson's interval over as many trials as there are clusters (items, or prompts that items share).
 * Trials of one cluster tell less than trials of different ones, and with one cluster each it is the plain
 * interval; to count a cluster as one trial, as if its units told nothing apart, errs on the wide side.
 * value x clusters need not be whole.
 */
export function clusterShare(value: number, clusters: number): Estimate {
  return undrawn(value, defined(proportionInterval(value * clusters, clusters)));
}

/**
 * A share of 0 or 1 (but for rounding) is the same in every resample, which is no certainty: of twenty items that
 * all pass Wilson's interval still goes down to .84. `clusterShare` then; elsewhere the share as it was drawn.
 */
export function atTheEdge(share: Estimate, clusters: number): Estimate {
  const nearest = Math.round(share.value);
  return Math.abs(share.value - nearest) < 1e-12 && clusters > 0 ? clusterShare(nearest, clusters) : share;
}

/**
 * A share of so many units, or clusters of them: Wilson's interval where every unit stands alone, which holds what it
 * promises for few units and for shares near 0 and 1 (Brown, Cai and DasGupta 2001); else what was drawn.
 */
export const countedShare = (
  share: Defined<Estimate>,
  count: number,
  { clusters }: Pick<Resampling, "clusters">,
): Defined<Estimate> =>
  share.defined && !clusters && count > 0 ? defined(clusterShare(share.value.value, count)) : withEdge(share, count);

/** `atTheEdge` of a share that may be undefined. */
export const withEdge = (share: Defined<Estimate>, clusters: number): Defined<Estimate> =>
  share.defined ? defined(atTheEdge(share.value, clusters)) : share;

/**
 * The share of trials that hit, one flag (0 or 1) and one unit a trial. Wilson's interval where no two trials share a
 * cluster, else a bootstrap over the clusters; `clusters` names one per unit and is absent where each is its own. At
 * least one trial.
 */
export function shareOfTrials(
  hits: readonly number[],
  trialUnits: readonly number[],
  { seed, replicates, clusters }: Resampling,
): Estimate {
  const value = hits.reduce((sum, hit) => sum + hit, 0) / hits.length;
  if (!clusters) return clusterShare(value, hits.length);
  const { unit, units } = numberUnits(trialUnits.map((own) => clusters[own]));
  if (units === hits.length) return clusterShare(value, units);
  const [above, below] = [new Float64Array(units), new Float64Array(units)];
  for (const [trial, own] of unit.entries()) {
    above[own] = above[own] + hits[trial];
    below[own] = below[own] + 1;
  }
  const drawn = estimate(ratioStatistic(above, below), { seed, replicates }, "there is no trial");
  return drawn.defined ? atTheEdge(drawn.value, units) : clusterShare(value, units);
}
