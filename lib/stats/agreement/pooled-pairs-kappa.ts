import type { CodedRatings } from "@/lib/stats/coded-ratings";
import { type Defined, defined, undefinedBecause } from "@/lib/stats/defined";
import { collapseUnits, groupWeights, type Patterns, type UnitStatistic } from "@/lib/stats/resampling/unit-statistic";

/** Kappa over all pairs of ratings of a unit. Observed and expected are agreements; pairs are unordered. */
export type PooledPairsKappa = { value: number; observed: number; expected: number; units: number; pairs: number };

/**
 * Cohen's kappa of one table that holds every unordered pair of ratings of every unit, taken in both orders. For
 * panels in which hardly two raters share a unit, so that no pair of them has a kappa worth the name. With m_u
 * ratings in unit u and n_uk of them of category k, over P = sum_u m_u (m_u - 1) ordered pairs,
 *
 *   pa = sum_uk n_uk (n_uk - 1) / P,   pe = sum_k [sum_u n_uk (m_u - 1) / P]^2,   kappa = (pa - pe) / (1 - pe).
 *
 * Its margins are equal by construction, so that it is a Scott's pi over pairs: a unit weighs by the number of its
 * pairs, m (m - 1), where percent agreement and Fleiss' kappa let every unit count once. Five raters on one unit
 * then weigh ten times as much as two.
 *
 * Undefined without a pair, or where every rating of a pair is the same category. O(ratings).
 * Source: the way physicians are held against each other in HealthBench's meta-evaluation.
 */
export function pooledPairsKappa(ratings: CodedRatings): Defined<PooledPairsKappa> {
  const sums = pairSums(ratings);
  const { observed, expected, pairs } = sums.evaluate(groupWeights(sums));
  if (pairs === 0) return undefinedBecause("no unit has two ratings");
  if (!(1 - expected > 1e-14)) return undefinedBecause("every pair of ratings is of one and the same category");
  const units = sums.groupOf.reduce((sum, group) => sum + (sums.sizes[group] > 1 ? 1 : 0), 0);
  return defined({ value: (observed - expected) / (1 - expected), observed, expected, units, pairs: pairs / 2 });
}

/** The same as a function of unit weights, for bootstrap and jackknife: NaN where `pooledPairsKappa` is undefined. */
export function pooledPairsStatistic(
  ratings: CodedRatings,
  patterns: Patterns = collapseUnits(ratings),
): UnitStatistic {
  const { groups, groupOf, evaluate } = pairSums(ratings, patterns);
  const kappa = (weights: Float64Array) => {
    const { observed, expected, pairs } = evaluate(weights);
    return pairs > 0 && 1 - expected > 1e-14 ? (observed - expected) / (1 - expected) : Number.NaN;
  };
  return { groups, groupOf, imagined: patterns.imagined, evaluate: kappa };
}

/**
 * Ordered pairs of sorted ratings that are of one category: n (n - 1) for each n alike. The i-th of a run meets the
 * i - 1 before it, in both orders, which adds up to that.
 */
function agreeingPairs(sorted: Int32Array): number {
  let [pairs, alike] = [0, 0];
  for (const [place, code] of sorted.entries()) {
    alike = place > 0 && code === sorted[place - 1] ? alike + 1 : 0;
    pairs += 2 * alike;
  }
  return pairs;
}

/** Ordered pairs of each pattern of ratings: how many, how many agree, and how many begin with each category. */
function pairSums(ratings: CodedRatings, { groups, groupOf, starts, codes }: Patterns = collapseUnits(ratings)) {
  const q = ratings.categories.length;
  const sizes = Int32Array.from({ length: groups }, (_, group) => starts[group + 1] - starts[group]);
  const agreeing = Float64Array.from({ length: groups }, (_, group) =>
    agreeingPairs(codes.subarray(starts[group], starts[group + 1])),
  );
  const margins = new Float64Array(q);
  const evaluate = (weights: Float64Array) => {
    margins.fill(0);
    let [pairs, same] = [0, 0];
    for (let group = 0; group < groups; group++) {
      const weight = weights[group];
      const size = sizes[group];
      if (weight === 0 || size < 2) continue;
      pairs += weight * size * (size - 1);
      same += weight * agreeing[group];
      for (let i = starts[group]; i < starts[group + 1]; i++) {
        const code = codes[i];
        margins[code] += weight * (size - 1);
      }
    }
    const expected = margins.reduce((sum, margin) => sum + (margin / pairs) ** 2, 0);
    return { observed: same / pairs, expected, pairs };
  };
  return { groups, groupOf, sizes, evaluate };
}
