import { type CodedRatings, selectRaters } from "@/lib/stats/coded-ratings";
import { collapseUnits, type Patterns, type UnitStatistic } from "@/lib/stats/resampling/unit-statistic";
import {
  type Disagreement,
  distanceBetween,
  dot,
  meanDistances,
  type Weights,
  weightedDisagreement,
} from "./disagreement";

/**
 * Cohen's kappa of two raters (columns `first` and `second`) as a function of unit weights, for bootstrap and
 * jackknife: 1 - n x (weighted sum of distances) / (sum over all pairs of a rating of the one with one of the
 * other), the formula of `cohenKappa` without its divisions by n. `patterns` are of these two raters alone, told
 * apart; there are at most (categories + 1)^2 of them, however many units. NaN where no unit drawn was rated by
 * both, or both are one category.
 */
export function kappaStatistic(
  ratings: CodedRatings,
  first: number,
  second: number,
  weights: Weights = "unweighted",
  patterns: Patterns = collapseUnits(selectRaters(ratings, [first, second]), true),
): UnitStatistic {
  const q = ratings.categories.length;
  const disagreement = weightedDisagreement(weights, ratings.values);
  const { groups, groupOf, codes } = patterns;
  const rows = new Float64Array(q);
  const columns = new Float64Array(q);
  const evaluate = (unitWeights: Float64Array) => {
    rows.fill(0);
    columns.fill(0);
    let [total, apart] = [0, 0];
    for (let group = 0; group < groups; group++) {
      const weight = unitWeights[group];
      const a = codes[2 * group];
      const b = codes[2 * group + 1];
      if (weight === 0 || a < 0 || b < 0) continue;
      total += weight;
      rows[a] += weight;
      columns[b] += weight;
      apart += weight * distanceBetween(disagreement, q, a, b);
    }
    const expected = crossDistances(rows, columns, total, disagreement);
    return expected > 1e-12 * total * total ? 1 - (apart * total) / expected : Number.NaN;
  };
  return { groups, groupOf, imagined: patterns.imagined, evaluate };
}

/**
 * The distances of every rating of the one to every one of the other, summed: n^2 times the expected disagreement.
 * Nominal and squared distances have closed forms (`meanDistances`); only tables cost categories squared, in the
 * order as given.
 */
function crossDistances(rows: Float64Array, columns: Float64Array, total: number, disagreement: Disagreement): number {
  if (total === 0) return 0;
  if (disagreement.kind !== "table") {
    const shares = columns.map((count) => count / total);
    return total * dot(rows, meanDistances(disagreement, shares));
  }
  const q = rows.length;
  let expected = 0;
  for (let k = 0; k < q; k++) {
    for (let l = 0; l < q; l++) {
      expected += rows[k] * columns[l] * distanceBetween(disagreement, q, k, l);
    }
  }
  return expected;
}
