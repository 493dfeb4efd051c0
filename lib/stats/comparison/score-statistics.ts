import { requireNumbers } from "@/lib/stats/parts/require-numbers";
import { groupAlike, type UnitStatistic } from "@/lib/stats/resampling/unit-statistic";

/** Numbers side by side, one comparison a place; `unit` is what is resampled (an item with all its comparisons). */
export type ScoreComparisons = { unit: ArrayLike<number>; reference: ArrayLike<number>; score: ArrayLike<number> };

/** How scores compare with references, as functions of how often each unit counts. */
export type ScoreStatistics = {
  /** Mean of score - reference: above 0 the scores are higher. */
  bias: UnitStatistic;
  meanAbsoluteError: UnitStatistic;
  /** Pearson's r over comparisons; NaN where a side is constant. */
  pearson: UnitStatistic;
};

/** Places of a unit's sums. */
const [size, gaps, errors, xs, ys, xxs, yys, xys] = [0, 1, 2, 3, 4, 5, 6, 7];
const places = 8;

/**
 * Signed bias, mean absolute error and Pearson's r over all comparisons of the units, for bootstrap and jackknife:
 * a judge against every mean of the other people, where the comparisons of one item hang together. Each is made of
 * eight sums (count, gap, |gap|, x, y, x^2, y^2, xy) that every unit holds once, so that a resample adds weighted
 * sums and looks at no comparison: O(groups of units alike). x and y are taken from their means over all comparisons, because sums
 * of squares of numbers far from 0 would lose the digits that Pearson's r is made of. NaN without a comparison, and
 * for r where a side is constant. Throws RangeError for a unit out of range, lists of different length, or what is
 * no number.
 */
export function scoreStatistics({ unit, reference, score }: ScoreComparisons, units: number): ScoreStatistics {
  const n = unit.length;
  if (reference.length !== n || score.length !== n)
    throw new RangeError(`scoreStatistics: ${reference.length} references and ${score.length} scores of ${n} units`);
  requireNumbers("scoreStatistics", reference, score);
  const centre = (values: ArrayLike<number>) => Array.from(values).reduce((sum, own) => sum + own / Math.max(1, n), 0);
  const [meanX, meanY] = [centre(reference), centre(score)];
  const sums = new Float64Array(units * places);
  for (let i = 0; i < n; i++) {
    const own = unit[i];
    const [x, y] = [reference[i] - meanX, score[i] - meanY];
    const gap = score[i] - reference[i];
    if (!(own >= 0 && own < units)) throw new RangeError(`scoreStatistics: there is no unit ${own} among ${units}`);
    const start = own * places;
    for (const [place, value] of [1, gap, Math.abs(gap), x, y, x * x, y * y, x * y].entries()) {
      sums[start + place] += value;
    }
  }
  const column = (place: number) => Float64Array.from({ length: units }, (_, own) => sums[own * places + place]);
  const { groups, groupOf, first } = groupAlike(Array.from({ length: places }, (_, place) => column(place)));
  const add = (weights: Float64Array, place: number) => {
    let sum = 0;
    for (let group = 0; group < groups; group++) sum += weights[group] * sums[first[group] * places + place];
    return sum;
  };
  const statistic = (evaluate: (weights: Float64Array, count: number) => number): UnitStatistic => ({
    groups,
    groupOf,
    evaluate: (weights) => {
      const count = add(weights, size);
      return count === 0 ? Number.NaN : evaluate(weights, count);
    },
  });
  return {
    bias: statistic((weights, count) => add(weights, gaps) / count),
    meanAbsoluteError: statistic((weights, count) => add(weights, errors) / count),
    pearson: statistic((weights, count) => {
      const [x, y] = [add(weights, xs), add(weights, ys)];
      const xx = add(weights, xxs) - (x * x) / count;
      const yy = add(weights, yys) - (y * y) / count;
      const isSpread = xx > 1e-12 * add(weights, xxs) && yy > 1e-12 * add(weights, yys);
      if (!isSpread) return Number.NaN;
      return Math.max(-1, Math.min(1, (add(weights, xys) - (x * y) / count) / Math.sqrt(xx * yy)));
    }),
  };
}

/**
 * The prediction-powered mean (see `predictionPoweredMean`) at a given lambda as a function of unit weights, so
 * that it can be resampled by clusters:
 *
 *   mean of (reference - lambda score) over units with both + lambda x mean of score over units with a score alone.
 *
 * Lambda is given and not tuned anew in each resample: tuned on noise it would follow the noise. `reference` and
 * `score` hold a number per unit, NaN where there is none. NaN without a unit of either kind.
 */
export function predictionPoweredStatistic(
  reference: Float64Array,
  score: Float64Array,
  lambda: number,
): UnitStatistic {
  const units = reference.length;
  if (score.length !== units)
    throw new RangeError(`predictionPoweredStatistic: ${score.length} scores of ${units} units`);
  const { groups, groupOf, first } = groupAlike([reference, score]);
  const evaluate = (weights: Float64Array) => {
    let [labeled, rectified, unlabeled, imputed] = [0, 0, 0, 0];
    for (let group = 0; group < groups; group++) {
      const unit = first[group];
      const [weight, own, truth] = [weights[group], score[unit], reference[unit]];
      if (weight === 0 || Number.isNaN(own)) continue;
      if (Number.isNaN(truth)) {
        unlabeled += weight;
        imputed += weight * own;
      } else {
        labeled += weight;
        rectified += weight * (truth - lambda * own);
      }
    }
    return labeled > 0 && unlabeled > 0 ? rectified / labeled + (lambda * imputed) / unlabeled : Number.NaN;
  };
  return { groups, groupOf, evaluate };
}
