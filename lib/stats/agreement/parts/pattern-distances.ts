import { type Disagreement, distanceBetween } from "@/lib/stats/agreement/disagreement";
import type { Patterns } from "@/lib/stats/resampling/unit-statistic";

/**
 * Per pattern, the distance summed over the ordered pairs of its ratings, 0 where it holds none: m^2 - sum n_k^2 of
 * m ratings differ, n_k of them in category k; squared differences of scores x sum to 2 (m sum x^2 - (sum x)^2),
 * taken from the first score so that no large terms cancel; other distances go over pairs of the categories in use.
 * Codes of a pattern have to be sorted, as `collapseUnits` leaves them. O(ratings of the patterns), for other
 * distances plus O(categories in a pattern squared).
 */
export function patternDistances(patterns: Patterns, categories: number, disagreement: Disagreement): Float64Array {
  const { groups, starts, codes } = patterns;
  if (disagreement.kind === "squared") return squaredDistances(patterns, disagreement.scores);
  const sums = new Float64Array(groups);
  const used: number[] = [];
  const counts: number[] = [];
  for (let group = 0; group < groups; group++) {
    used.length = 0;
    counts.length = 0;
    for (let i = starts[group]; i < starts[group + 1]; i++) {
      if (used[used.length - 1] !== codes[i]) {
        used.push(codes[i]);
        counts.push(0);
      }
      counts[counts.length - 1]++;
    }
    let sum = 0;
    for (let a = 0; a < used.length; a++) {
      for (let b = 0; b < used.length; b++) {
        const pairs = a === b ? counts[a] * (counts[a] - 1) : counts[a] * counts[b];
        sum += pairs * distanceBetween(disagreement, categories, used[a], used[b]);
      }
    }
    sums[group] = sum;
  }
  return sums;
}

/** 2 (m sum x^2 - (sum x)^2) of each pattern's scores, less its first. */
function squaredDistances({ groups, starts, codes }: Patterns, scores: Float64Array): Float64Array {
  const sums = new Float64Array(groups);
  for (let group = 0; group < groups; group++) {
    const [start, end] = [starts[group], starts[group + 1]];
    const shift = end > start ? scores[codes[start]] : 0;
    let [sum, squares] = [0, 0];
    for (let i = start; i < end; i++) {
      const score = scores[codes[i]] - shift;
      sum += score;
      squares += score * score;
    }
    sums[group] = 2 * ((end - start) * squares - sum * sum);
  }
  return sums;
}
