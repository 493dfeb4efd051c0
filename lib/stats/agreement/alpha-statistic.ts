import type { CodedRatings } from "@/lib/stats/coded-ratings";
import { collapseUnits, type Patterns, type UnitStatistic } from "@/lib/stats/resampling/unit-statistic";
import { type Disagreement, dot, meanDistances } from "./disagreement";
import { type AlphaOptions, alphaDisagreement } from "./krippendorff-alpha";
import { patternDistances } from "./parts/pattern-distances";

/**
 * Krippendorff's alpha as a function of unit weights, for bootstrap and jackknife: a unit of weight w counts as w
 * units with the same ratings. With N the weighted number of pairable ratings and p_c the share of category c among
 * them,
 *
 *   alpha = 1 - (1 - 1/N) x (1/N) sum_u w_u s_u / sum_cd p_c p_d delta(c, d)
 *   s_u   = sum of delta over the ordered pairs of unit u's ratings / (ratings of u - 1)
 *
 * which is `krippendorffAlpha` with its factor N / (N - 1) moved from the expected to the observed side. Each s_u
 * hangs on its unit alone, so it is summed once for each pattern of ratings and a resample costs one pass over
 * patterns. The ordinal level is the exception: its delta hangs on how often categories are used, which changes
 * with every resample, and holding it fixed would leave a source of variation out of the interval. It is a squared
 * difference of scores, so its s_u still cost one pass over the ratings and not one over their pairs.
 *
 * `patterns` are units collapsed without telling raters apart; statistics that are given the same object can be
 * resampled together. NaN where no unit drawn has two ratings, or where all pairable ratings drawn are one
 * category.
 */
export function alphaStatistic(
  ratings: CodedRatings,
  options: AlphaOptions = {},
  patterns: Patterns = collapseUnits(ratings),
): UnitStatistic {
  const { values } = ratings;
  const counts = new Float64Array(values.length);
  const isFixed = options.weights !== undefined || options.level !== "ordinal";
  const fixed = isFixed ? alphaDisagreement(options, values, counts) : null;
  const fixedSums = fixed ? patternSums(patterns, values.length, fixed) : null;
  const evaluate = (weights: Float64Array) => {
    const total = countWeighted(patterns, weights, counts);
    if (total === 0) return Number.NaN;
    const disagreement = fixed ?? alphaDisagreement(options, values, counts);
    const sums = fixedSums ?? patternSums(patterns, values.length, disagreement);
    const shares = counts.map((count) => count / total);
    const apart = dot(shares, meanDistances(disagreement, shares));
    if (!(apart > 0) || shares.filter((share) => share > 0).length < 2) return Number.NaN;
    return 1 - ((dot(sums, weights) / total) * (1 - 1 / total)) / apart;
  };
  return { groups: patterns.groups, groupOf: patterns.groupOf, imagined: patterns.imagined, evaluate };
}

/**
 * Fills `counts` with the weighted uses of each category in pairable units (those with two ratings or more), and
 * returns their sum. A unit with one rating holds no pair, and in alpha it has no part in chance either.
 */
function countWeighted({ groups, starts, codes }: Patterns, weights: Float64Array, counts: Float64Array): number {
  counts.fill(0);
  let total = 0;
  for (let group = 0; group < groups; group++) {
    const weight = weights[group];
    const start = starts[group];
    const end = starts[group + 1];
    if (weight === 0 || end - start < 2) continue;
    total += weight * (end - start);
    for (let i = start; i < end; i++) {
      const code = codes[i];
      counts[code] += weight;
    }
  }
  return total;
}

/**
 * s of each pattern: the distance over all ordered pairs of its ratings, divided by its ratings less one. A unit of
 * m ratings has m (m - 1) ordered pairs; the division leaves each rating with weight 1, however many others it
 * meets. Patterns without a pair stay 0.
 */
function patternSums(patterns: Patterns, categories: number, disagreement: Disagreement): Float64Array {
  const sums = patternDistances(patterns, categories, disagreement);
  const { groups, starts } = patterns;
  for (let group = 0; group < groups; group++) {
    const size = starts[group + 1] - starts[group];
    sums[group] = size < 2 ? 0 : sums[group] / (size - 1);
  }
  return sums;
}
