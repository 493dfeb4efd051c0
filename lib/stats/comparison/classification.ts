import { type ContingencyTable, tableMargins } from "@/lib/stats/agreement/contingency-table";
import type { Category } from "@/lib/stats/coded-ratings";
import { type OverlapRate, overlapRate } from "@/lib/stats/comparison/parts/overlap-rate";
import { type Defined, defined, undefinedBecause } from "@/lib/stats/defined";
import { proportionInterval } from "@/lib/stats/effects/proportion-interval";
import type { Interval } from "@/lib/stats/interval";
import { matthewsCorrelation } from "./classification-statistics";

/** A proportion with what it counts and Wilson's interval. */
export type Rate = { value: number; count: number; of: number; interval: Interval };

/** One class against all others. Sensitivity is recall; each is undefined where nothing is there to count. */
type ClassReport = {
  category: Category;
  /** How often the truth is this class. */
  support: number;
  /** How often the judge says this class. */
  given: number;
  sensitivity: Defined<Rate>;
  specificity: Defined<Rate>;
  precision: Defined<Rate>;
  f1: Defined<OverlapRate>;
};

/** A judge against a truth. */
export type Classification = {
  units: number;
  accuracy: Rate;
  /** Mean sensitivity over the classes that occur in the truth. */
  balancedAccuracy: number;
  /** Unweighted mean of F1 over classes that occur on either side; F1 counts as 0 where no hit is possible. */
  macroF1: number;
  /** F1 weighted by support. */
  weightedF1: number;
  /** Matthews' correlation (R_K for more than two classes). */
  mcc: Defined<number>;
  classes: ClassReport[];
};

const rate = (count: number, of: number, because: string, level: number): Defined<Rate> =>
  of === 0
    ? undefinedBecause(because)
    : defined({ value: count / of, count, of, interval: proportionInterval(count, of, { level }) });

/**
 * Accuracy, sensitivity, specificity, precision and F1 of a judge (columns) against a truth (rows). Of n units,
 * with t of class k in truth, g given by the judge and h of both:
 *
 *   accuracy = all hits / n        sensitivity = h / t        precision = h / g
 *   specificity = (n - t - g + h) / (n - t)        F1 = 2 h / (t + g), the harmonic mean of the two before
 *
 *   balanced accuracy = mean sensitivity over classes that occur in the truth
 *   macro F1 = mean of F1 over classes that occur on either side; weighted F1 = mean weighted by t
 *
 * A judge that always gives the commonest class has a balanced accuracy of 1 / classes, however common it is.
 * Accuracy rewards saying the common thing; sensitivity, specificity and Matthews' correlation do not. Intervals
 * (Wilson's, for F1 by way of Jaccard's index) take units as independent: where units share an item or prompt,
 * bootstrap instead (`classificationStatistics`). A rate without anything to count is undefined and says so; the
 * whole is undefined without a unit.
 * Sources: MCC Matthews (1975), R_K Gorodkin, Computational Biology and Chemistry 28 (2004) 367-374.
 */
export function classify(table: ContingencyTable, { level = 0.95 }: { level?: number } = {}): Defined<Classification> {
  const { categories, counts, total } = table;
  const q = categories.length;
  if (total === 0) return undefinedBecause("no unit has both a truth and a label of the judge");
  const { rows, columns } = tableMargins(table);
  let hits = 0;
  for (let k = 0; k < q; k++) hits += counts[k * q + k];
  const classes = categories.map((category, k) => {
    const hit = counts[k * q + k];
    return classReport(category, { hit, support: rows[k], given: columns[k], total }, level);
  });
  const seen = classes.filter(({ support, given }) => support + given > 0);
  const occurring = classes.filter(({ support }) => support > 0);
  const f1 = (report: ClassReport) => (report.f1.defined ? report.f1.value.value : 0);
  const correlation = matthewsCorrelation(hits, total, rows, columns);
  return defined({
    units: total,
    accuracy: { value: hits / total, count: hits, of: total, interval: proportionInterval(hits, total, { level }) },
    balancedAccuracy: mean(occurring.map(({ sensitivity }) => (sensitivity.defined ? sensitivity.value.value : 0))),
    macroF1: mean(seen.map(f1)),
    weightedF1: classes.reduce((sum, report) => sum + f1(report) * report.support, 0) / total,
    mcc: Number.isNaN(correlation) ? undefinedBecause("one side is a single class throughout") : defined(correlation),
    classes,
  });
}

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

/**
 * One class against all others. What the judge rejected rightly is all that is not of the class, less what it gave
 * wrongly.
 */
function classReport(
  category: Category,
  { hit, support, given, total }: { hit: number; support: number; given: number; total: number },
  level: number,
): ClassReport {
  const others = total - support;
  const rejected = others - (given - hit);
  return {
    category,
    support,
    given,
    sensitivity: rate(hit, support, `the truth is never ${category}`, level),
    specificity: rate(rejected, others, `the truth is always ${category}`, level),
    precision: rate(hit, given, `the judge never says ${category}`, level),
    f1:
      support + given === 0
        ? undefinedBecause(`${category} occurs on neither side`)
        : defined(overlapRate(hit, support + given - 2 * hit, level)),
  };
}
