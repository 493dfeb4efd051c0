import { numberClusters } from "./parts/clusters";
import { groupWeights, type Ratio, type UnitStatistic } from "./unit-statistic";

/**
 * What one unit of each group adds to a statistic: n times its slope in the group's weight. That of a ratio p of two
 * weighted sums is (above - p below) / sum of below, in O(groups); of any other it is taken by a central difference,
 * in O(groups^2) and more. Over the units of the sample they sum to 0 where the statistic does not change with the
 * number of units; a group without units has none.
 */
export function influences(statistic: UnitStatistic): Float64Array {
  const weights = groupWeights(statistic);
  return statistic.ratio ? ofRatio(statistic.ratio(), weights, statistic.groupOf.length) : slopesOf(statistic, weights);
}

function ofRatio({ above, below }: Ratio, weights: Float64Array, units: number): Float64Array {
  let [numerator, denominator] = [0, 0];
  for (let group = 0; group < weights.length; group++) {
    numerator += weights[group] * above[group];
    denominator += weights[group] * below[group];
  }
  const value = numerator / denominator;
  return weights.map((own, group) => (own === 0 ? 0 : (units * (above[group] - value * below[group])) / denominator));
}

function slopesOf(statistic: UnitStatistic, weights: Float64Array): Float64Array {
  const units = statistic.groupOf.length;
  const slopes = new Float64Array(weights.length);
  for (let group = 0; group < weights.length; group++) {
    const own = weights[group];
    if (own === 0) continue;
    const step = 1e-4 * own;
    weights[group] = own + step;
    const above = statistic.evaluate(weights);
    weights[group] = own - step;
    const below = statistic.evaluate(weights);
    weights[group] = own;
    slopes[group] = (units * (above - below)) / (2 * step);
  }
  return slopes;
}

/** A variance over clusters, and how many clusters it comes from as good as alone. */
export type LinearisedVariance = { variance: number; varying: number };

/**
 * The variance of a statistic by linearisation, over units or over clusters of them: with I_c the sum of the
 * influences of cluster c's units, n units and G of the clusters that count (`counted`, all unless said otherwise),
 *
 *   G / (G - 1) x sum_c I_c^2 / n^2,
 *
 * the sandwich of survey samples (Binder, International Statistical Review 51 (1983) 279-292). NaN for one cluster.
 * `varying` is (sum I_c^2)^2 / sum I_c^4: where a rare answer occurs in three clusters of a hundred, about three.
 */
export function linearisedVariance(
  statistic: UnitStatistic,
  { clusters: keys, counted }: { clusters?: readonly (string | number)[]; counted?: number } = {},
): LinearisedVariance {
  const slopes = influences(statistic);
  const units = statistic.groupOf.length;
  const { clusterOf, count } = numberClusters(units, keys);
  const sums = new Float64Array(count);
  for (let unit = 0; unit < units; unit++) sums[clusterOf[unit]] += slopes[statistic.groupOf[unit]];
  const squares = sums.reduce((sum, own) => sum + own ** 2, 0);
  const fourths = sums.reduce((sum, own) => sum + own ** 4, 0);
  const clusters = counted ?? count;
  return {
    variance: clusters < 2 ? Number.NaN : ((clusters / (clusters - 1)) * squares) / units ** 2,
    varying: fourths > 0 ? squares ** 2 / fourths : 0,
  };
}
