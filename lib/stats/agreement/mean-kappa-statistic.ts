import type { CodedRatings } from "@/lib/stats/coded-ratings";
import { collapseUnits, type Patterns, type UnitStatistic } from "@/lib/stats/resampling/unit-statistic";
import { distanceBetween, type Weights, weightedDisagreement } from "./disagreement";

/**
 * The mean of the kappas of all pairs of raters (Light's) as a function of unit weights: with all weights 1 it is
 * `meanPairwiseKappa`'s. Pairs without a kappa do not enter; NaN where none
 * has one. Cells of a pair's table are summed over patterns of ratings, O(patterns x pairs + pairs x categories^2).
 */
export function meanKappaStatistic(
  ratings: CodedRatings,
  weights: Weights = "unweighted",
  patterns: Patterns = collapseUnits(ratings, true),
): UnitStatistic {
  const { raters } = ratings;
  const q = ratings.categories.length;
  const { groups, groupOf, codes, imagined } = patterns;
  const disagreement = weightedDisagreement(weights, ratings.values);
  const distances = Float64Array.from({ length: q * q }, (_, cell) =>
    distanceBetween(disagreement, q, Math.floor(cell / q), cell % q),
  );
  const columns = Array.from({ length: raters }, (_, rater) =>
    Int32Array.from({ length: groups }, (_, group) => codes[group * raters + rater]),
  );
  const rows = new Float64Array(q);
  const cols = new Float64Array(q);
  const kappaOf = (a: Int32Array, b: Int32Array, unitWeights: Float64Array) => {
    rows.fill(0);
    cols.fill(0);
    let [total, apart] = [0, 0];
    for (let group = 0; group < groups; group++) {
      const [k, l, weight] = [a[group], b[group], unitWeights[group]];
      if (weight === 0 || k < 0 || l < 0) continue;
      total += weight;
      rows[k] += weight;
      cols[l] += weight;
      apart += weight * distances[k * q + l];
    }
    const expected = crossed(rows, cols, distances);
    return expected > 1e-12 * total * total ? 1 - (apart * total) / expected : Number.NaN;
  };
  const evaluate = (unitWeights: Float64Array) => {
    let [sum, pairs] = [0, 0];
    for (let first = 0; first < raters; first++) {
      for (let second = first + 1; second < raters; second++) {
        const kappa = kappaOf(columns[first], columns[second], unitWeights);
        if (Number.isNaN(kappa)) continue;
        sum += kappa;
        pairs++;
      }
    }
    return pairs === 0 ? Number.NaN : sum / pairs;
  };
  return { groups, groupOf, imagined, evaluate };
}

/** The distances of every rating of the one to every one of the other, summed. */
function crossed(rows: Float64Array, cols: Float64Array, distances: Float64Array): number {
  const q = rows.length;
  let expected = 0;
  for (let k = 0; k < q; k++) {
    if (rows[k] === 0) continue;
    for (let l = 0; l < q; l++) expected += rows[k] * cols[l] * distances[k * q + l];
  }
  return expected;
}
