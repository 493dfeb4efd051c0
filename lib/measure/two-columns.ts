import { clusterShare, spreadShare } from "@/lib/measure/cluster-share";
import { type Asked, type Estimate, estimateTogether, type Resampling } from "@/lib/measure/estimate";
import { numberUnits } from "@/lib/measure/number-units";
import type { WeightName } from "@/lib/measure/ratings";
import { weightedDisagreement } from "@/lib/stats/agreement/disagreement";
import { poolComparisons } from "@/lib/stats/agreement/pooled-kappa";
import { type Defined, defined, undefinedBecause } from "@/lib/stats/defined";
import { ratioStatistic } from "@/lib/stats/resampling/resampled-mean";

/**
 * References and answers side by side, one comparison a place; `cluster` is the item or prompt it hangs together
 * with, `units` how many different things are compared, which come one after the other, and `last` the one added last.
 */
export type Comparisons = {
  reference: number[];
  answer: number[];
  cluster: number[];
  units: number;
  last: number;
};

/** How answers compare with references. The table's rows are the reference, its columns the answer. */
export type Comparison = {
  n: number;
  accuracy: Estimate;
  kappa: Defined<Estimate>;
  /** With the weights of the scale; null where answers are no scale. */
  weightedKappa: Defined<Estimate> | null;
  /** Categories that occur on either side, by index, and counts row by row. */
  confusion: { categories: number[]; counts: number[][] };
};

export const noComparisons = (): Comparisons => ({
  reference: [],
  answer: [],
  cluster: [],
  units: 0,
  last: -1,
});

/** The table of references (rows) by answers (columns), over the categories that occur on either side. */
function confusionOf({ reference, answer }: Comparisons, categories: number): Comparison["confusion"] {
  const counts = new Int32Array(categories * categories);
  for (const [place, row] of reference.entries()) {
    const cell = row * categories + answer[place];
    counts[cell] = counts[cell] + 1;
  }
  const at = (row: number, column: number) => counts[row * categories + column];
  const all = Array.from({ length: categories }, (_, code) => code);
  const used = all.filter((code) => all.some((other) => at(code, other) + at(other, code) > 0));
  return { categories: used, counts: used.map((row) => used.map((column) => at(row, column))) };
}

/** What answers are compared on: how many categories, and how far they are apart where they are a scale. */
export type ComparedScale = {
  categories: number;
  weighted: { weights: WeightName; values: Float64Array } | null;
  /** Why categories cannot be counted, if so: then there is neither a kappa nor a table of them. */
  uncounted: string | null;
};

/**
 * Accuracy over comparisons and Cohen's kappa of the pooled table, with intervals over clusters: labels of one
 * item, and items of one prompt, hang together. Accuracy has Wilson's interval, of the trials that it is worth where
 * comparisons share clusters; kappa, which is no share, is drawn.
 */
export function pooledFigures(
  comparisons: Comparisons,
  { categories, weighted, uncounted }: ComparedScale,
  { seed, replicates }: Resampling,
): Defined<Pick<Comparison, "accuracy" | "kappa" | "weightedKappa">> {
  const { reference, answer, cluster, units: compared } = comparisons;
  const { unit, units } = numberUnits(cluster);
  const [hits, sizes] = [new Float64Array(units), new Float64Array(units)];
  for (const [place, own] of unit.entries()) {
    sizes[own] = sizes[own] + 1;
    if (reference[place] === answer[place]) hits[own] = hits[own] + 1;
  }
  const because = "reference and answer are one and the same category throughout";
  const imagined = Math.round(reference.length / Math.max(1, compared));
  const asked: Record<string, Asked> = {};
  if (uncounted === null) {
    const kappaWith = poolComparisons({ unit, reference, answer, imagined }, units, categories);
    asked.kappa = { statistic: kappaWith({ kind: "nominal" }), because };
    if (weighted) {
      const apart = weightedDisagreement(weighted.weights, weighted.values);
      asked.weighted = { statistic: kappaWith(apart), because };
    }
  }
  const estimates = estimateTogether(asked, { seed, replicates });
  const get = (key: string) => estimates[key] ?? undefinedBecause(uncounted ?? because);
  const isAlone = units === reference.length && units > 0;
  const share = { statistic: ratioStatistic(hits, sizes), because: "there is nothing to compare", clusters: units };
  const right = hits.reduce((sum, own) => sum + own, 0);
  const accuracy = isAlone ? defined(clusterShare(right / units, units)) : spreadShare(share, {});
  if (!accuracy.defined) return accuracy;
  return defined({ accuracy: accuracy.value, kappa: get("kappa"), weightedKappa: weighted ? get("weighted") : null });
}

/** Everything about answers against references; `because` says why there is nothing, if so. */
export function compareColumns(
  comparisons: Comparisons,
  scale: ComparedScale,
  resampling: Resampling,
  because: string,
): Defined<Comparison> {
  const n = comparisons.reference.length;
  if (n === 0) return undefinedBecause(because);
  const figures = pooledFigures(comparisons, scale, resampling);
  if (!figures.defined) return figures;
  const confusion =
    scale.uncounted === null ? confusionOf(comparisons, scale.categories) : { categories: [], counts: [] };
  return defined({ n, ...figures.value, confusion });
}
