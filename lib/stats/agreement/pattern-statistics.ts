import type { CodedRatings } from "@/lib/stats/coded-ratings";
import { collapseUnits, type Patterns, type Ratio, type UnitStatistic } from "@/lib/stats/resampling/unit-statistic";
import { type Disagreement, dot, meanDistances, type Weights, weightedDisagreement } from "./disagreement";
import { totalWeight } from "./gwet-ac";
import { patternDistances } from "./parts/pattern-distances";

/** Coefficients as functions of unit weights over the same groups of units, so that they are resampled together. */
export type PatternStatistics = {
  /** The mean over units of the weight of their pairs. */
  percent: UnitStatistic;
  /** Fleiss' kappa, per unit. */
  fleiss: UnitStatistic;
  /** Gwet's AC1, with weights AC2. */
  gwet: UnitStatistic;
  brennanPrediger: UnitStatistic;
  /** The share of a category among a unit's ratings, averaged over units. */
  shareOf: (category: number) => UnitStatistic;
};

/**
 * Percent agreement, Fleiss' kappa (per unit), AC1 / AC2, Brennan and Prediger's coefficient and the categories'
 * shares for bootstrap and jackknife: with all weights 1 they are those of `percentAgreement`, `fleissKappa`,
 * `gwetAc`, `brennanPrediger` and `averageUnitShares`, where the formulas stand. All are made of two things, the
 * weighted mean over units of the disagreement of their pairs and the weighted mean of their shares:
 *
 *   percent 1 - Do,   Fleiss 1 - Do / sum_kl p_k p_l d_kl,
 *   AC 1 - Do / (1 - T sum_k p_k (1 - p_k) / (q (q - 1))),   Brennan-Prediger 1 - Do / (1 - T / q^2),
 *
 * with d the distances of categories and T the sum of all q^2 weights.
 *
 * Agreement is over units with two ratings, shares over units with one. NaN where one is undefined. They share one
 * grouping, so that a resample is drawn once for all. O(ratings of the patterns + categories) a resample.
 */
export function patternStatistics(
  ratings: CodedRatings,
  weights: Weights = "unweighted",
  patterns: Patterns = collapseUnits(ratings),
): PatternStatistics {
  const { groups, groupOf, starts, codes } = patterns;
  const q = ratings.categories.length;
  const disagreement = weightedDisagreement(weights, ratings.values);
  const apart = meanPairDistance(patterns, q, disagreement);
  const means = new Float64Array(q);
  const fillMeans = (unitWeights: Float64Array) => {
    means.fill(0);
    let rated = 0;
    for (let group = 0; group < groups; group++) {
      const weight = unitWeights[group];
      const [start, end] = [starts[group], starts[group + 1]];
      if (weight === 0 || start === end) continue;
      rated += weight;
      const own = weight / (end - start);
      for (let i = start; i < end; i++) means[codes[i]] += own;
    }
    for (let k = 0; k < q; k++) means[k] /= rated;
    return rated;
  };
  const disagreed = (unitWeights: Float64Array) => {
    let [sum, paired] = [0, 0];
    for (let group = 0; group < groups; group++) {
      const own = apart[group];
      const weight = unitWeights[group];
      if (weight === 0 || Number.isNaN(own)) continue;
      sum += weight * own;
      paired += weight;
    }
    return paired === 0 ? Number.NaN : sum / paired;
  };
  const corrected = (expectedOf: () => number) => (unitWeights: Float64Array) => {
    if (fillMeans(unitWeights) === 0) return Number.NaN;
    const expected = expectedOf();
    return expected > 1e-12 ? 1 - disagreed(unitWeights) / expected : Number.NaN;
  };
  const total = q < 2 ? Number.NaN : totalWeight(weights, ratings.values);
  const factor = total / (q * (q - 1));
  const evenly = 1 - total / (q * q);
  const frame = { groups, groupOf, imagined: patterns.imagined };
  return {
    percent: {
      ...frame,
      evaluate: (unitWeights) => 1 - disagreed(unitWeights),
      ratio: () => ({
        above: apart.map((own) => (Number.isNaN(own) ? 0 : 1 - own)),
        below: apart.map((own) => (Number.isNaN(own) ? 0 : 1)),
      }),
    },
    fleiss: { ...frame, evaluate: corrected(() => dot(means, meanDistances(disagreement, means))) },
    gwet: {
      ...frame,
      evaluate: corrected(() => 1 - factor * means.reduce((sum, share) => sum + share * (1 - share), 0)),
    },
    brennanPrediger: {
      ...frame,
      evaluate: (unitWeights) => (evenly > 1e-14 ? 1 - disagreed(unitWeights) / evenly : Number.NaN),
    },
    shareOf: (category) => ({
      ...frame,
      evaluate: (unitWeights) => (fillMeans(unitWeights) === 0 ? Number.NaN : means[category]),
      ratio: () => shareRatio(patterns, category),
    }),
  };
}

/** Per pattern the share of its ratings that are of this category, and whether it has any. */
function shareRatio({ groups, starts, codes }: Patterns, category: number): Ratio {
  const [above, below] = [new Float64Array(groups), new Float64Array(groups)];
  for (let group = 0; group < groups; group++) {
    const [start, end] = [starts[group], starts[group + 1]];
    if (start === end) continue;
    let times = 0;
    for (let i = start; i < end; i++) if (codes[i] === category) times++;
    above[group] = times / (end - start);
    below[group] = 1;
  }
  return { above, below };
}

/** Per pattern, the mean distance of its ordered pairs of ratings; NaN where it holds none. */
function meanPairDistance(patterns: Patterns, q: number, disagreement: Disagreement): Float64Array {
  return patternDistances(patterns, q, disagreement).map((sum, group) => {
    const size = patterns.starts[group + 1] - patterns.starts[group];
    return size < 2 ? Number.NaN : sum / (size * (size - 1));
  });
}
