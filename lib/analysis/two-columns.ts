import { type Estimate, estimate, type Resampling } from "@/lib/analysis/estimate";
import type { Category, CodedRatings } from "@/lib/stats/coded-ratings";
import { contingencyTable } from "@/lib/stats/contingency-table";
import { type Defined, undefinedBecause } from "@/lib/stats/defined";
import { kappaStatistic } from "@/lib/stats/kappa-statistic";
import { meanStatistic } from "@/lib/stats/resampled-mean";

/** References and answers side by side, one comparison a place; `cluster` is what each hangs together with. */
export type Comparisons = { reference: number[]; answer: number[]; cluster: number[] };

/** How answers compare with references. The table's rows are the reference, its columns the answer. */
export type Comparison = {
  n: number;
  accuracy: Estimate;
  kappa: Defined<Estimate>;
  /** Categories that occur on either side, by index, and counts row by row. */
  confusion: { categories: number[]; counts: number[][] };
};

export const noComparisons = (): Comparisons => ({ reference: [], answer: [], cluster: [] });

const layOut = (
  { reference, answer }: Comparisons,
  { categories, values }: Pick<CodedRatings, "categories" | "values">,
): CodedRatings => ({
  units: reference.length,
  raters: 2,
  codes: Int32Array.from({ length: reference.length * 2 }, (_, cell) =>
    cell % 2 === 0 ? (reference[cell >> 1] as number) : (answer[cell >> 1] as number),
  ),
  categories,
  values,
});

function confusionOf(ratings: CodedRatings, categories: readonly Category[]): Comparison["confusion"] {
  const { counts } = contingencyTable(ratings, 0, 1);
  const q = categories.length;
  const at = (row: number, column: number) => counts[row * q + column] as number;
  const used = categories
    .map((_, code) => code)
    .filter((code) => categories.some((_, k) => at(code, k) + at(k, code) > 0));
  return { categories: used, counts: used.map((row) => used.map((column) => at(row, column))) };
}

/** Accuracy, Cohen's kappa and the confusion of answers against references, with intervals over clusters. */
export function compareColumns(
  comparisons: Comparisons,
  frame: Pick<CodedRatings, "categories" | "values">,
  { seed, replicates }: Resampling,
  because: string,
): Defined<Comparison> {
  const n = comparisons.reference.length;
  if (n === 0) return undefinedBecause(because);
  const ratings = layOut(comparisons, frame);
  const isAlone = new Set(comparisons.cluster).size === n;
  const resampling = { seed, replicates, clusters: isAlone ? undefined : comparisons.cluster };
  const hits = Float64Array.from(comparisons.reference, (code, place) => (code === comparisons.answer[place] ? 1 : 0));
  const accuracy = estimate(meanStatistic(hits), resampling, because);
  if (!accuracy.defined) return accuracy;
  const kappa = estimate(
    kappaStatistic(ratings, 0, 1),
    resampling,
    "reference and answer are one and the same category throughout",
  );
  return {
    defined: true,
    value: { n, accuracy: accuracy.value, kappa, confusion: confusionOf(ratings, frame.categories) },
  };
}
