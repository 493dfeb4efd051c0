import type { CodedRatings } from "./coded-ratings";
import { collapseUnits, type UnitStatistic } from "./unit-statistic";

/**
 * ICC(2,1) (a single rating, raters a sample, their levels count) as a function of unit weights, for bootstrap and
 * jackknife: with all weights 1 it is `intraclassCorrelation`'s. Units that some rater left out weigh nothing. NaN with
 * fewer than two raters or two units' weight, and where every rating is the same. Units with the same ratings, rater by
 * rater, are one group: O(groups x raters) a resample.
 */
export function intraclassStatistic(ratings: CodedRatings): UnitStatistic {
  const { raters, values } = ratings;
  const { groups, groupOf, codes } = collapseUnits(ratings, true);
  const isComplete = (group: number) => codes.subarray(group * raters, (group + 1) * raters).every((code) => code >= 0);
  const complete = Int32Array.from([...Array(groups).keys()].filter(isComplete));
  // Sums of squares of large numbers lose their digits: all are taken from one of the ratings.
  const shift = values[codes[(complete[0] ?? 0) * raters] ?? 0] ?? 0;
  const cells = Float64Array.from({ length: complete.length * raters }, (_, cell) => {
    const group = complete[Math.floor(cell / raters)] as number;
    return (values[codes[group * raters + (cell % raters)] as number] as number) - shift;
  });
  const [sums, squares] = [new Float64Array(complete.length), new Float64Array(complete.length)];
  for (const [cell, value] of cells.entries()) {
    const place = Math.floor(cell / raters);
    sums[place] = (sums[place] as number) + value;
    squares[place] = (squares[place] as number) + value * value;
  }
  const ofRaters = new Float64Array(raters);
  const evaluate = (weights: Float64Array) => {
    ofRaters.fill(0);
    let [n, total, ofUnits, all] = [0, 0, 0, 0];
    for (let place = 0; place < complete.length; place++) {
      const weight = weights[complete[place] as number] as number;
      if (weight === 0) continue;
      const sum = sums[place] as number;
      n += weight;
      total += weight * sum;
      ofUnits += weight * sum * sum;
      all += weight * (squares[place] as number);
      for (let rater = 0; rater < raters; rater++) {
        ofRaters[rater] = (ofRaters[rater] as number) + weight * (cells[place * raters + rater] as number);
      }
    }
    if (raters < 2 || n < 2) return Number.NaN;
    const centre = (total * total) / (n * raters);
    const [between, within] = [ofUnits / raters - centre, all - ofUnits / raters];
    let levels = -centre;
    for (let rater = 0; rater < raters; rater++) levels += (ofRaters[rater] as number) ** 2 / n;
    const [unit, rater] = [between / (n - 1), levels / (raters - 1)];
    const error = Math.max(0, within - levels) / ((n - 1) * (raters - 1));
    const below = unit + (raters - 1) * error + (raters * (rater - error)) / n;
    return below > 1e-12 * (all / (n * raters) + 1e-300) ? (unit - error) / below : Number.NaN;
  };
  return { groups, groupOf, evaluate };
}
