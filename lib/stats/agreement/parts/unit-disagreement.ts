import { type Disagreement, distanceBetween } from "@/lib/stats/agreement/disagreement";
import type { CodedRatings } from "@/lib/stats/coded-ratings";

/** Per unit: how many ratings it has, and the distance summed over its ordered pairs of ratings. */
export type UnitSums = { sizes: Int32Array; sums: Float64Array };

function nominalSums({ units, raters, codes, categories }: CodedRatings): UnitSums {
  const sizes = new Int32Array(units);
  const sums = new Float64Array(units);
  const counts = new Int32Array(categories.length);
  for (let unit = 0; unit < units; unit++) {
    const start = unit * raters;
    let [size, squares] = [0, 0];
    for (let cell = start; cell < start + raters; cell++) {
      const code = codes[cell] as number;
      if (code < 0) continue;
      const count = counts[code] as number;
      counts[code] = count + 1;
      // (count + 1) squared less count squared.
      squares += 2 * count + 1;
      size++;
    }
    for (let cell = start; cell < start + raters; cell++) {
      const code = codes[cell] as number;
      if (code >= 0) counts[code] = 0;
    }
    sizes[unit] = size;
    sums[unit] = size * size - squares;
  }
  return { sizes, sums };
}

function squaredSums({ units, raters, codes }: CodedRatings, scores: Float64Array): UnitSums {
  const sizes = new Int32Array(units);
  const sums = new Float64Array(units);
  for (let unit = 0; unit < units; unit++) {
    const start = unit * raters;
    let [size, shift, sum, squares] = [0, 0, 0, 0];
    for (let cell = start; cell < start + raters; cell++) {
      const code = codes[cell] as number;
      if (code < 0) continue;
      if (size === 0) shift = scores[code] as number;
      const score = (scores[code] as number) - shift;
      size++;
      sum += score;
      squares += score * score;
    }
    sizes[unit] = size;
    sums[unit] = 2 * (size * squares - sum * sum);
  }
  return { sizes, sums };
}

function pairSums({ units, raters, codes, categories }: CodedRatings, disagreement: Disagreement): UnitSums {
  const sizes = new Int32Array(units);
  const sums = new Float64Array(units);
  const counts = new Int32Array(categories.length);
  const found: number[] = [];
  for (let unit = 0; unit < units; unit++) {
    found.length = 0;
    let size = 0;
    for (let cell = unit * raters; cell < (unit + 1) * raters; cell++) {
      const code = codes[cell] as number;
      if (code < 0) continue;
      size++;
      if (counts[code] === 0) found.push(code);
      counts[code] = (counts[code] as number) + 1;
    }
    let sum = 0;
    for (const a of found) {
      const ofA = counts[a] as number;
      for (const b of found) {
        const pairs = a === b ? ofA * (ofA - 1) : ofA * (counts[b] as number);
        sum += pairs * distanceBetween(disagreement, categories.length, a, b);
      }
    }
    for (const code of found) counts[code] = 0;
    sizes[unit] = size;
    sums[unit] = sum;
  }
  return { sizes, sums };
}

/** O(ratings) for nominal and squared distances, O(units x distinct categories in a unit squared) for others. */
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
      const code = codes[cell] as number;
      if (code < 0) continue;
      size++;
      sum += perCategory[code] as number;
    }
    means[unit] = size === 0 ? 0 : sum / size;
  }
  return means;
}
