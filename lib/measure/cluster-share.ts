import { type Estimate, type Resampling, undrawn } from "@/lib/measure/estimate";
import { numberUnits } from "@/lib/measure/number-units";
import { type Defined, defined, undefinedBecause } from "@/lib/stats/defined";
import { clusteredProportionInterval } from "@/lib/stats/effects/clustered-proportion";
import { proportionInterval } from "@/lib/stats/effects/proportion-interval";
import { linearisedVariance } from "@/lib/stats/resampling/linearised-variance";
import { ratioStatistic } from "@/lib/stats/resampling/resampled-mean";
import { groupWeights, type UnitStatistic } from "@/lib/stats/resampling/unit-statistic";

/**
 * A share with Wilson's interval over as many trials as there are clusters (items, or prompts that items share):
 * where every trial stands alone, and for what is no plain share and the same in every draw. value x clusters need
 * not be whole.
 */
export function clusterShare(value: number, clusters: number): Estimate {
  return undrawn(value, defined(proportionInterval(value * clusters, clusters)));
}

/**
 * A figure of 0 or 1 (but for rounding) that does not vary over items, which is no certainty: of twenty items that
 * all pass Wilson's interval still goes down to .84. `clusterShare` then; elsewhere the figure as it came.
 */
export function atTheEdge(share: Estimate, clusters: number): Estimate {
  const nearest = Math.round(share.value);
  return Math.abs(share.value - nearest) < 1e-12 && clusters > 0 ? clusterShare(nearest, clusters) : share;
}

/** `atTheEdge` of a share that may be undefined. */
export const withEdge = (share: Defined<Estimate>, clusters: number): Defined<Estimate> =>
  share.defined ? defined(atTheEdge(share.value, clusters)) : share;

/** A share to be taken over units or clusters of them; `clusters` counts those that enter. */
export type AskedShare = { statistic: UnitStatistic; because: string; clusters: number };

/** Wilson's interval of as many trials as the share's variance over clusters makes it worth. */
export function spreadShare(
  { statistic, because, clusters: counted }: AskedShare,
  { clusters }: Pick<Resampling, "clusters">,
): Defined<Estimate> {
  const value = statistic.evaluate(groupWeights(statistic));
  if (Number.isNaN(value)) return undefinedBecause(because);
  const spread = linearisedVariance(statistic, { clusters, counted });
  return defined(undrawn(value, defined(clusteredProportionInterval(value, { ...spread, clusters: counted }))));
}

/**
 * A share of so many units, or clusters of them: plain Wilson's where every unit stands alone and passes or does not,
 * which holds what it promises for few units and for shares near 0 and 1 (Brown, Cai and DasGupta 2001); else
 * Wilson's of the trials that it is worth.
 */
export function countedShare(asked: AskedShare, resampling: Pick<Resampling, "clusters">): Defined<Estimate> {
  const { statistic, because, clusters } = asked;
  if (resampling.clusters) return spreadShare(asked, resampling);
  const value = statistic.evaluate(groupWeights(statistic));
  return Number.isNaN(value) || clusters === 0 ? undefinedBecause(because) : defined(clusterShare(value, clusters));
}

/**
 * The share of trials that hit, one flag (0 or 1) and one unit a trial. Plain Wilson's where no two trials share a
 * cluster; `clusters` names one per unit and is absent where each is its own. At least one trial.
 */
export function shareOfTrials(
  hits: readonly number[],
  trialUnits: readonly number[],
  { clusters }: Pick<Resampling, "clusters">,
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
  const asked = { statistic: ratioStatistic(above, below), because: "there is no trial", clusters: units };
  const share = spreadShare(asked, {});
  return share.defined ? share.value : clusterShare(value, units);
}
