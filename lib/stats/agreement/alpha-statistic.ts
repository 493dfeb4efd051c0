import type { CodedRatings } from "@/lib/stats/coded-ratings";
import { collapseUnits, type Patterns, type UnitStatistic } from "@/lib/stats/resampling/unit-statistic";
import { type Disagreement, distanceBetween, dot, meanDistances } from "./disagreement";
import { type AlphaOptions, alphaDisagreement } from "./krippendorff-alpha";

/**
 * Krippendorff's alpha as a function of unit weights, for bootstrap and jackknife. Identical units are one
 * pattern; their distances are summed once, except for the ordinal level, whose distances depend on the sample.
 * Statistics that are given the same `patterns` can be resampled together.
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
  return { groups: patterns.groups, groupOf: patterns.groupOf, evaluate };
}

/** Fills `counts` with the uses of each category in pairable units, and returns their sum. */
function countWeighted({ groups, starts, codes }: Patterns, weights: Float64Array, counts: Float64Array): number {
  counts.fill(0);
  let total = 0;
  for (let group = 0; group < groups; group++) {
    const weight = weights[group] as number;
    const start = starts[group] as number;
    const end = starts[group + 1] as number;
    if (weight === 0 || end - start < 2) continue;
    total += weight * (end - start);
    for (let i = start; i < end; i++) {
      const code = codes[i] as number;
      counts[code] = (counts[code] as number) + weight;
    }
  }
  return total;
}

/** Per pattern: distances of ordered pairs over its ratings less one. */
function patternSums({ groups, starts, codes }: Patterns, categories: number, disagreement: Disagreement) {
  const sums = new Float64Array(groups);
  for (let group = 0; group < groups; group++) {
    const start = starts[group] as number;
    const end = starts[group + 1] as number;
    if (end - start < 2) continue;
    let sum = 0;
    for (let i = start; i < end; i++) {
      for (let j = start; j < end; j++) {
        if (i !== j) sum += distanceBetween(disagreement, categories, codes[i] as number, codes[j] as number);
      }
    }
    sums[group] = sum / (end - start - 1);
  }
  return sums;
}
