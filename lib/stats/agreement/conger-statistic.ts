import { unitDisagreement } from "@/lib/stats/agreement/parts/unit-disagreement";
import type { CodedRatings } from "@/lib/stats/coded-ratings";
import { collapseUnits, type Patterns, type UnitStatistic } from "@/lib/stats/resampling/unit-statistic";
import { dot, meanDistances, type Weights, weightedDisagreement } from "./disagreement";

/**
 * Conger's kappa as a function of unit weights, for bootstrap and jackknife: with all weights 1 it is
 * `congerKappa`'s. Chance is every pair of different raters drawing from their own shares, which is all pairs of
 * shares less each rater's with itself. With m the mean of the R shares p_r and d(p, s) the mean distance between
 * draws from p and s,
 *
 *   1 - pe = (R^2 d(m, m) - sum_r d(p_r, p_r)) / (R (R - 1)),
 *
 * so that it costs one pass over raters instead of one over pairs of them. R counts the raters who rated anything
 * in the units drawn: a resample may lose a rater who rated little, and then speaks of those who are left.
 *
 * NaN where no unit drawn holds a pair, with fewer than two raters, or where all used one category.
 *
 * Units with the same ratings, rater by rater, are one group. O(ratings of the groups + raters x categories) a
 * resample; tables of weights cost raters x categories squared.
 */
export function congerStatistic(
  ratings: CodedRatings,
  weights: Weights = "unweighted",
  patterns: Patterns = collapseUnits(ratings, true),
): UnitStatistic {
  const { raters, categories, values } = ratings;
  const { groups, groupOf } = patterns;
  const disagreement = weightedDisagreement(weights, values);
  const apart = unitDisagreement({ ...ratings, units: groups, codes: patterns.codes }, disagreement);
  const countShares = shareCounter(raters, categories.length, patterns);
  const selfDistance = (share: Float64Array) => dot(share, meanDistances(disagreement, share));
  const expectedOf = (shares: readonly Float64Array[]) => {
    const n = shares.length;
    const mean = Float64Array.from(categories, (_, k) => shares.reduce((sum, share) => sum + share[k], 0) / n);
    const alone = shares.reduce((sum, share) => sum + selfDistance(share), 0);
    return (n * n * selfDistance(mean) - alone) / (n * (n - 1));
  };
  const evaluate = (unitWeights: Float64Array) => {
    let [sum, paired] = [0, 0];
    for (let group = 0; group < groups; group++) {
      const weight = unitWeights[group];
      const size = apart.sizes[group];
      if (weight === 0 || size < 2) continue;
      sum += (weight * apart.sums[group]) / (size * (size - 1));
      paired += weight;
    }
    const shares = countShares(unitWeights);
    if (paired === 0 || shares.length < 2) return Number.NaN;
    const expected = expectedOf(shares);
    return expected > 1e-12 ? 1 - sum / paired / expected : Number.NaN;
  };
  return { groups, groupOf, imagined: patterns.imagined, evaluate };
}

/** The category shares of every rater who rated anything in the units drawn. */
function shareCounter(raters: number, q: number, { groups, codes }: Patterns) {
  const counts = new Float64Array(raters * q);
  const totals = new Float64Array(raters);
  // Where most raters rated little, going through empty cells would be most of the work.
  const present = Array.from({ length: groups }, (_, group) =>
    Int32Array.from({ length: raters }, (_, rater) => rater).filter((rater) => codes[group * raters + rater] >= 0),
  );
  return (unitWeights: Float64Array): Float64Array[] => {
    counts.fill(0);
    totals.fill(0);
    for (let group = 0; group < groups; group++) {
      const weight = unitWeights[group];
      if (weight === 0) continue;
      for (const rater of present[group]) {
        const code = codes[group * raters + rater];
        counts[rater * q + code] += weight;
        totals[rater] += weight;
      }
    }
    return [...totals].flatMap((total, rater) =>
      total === 0 ? [] : [counts.subarray(rater * q, (rater + 1) * q).map((count) => count / total)],
    );
  };
}
