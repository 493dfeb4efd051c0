import { type CodedRatings, listActiveRaters, selectRaters } from "@/lib/stats/coded-ratings";
import { collapseUnits, type Patterns, type UnitStatistic } from "@/lib/stats/resampling/unit-statistic";

/** The forms of one rating: see `IntraclassCorrelation`. */
export type SingleForm = "1,1" | "2,1" | "3,1";

/** Mean squares of a weighted sample, and the size below which a denominator is what rounding left. */
type MeanSquares = { unit: number; within: number; rater: number; error: number; n: number; least: number };

/**
 * ICC(1,1), ICC(2,1) and ICC(3,1) as functions of unit weights, for bootstrap and jackknife: with all weights 1
 * they are those of `intraclassCorrelation`, where the formulas stand. Units that some rater left out weigh
 * nothing, but a rater who rated nothing is none. NaN with fewer than two raters or two units' weight, and where a denominator is no more than rounding,
 * as where every rating is the same.
 *
 * Units with the same ratings, rater by rater, are one group (give the same `patterns` to what is resampled
 * together): O(groups x raters) a resample. An interval from these speaks of other units and assumes neither normal
 * errors nor one variance, as the F intervals do; the raters are held fixed.
 */
export function intraclassStatistics(
  ratings: CodedRatings,
  patterns: Patterns = collapseUnits(ratings, true),
): Record<SingleForm, UnitStatistic> {
  const active = listActiveRaters(ratings);
  if (active.length < ratings.raters) return intraclassStatistics(selectRaters(ratings, active));
  const { raters } = ratings;
  const { groups, groupOf } = patterns;
  const meanSquares = completeMeanSquares(ratings, patterns);
  const statistic = (below: (own: MeanSquares) => number, rest: (own: MeanSquares) => number): UnitStatistic => ({
    groups,
    groupOf,
    imagined: patterns.imagined,
    evaluate: (weights) => {
      const own = meanSquares(weights);
      if (own === null) return Number.NaN;
      const denominator = below(own);
      return denominator > own.least ? (own.unit - rest(own)) / denominator : Number.NaN;
    },
  });
  return {
    "1,1": statistic(
      ({ unit, within }) => unit + (raters - 1) * within,
      ({ within }) => within,
    ),
    "2,1": statistic(
      ({ unit, error, rater, n }) => unit + (raters - 1) * error + (raters * (rater - error)) / n,
      ({ error }) => error,
    ),
    "3,1": statistic(
      ({ unit, error }) => unit + (raters - 1) * error,
      ({ error }) => error,
    ),
  };
}

/** ICC(2,1) alone (a single rating, raters a sample, their levels count): see `intraclassStatistics`. */
export const intraclassStatistic = (ratings: CodedRatings): UnitStatistic => intraclassStatistics(ratings)["2,1"];

/**
 * The mean squares over complete units as a function of weights; null where there are too few raters or units. They
 * come from sums that are made once, in the textbook's short form: with S_u the sum of unit u's k ratings, w its
 * weight, n the weights' sum and C = (sum w S_u)^2 / (n k),
 *
 *   between units: sum w S_u^2 / k - C            within units: sum w x^2 - sum w S_u^2 / k
 *   between raters: sum_r (sum_u w x_ur)^2 / n - C
 *
 * Such differences lose digits where numbers lie far from 0, so that all are taken from one of the ratings; `least`
 * says what size of a denominator may still be rounding.
 */
function completeMeanSquares({ raters, values }: CodedRatings, { groups, codes }: Patterns) {
  const isComplete = (group: number) => codes.subarray(group * raters, (group + 1) * raters).every((code) => code >= 0);
  const complete = Int32Array.from([...Array(groups).keys()].filter(isComplete));
  // Sums of squares of large numbers lose their digits: all are taken from one of the ratings.
  const shift = values[codes[(complete[0] ?? 0) * raters] ?? 0] ?? 0;
  const cells = Float64Array.from({ length: complete.length * raters }, (_, cell) => {
    const group = complete[Math.floor(cell / raters)];
    return values[codes[group * raters + (cell % raters)]] - shift;
  });
  const [sums, squares] = [new Float64Array(complete.length), new Float64Array(complete.length)];
  for (const [cell, value] of cells.entries()) {
    const place = Math.floor(cell / raters);
    sums[place] += value;
    squares[place] += value * value;
  }
  const ofRaters = new Float64Array(raters);
  return (weights: Float64Array): MeanSquares | null => {
    ofRaters.fill(0);
    let [n, total, ofUnits, all] = [0, 0, 0, 0];
    for (let place = 0; place < complete.length; place++) {
      const weight = weights[complete[place]];
      if (weight === 0) continue;
      const sum = sums[place];
      n += weight;
      total += weight * sum;
      ofUnits += weight * sum * sum;
      all += weight * squares[place];
      for (let rater = 0; rater < raters; rater++) {
        ofRaters[rater] += weight * cells[place * raters + rater];
      }
    }
    if (raters < 2 || n < 2) return null;
    const centre = (total * total) / (n * raters);
    const [between, apart] = [ofUnits / raters - centre, all - ofUnits / raters];
    let levels = -centre;
    for (let rater = 0; rater < raters; rater++) levels += ofRaters[rater] ** 2 / n;
    return {
      unit: between / (n - 1),
      within: Math.max(0, apart) / (n * (raters - 1)),
      rater: levels / (raters - 1),
      error: Math.max(0, apart - levels) / ((n - 1) * (raters - 1)),
      n,
      least: 1e-12 * (all / (n * raters) + 1e-300),
    };
  };
}
