import type { CodedRatings } from "./coded-ratings";
import { completeColumns } from "./rating-matrix";
import type { UnitStatistic } from "./unit-statistic";

/**
 * ICC(2,1) (a single rating, raters a sample, their levels count) as a function of unit weights, for bootstrap and
 * jackknife: with all weights 1 it is `intraclassCorrelation`'s. Units that some rater left out weigh nothing. NaN with
 * fewer than two raters or two units' weight, and where every rating is the same. O(units x raters).
 */
export function intraclassStatistic(ratings: CodedRatings): UnitStatistic {
  const { units, raters, codes } = ratings;
  const isComplete = (unit: number) => codes.subarray(unit * raters, (unit + 1) * raters).every((code) => code >= 0);
  const complete = Int32Array.from([...Array(units).keys()].filter(isComplete));
  const columns = completeColumns(ratings);
  const shift = columns[0]?.[0] ?? 0;
  const [sums, squares] = [new Float64Array(complete.length), new Float64Array(complete.length)];
  for (const column of columns) {
    for (let i = 0; i < complete.length; i++) {
      // Sums of squares of large numbers lose their digits: all are taken from the first rating.
      const own = (column[i] as number) - shift;
      column[i] = own;
      sums[i] = (sums[i] as number) + own;
      squares[i] = (squares[i] as number) + own * own;
    }
  }
  const evaluate = (weights: Float64Array) => {
    let [n, total, ofUnits, all] = [0, 0, 0, 0];
    for (let i = 0; i < complete.length; i++) {
      const weight = weights[complete[i] as number] as number;
      const sum = sums[i] as number;
      n += weight;
      total += weight * sum;
      ofUnits += weight * sum * sum;
      all += weight * (squares[i] as number);
    }
    if (raters < 2 || n < 2) return Number.NaN;
    let ofRaters = 0;
    for (const column of columns) {
      let sum = 0;
      for (let i = 0; i < complete.length; i++) {
        sum += (weights[complete[i] as number] as number) * (column[i] as number);
      }
      ofRaters += sum * sum;
    }
    const centre = (total * total) / (n * raters);
    const [between, within] = [ofUnits / raters - centre, all - ofUnits / raters];
    const levels = ofRaters / n - centre;
    const [unit, rater] = [between / (n - 1), levels / (raters - 1)];
    const error = Math.max(0, within - levels) / ((n - 1) * (raters - 1));
    const below = unit + (raters - 1) * error + (raters * (rater - error)) / n;
    return below > 1e-12 * (all / (n * raters) + 1e-300) ? (unit - error) / below : Number.NaN;
  };
  return { groups: units, groupOf: Int32Array.from({ length: units }, (_, unit) => unit), evaluate };
}
