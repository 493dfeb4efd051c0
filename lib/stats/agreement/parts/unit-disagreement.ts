import { type Disagreement, distanceBetween } from "@/lib/stats/agreement/disagreement";
import type { CodedRatings } from "@/lib/stats/coded-ratings";

/** Per unit: how many ratings it has, and the distance summed over its ordered pairs of ratings. */
export type UnitSums = { sizes: Int32Array; sums: Float64Array };

/**
 * Of a unit with m ratings, n_k of them of category k, m^2 - sum n_k^2 ordered pairs differ. The sum of squares
 * grows by 2 n_k + 1 as a rating is added, so that one pass does; counts are put back to 0 for the categories met
 * only.
 */
function nominalSums({ units, raters, codes, categories }: CodedRatings): UnitSums {
  const sizes = new Int32Array(units);
  const sums = new Float64Array(units);
  const counts = new Int32Array(categories.length);
  for (let unit = 0; unit < units; unit++) {
    const start = unit * raters;
    let [size, squares] = [0, 0];
    for (let cell = start; cell < start + raters; cell++) {
      const code = codes[cell];
      if (code < 0) continue;
      const count = counts[code];
      counts[code] = count + 1;
      // (count + 1) squared less count squared.
      squares += 2 * count + 1;
      size++;
    }
    for (let cell = start; cell < start + raters; cell++) {
      const code = codes[cell];
      if (code >= 0) counts[code] = 0;
    }
    sizes[unit] = size;
    sums[unit] = size * size - squares;
  }
  return { sizes, sums };
}

/**
 * The sum of (x_i - x_j)^2 over ordered pairs of m numbers is 2 (m sum x^2 - (sum x)^2), in one pass instead of
 * m^2. Numbers are taken from the unit's first rating: without that two large terms would cancel and equal ratings
 * far from 0 seem apart.
 */
function squaredSums({ units, raters, codes }: CodedRatings, scores: Float64Array): UnitSums {
  const sizes = new Int32Array(units);
  const sums = new Float64Array(units);
  for (let unit = 0; unit < units; unit++) {
    const start = unit * raters;
    let [size, shift, sum, squares] = [0, 0, 0, 0];
    for (let cell = start; cell < start + raters; cell++) {
      const code = codes[cell];
      if (code < 0) continue;
      if (size === 0) shift = scores[code];
      const score = scores[code] - shift;
      size++;
      sum += score;
      squares += score * score;
    }
    sizes[unit] = size;
    sums[unit] = 2 * (size * squares - sum * sum);
  }
  return { sizes, sums };
}

/**
 * Any distance: over pairs of the categories that occur in a unit, times how many pairs of ratings they make. The
 * diagonal counts too, n (n - 1) pairs, for a table given by hand may hold something there.
 */
function pairSums({ units, raters, codes, categories }: CodedRatings, disagreement: Disagreement): UnitSums {
  const sizes = new Int32Array(units);
  const sums = new Float64Array(units);
  const counts = new Int32Array(categories.length);
  const found: number[] = [];
  for (let unit = 0; unit < units; unit++) {
    found.length = 0;
    let size = 0;
    for (let cell = unit * raters; cell < (unit + 1) * raters; cell++) {
      const code = codes[cell];
      if (code < 0) continue;
      size++;
      if (counts[code] === 0) found.push(code);
      counts[code]++;
    }
    let sum = 0;
    for (const a of found) {
      const ofA = counts[a];
      for (const b of found) {
        const pairs = a === b ? ofA * (ofA - 1) : ofA * counts[b];
        sum += pairs * distanceBetween(disagreement, categories.length, a, b);
      }
    }
    for (const code of found) counts[code] = 0;
    sizes[unit] = size;
    sums[unit] = sum;
  }
  return { sizes, sums };
}

/**
 * How many ratings each unit has, and the distance summed over its ordered pairs of ratings: m (m - 1) of them, 0
 * with one rating or none. Coefficients divide as they see fit: by m (m - 1) for a mean per pair, by m - 1 for one
 * per rating. O(ratings) for nominal and squared distances, O(units x distinct categories in a unit squared) for
 * others.
 */
export function unitDisagreement(ratings: CodedRatings, disagreement: Disagreement): UnitSums {
  if (disagreement.kind === "nominal") return nominalSums(ratings);
  if (disagreement.kind === "squared") return squaredSums(ratings, disagreement.scores);
  return pairSums(ratings, disagreement);
}

/** Per unit: the mean of a number given for each category, over the unit's ratings (0 where it has none). */
export function unitMeans({ units, raters, codes }: CodedRatings, perCategory: Float64Array): Float64Array {
  const means = new Float64Array(units);
  for (let unit = 0, cell = 0; unit < units; unit++) {
    let [size, sum] = [0, 0];
    for (let rater = 0; rater < raters; rater++, cell++) {
      const code = codes[cell];
      if (code < 0) continue;
      size++;
      sum += perCategory[code];
    }
    means[unit] = size === 0 ? 0 : sum / size;
  }
  return means;
}
