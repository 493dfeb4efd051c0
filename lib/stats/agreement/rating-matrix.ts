import type { CodedRatings } from "@/lib/stats/coded-ratings";
import { selectComplete } from "./fleiss-kappa";

/**
 * The numbers of the units that every rater rated, one column per rater: what an analysis of variance or of ranks
 * needs, which has no place for a gap. Empty columns where no unit is complete.
 */
export function completeColumns(ratings: CodedRatings): Float64Array[] {
  const complete = selectComplete(ratings);
  return Array.from({ length: complete.raters }, (_, rater) =>
    Float64Array.from(
      { length: complete.units },
      (_, unit) => complete.values[complete.codes[unit * complete.raters + rater]],
    ),
  );
}

/**
 * The numbers that two raters gave to the units both rated, in the order of units: as long as each other, maybe
 * empty.
 */
export function pairedValues(ratings: CodedRatings, first: number, second: number): [Float64Array, Float64Array] {
  const { units, raters, codes, values } = ratings;
  const xs: number[] = [];
  const ys: number[] = [];
  for (let unit = 0; unit < units; unit++) {
    const a = codes[unit * raters + first];
    const b = codes[unit * raters + second];
    if (a < 0 || b < 0) continue;
    xs.push(values[a]);
    ys.push(values[b]);
  }
  return [Float64Array.from(xs), Float64Array.from(ys)];
}
