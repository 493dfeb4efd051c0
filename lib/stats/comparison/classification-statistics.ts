import type { CodedRatings } from "@/lib/stats/coded-ratings";
import { collapseUnits, type Patterns, type UnitStatistic } from "@/lib/stats/resampling/unit-statistic";

/** A judge against a truth, class by class, as functions of unit weights over the same groups of units. */
export type ClassificationStatistics = Record<"accuracy" | "balancedAccuracy" | "macroF1" | "mcc", UnitStatistic>;

/** Margins and hits per category of the units drawn: `rows` of the truth, `columns` of the judge. */
type Counts = { rows: Float64Array; columns: Float64Array; hits: Float64Array };

/**
 * Accuracy, balanced accuracy, the mean of F1 and Matthews' correlation of the second rater (the judge) against the
 * first (the truth), for bootstrap and jackknife: with all weights 1 they are those of `classify`, where the
 * formulas stand, without the intervals and rates of each class that it makes besides. A resample in which a class
 * does not occur averages over the classes that do. NaN where one is undefined. O(groups + categories) a resample.
 * `patterns` are of `pair`, with its raters told apart.
 */
export function classificationStatistics(
  pair: CodedRatings,
  patterns: Patterns = collapseUnits(pair, true),
): ClassificationStatistics {
  const { groups, groupOf, codes } = patterns;
  const q = pair.categories.length;
  const counts = { rows: new Float64Array(q), columns: new Float64Array(q), hits: new Float64Array(q) };
  const count = (weights: Float64Array) => {
    const { rows, columns, hits } = counts;
    for (const own of [rows, columns, hits]) own.fill(0);
    for (let group = 0; group < groups; group++) {
      const weight = weights[group];
      const [truth, said] = [codes[2 * group], codes[2 * group + 1]];
      if (weight === 0 || truth < 0 || said < 0) continue;
      rows[truth] += weight;
      columns[said] += weight;
      if (truth === said) hits[truth] += weight;
    }
    return counts;
  };
  const statistic = (figure: (own: Counts) => number): UnitStatistic => ({
    groups,
    groupOf,
    imagined: patterns.imagined,
    evaluate: (weights) => figure(count(weights)),
  });
  return {
    accuracy: statistic(({ rows, hits }) => total(hits) / total(rows)),
    balancedAccuracy: statistic(({ rows, hits }) => meanOver(q, (k) => (rows[k] > 0 ? hits[k] / rows[k] : null))),
    macroF1: statistic(({ rows, columns, hits }) =>
      meanOver(q, (k) => {
        const used = rows[k] + columns[k];
        return used > 0 ? (2 * hits[k]) / used : null;
      }),
    ),
    mcc: statistic(({ rows, columns, hits }) => matthewsCorrelation(total(hits), total(rows), rows, columns)),
  };
}

const total = (counts: Float64Array) => counts.reduce((sum, count) => sum + count, 0);

/** The mean over the categories that have the figure; NaN where none has. */
function meanOver(categories: number, figureOf: (category: number) => number | null): number {
  let [sum, count] = [0, 0];
  for (let k = 0; k < categories; k++) {
    const figure = figureOf(k);
    if (figure === null) continue;
    sum += figure;
    count++;
  }
  return count === 0 ? Number.NaN : sum / count;
}

/**
 * Matthews' correlation, for more than two classes Gorodkin's R_K, from the number of hits h, the number of units
 * n, and the margins r_k and c_k of both sides:
 *
 *   (h n - sum_k r_k c_k) / sqrt((n^2 - sum r_k^2) (n^2 - sum c_k^2)).
 *
 * It is Pearson's correlation of truth and judge, each unit coded as a point of its class; 1 is the same
 * throughout, 0 what shares alone give. Its numerator is that of Cohen's kappa; its denominator is the geometric
 * mean of both sides' spread where kappa's is n^2 - sum r_k c_k, which is never smaller: so it is at least kappa in
 * size. NaN where a side is constant.
 */
export function matthewsCorrelation(hits: number, n: number, rows: Float64Array, columns: Float64Array): number {
  let [cross, ofRows, ofColumns] = [0, 0, 0];
  for (let k = 0; k < rows.length; k++) {
    const [row, column] = [rows[k], columns[k]];
    cross += row * column;
    ofRows += row * row;
    ofColumns += column * column;
  }
  const spread = (n * n - ofRows) * (n * n - ofColumns);
  return spread > 0 ? (hits * n - cross) / Math.sqrt(spread) : Number.NaN;
}
