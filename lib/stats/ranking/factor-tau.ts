import { kendallValue } from "@/lib/stats/comparison/correlation";
import { type Defined, defined, undefinedBecause } from "@/lib/stats/defined";
import { numberKeys } from "@/lib/stats/parts/number-keys";
import { type Bootstrap, bootstrapInterval } from "@/lib/stats/resampling/bootstrap-interval";
import type { ResamplingOptions } from "@/lib/stats/resampling/resampled-mean";
import { listStatistic } from "@/lib/stats/resampling/unit-statistic";

export type FactorTau = {
  /** Kendall's tau-b between the two orders of the conditions, -1 to 1. */
  value: number;
  conditions: (string | number)[];
  /** Mean score of each condition by each kind of rater. */
  first: number[];
  second: number[];
  bootstrap: Defined<Bootstrap>;
  /** Units without a condition's score by either kind. */
  unitsLeftOut: number;
};

/**
 * Do two kinds of raters (people and a judge, experts and a crowd) put the conditions of a factor into the same
 * order? Kendall's tau-b between the conditions' mean scores, over units that both kinds scored: of all pairs of
 * conditions the share in the same order less the share in the opposite order, ties corrected. It asks for the
 * ranking alone: a judge who is harsher throughout changes nothing. `conditions` names the condition of each unit;
 * a score of NaN is missing.
 *
 * The interval resamples units (or clusters), because a handful of conditions has no sampling distribution of its
 * own: it says how firm the orders are, and not what other conditions would do. With four conditions and no ties
 * tau has seven values, so its interval moves in steps; a resample in which a condition is not drawn is undefined
 * and counted. Undefined with fewer than two conditions, or where one kind finds all alike. Throws RangeError where
 * the lists differ in length.
 * Source: Kendall, Biometrika 30 (1938) 81-93; ties after Kendall, Biometrika 33 (1945) 239-251.
 */
export function factorTau(
  conditions: readonly (string | number)[],
  first: ArrayLike<number>,
  second: ArrayLike<number>,
  { clusters, ...options }: ResamplingOptions,
): Defined<FactorTau> {
  const n = conditions.length;
  if (first.length !== n || second.length !== n)
    throw new RangeError(`factorTau: ${n} conditions for ${first.length} and ${second.length} scores`);
  const kept = [...conditions.keys()].filter((unit) => !Number.isNaN(first[unit] + second[unit]));
  const { names, codes: cell } = numberKeys(kept.map((unit) => conditions[unit]));
  if (names.length < 2) return undefinedBecause("fewer than two conditions are scored by both kinds of raters");
  const meansOf = (scores: ArrayLike<number>, chosen: readonly number[]): number[] => {
    const [sums, sizes] = [new Float64Array(names.length), new Float64Array(names.length)];
    for (const i of chosen) {
      const condition = cell[i];
      sums[condition] += scores[kept[i]];
      sizes[condition]++;
    }
    return Array.from(sums, (sum, condition) => sum / sizes[condition]);
  };
  // NaN where a condition is not drawn, or one kind of raters finds all alike.
  const tauOf = (chosen: readonly number[]): number => {
    const [a, b] = [meansOf(first, chosen), meansOf(second, chosen)];
    return [...a, ...b].some(Number.isNaN) ? Number.NaN : kendallValue(a, b);
  };
  const all = [...kept.keys()];
  const own = tauOf(all);
  if (Number.isNaN(own)) return undefinedBecause("one kind of raters finds all conditions alike");
  const statistic = listStatistic(kept.length, tauOf);
  const keptClusters = clusters && kept.map((unit) => clusters[unit]);
  return defined({
    value: own,
    conditions: names,
    first: meansOf(first, all),
    second: meansOf(second, all),
    bootstrap: bootstrapInterval(statistic, { ...options, clusters: keptClusters }),
    unitsLeftOut: n - kept.length,
  });
}
