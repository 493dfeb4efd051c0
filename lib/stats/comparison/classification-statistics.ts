import type { CodedRatings } from "@/lib/stats/coded-ratings";
import { collapseUnits, type Patterns, type UnitStatistic } from "@/lib/stats/resampling/unit-statistic";

/** A judge against a truth, class by class, as functions of unit weights over the same groups of units. */
export type ClassificationStatistics = Record<"accuracy" | "balancedAccuracy" | "macroF1" | "mcc", UnitStatistic>;

/** Margins and hits per category of the units drawn. */
type Counts = { rows: Float64Array; columns: Float64Array; hits: Float64Array };

/**
 * Accuracy, balanced accuracy, the mean of F1 and Matthews' correlation of the second rater (the judge) against the first
 * (the truth), for bootstrap and jackknife: with all weights 1 they are those of `classify`, without the intervals and
 * rates of each class that it makes besides. NaN where one is undefined. O(groups + categories) a resample.
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
      const weight = weights[group] as number;
      const [truth, said] = [codes[2 * group] as number, codes[2 * group + 1] as number];
      if (weight === 0 || truth < 0 || said < 0) continue;
      rows[truth] = (rows[truth] as number) + weight;
      columns[said] = (columns[said] as number) + weight;
      if (truth === said) hits[truth] = (hits[truth] as number) + weight;
    }
    return counts;
  };
  const statistic = (figure: (own: Counts) => number): UnitStatistic => ({
    ...{ groups, groupOf },
    evaluate: (weights) => figure(count(weights)),
  });
  return {
    accuracy: statistic(({ rows, hits }) => total(hits) / total(rows)),
    balancedAccuracy: statistic(({ rows, hits }) =>
      meanOver(q, (k) => ((rows[k] as number) > 0 ? (hits[k] as number) / (rows[k] as number) : null)),
    ),
    macroF1: statistic(({ rows, columns, hits }) =>
      meanOver(q, (k) => {
        const used = (rows[k] as number) + (columns[k] as number);
        return used > 0 ? (2 * (hits[k] as number)) / used : null;
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

/** Matthews' correlation from the number of hits, the number of units, and the margins of both sides; NaN where one is constant. */
export function matthewsCorrelation(hits: number, n: number, rows: Float64Array, columns: Float64Array): number {
  let [cross, ofRows, ofColumns] = [0, 0, 0];
  for (let k = 0; k < rows.length; k++) {
    const [row, column] = [rows[k] as number, columns[k] as number];
    cross += row * column;
    ofRows += row * row;
    ofColumns += column * column;
  }
  const spread = (n * n - ofRows) * (n * n - ofColumns);
  return spread > 0 ? (hits * n - cross) / Math.sqrt(spread) : Number.NaN;
}
