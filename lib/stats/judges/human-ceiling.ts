import { type CohenKappa, cohenKappa } from "@/lib/stats/agreement/cohen-kappa";
import type { ContingencyTable } from "@/lib/stats/agreement/contingency-table";
import type { CodedRatings } from "@/lib/stats/coded-ratings";
import { type Defined, defined, undefinedBecause } from "@/lib/stats/defined";
import { type ResampledMean, type ResamplingOptions, resampledRatio } from "@/lib/stats/resampling/resampled-mean";
import { leaveOneOutReferences, tiedReference } from "./leave-one-out";

/** One human, and the judge, against the majority of the other humans, on the same units. */
type CeilingRow = {
  rater: number;
  /** Units that this human and the judge labeled and whose other humans have an untied majority. */
  units: number;
  human: number;
  judge: number;
  humanKappa: Defined<CohenKappa>;
  judgeKappa: Defined<CohenKappa>;
};

export type HumanCeiling = {
  /** The share of human labels that agree with the majority of the other humans. */
  human: ResampledMean;
  /** The judge against the very same references, one by one. */
  judge: ResampledMean;
  /** judge - human. */
  difference: ResampledMean;
  raters: CeilingRow[];
  units: number;
  comparisons: number;
  /** Human labels without a reference (too few others), with a tied reference, and without a label of the judge. */
  leftOut: { tooFewOthers: number; tiedReference: number; judgeMissing: number };
};

type Comparison = { unit: number; rater: number; own: number; judged: number; reference: number };

/**
 * The human ceiling: how well a human agrees with the majority of the other humans, and the judge against the same
 * leave-one-out majorities. For human r on unit u let M_ur be the untied majority of the labels of the others; over
 * all (u, r) that have one and a label of the judge,
 *
 *   human = share with label_ur = M_ur,   judge = share with judge_u = M_ur,   difference = judge - human.
 *
 * Judging a machine against the full majority beside a leave-one-out ceiling flatters the machine, because the full
 * majority holds the vote of the very human it is compared with, and one voter more makes a majority that is easier
 * to agree with.
 *
 * Rates are over comparisons, not means of unit rates: with ties left out, a unit whose humans are split has fewer
 * comparisons just because a human dissents, and weighing units alike would push the ceiling down. Intervals
 * resample units, because the comparisons of one unit hang together; that of the difference is of the difference
 * itself, for both sides share units and references.
 *
 * `judge` holds the judge's code per unit, in the categories of `humans` (-1 missing). Tied references are left out
 * and counted. `minimumOthers` is the least number of other humans for a reference: with one it is no majority but
 * a pair. Undefined where nothing can be compared.
 */
export function humanCeiling(
  humans: CodedRatings,
  judge: Int32Array,
  options: ResamplingOptions & { minimumOthers?: number },
): Defined<HumanCeiling> {
  if (judge.length !== humans.units) {
    throw new RangeError(`humanCeiling: ${judge.length} labels of the judge for ${humans.units} units`);
  }
  const leftOut = { tooFewOthers: 0, tiedReference: 0, judgeMissing: 0 };
  const comparisons = compareEach(humans, judge, options.minimumOthers ?? 2, leftOut);
  if (comparisons.length === 0) {
    return undefinedBecause("no unit has a label of the judge, a human and an untied majority of other humans");
  }
  const [human, judged, sizes] = sumByUnit(humans.units, comparisons);
  const share = (hits: Float64Array) => resampledRatio(hits, sizes, options);
  const byRater = Array.from({ length: humans.raters }, (): Comparison[] => []);
  for (const comparison of comparisons) byRater[comparison.rater].push(comparison);
  const raters = byRater.map((own, rater) => ceilingRow(rater, own, humans)).filter(({ units }) => units > 0);
  return defined({
    human: share(human),
    judge: share(judged),
    difference: share(judged.map((hits, unit) => hits - human[unit])),
    raters,
    units: sizes.filter((size) => size > 0).length,
    comparisons: comparisons.length,
    leftOut,
  });
}

/**
 * Every human label that has an untied reference and a label of the judge beside it; counts what is left out and
 * why.
 */
function compareEach(
  humans: CodedRatings,
  judge: Int32Array,
  minimumOthers: number,
  leftOut: HumanCeiling["leftOut"],
): Comparison[] {
  const comparisons: Comparison[] = [];
  const references = leaveOneOutReferences(humans, minimumOthers);
  for (let cell = 0; cell < references.length; cell++) {
    const own = humans.codes[cell];
    if (own < 0) continue;
    const unit = Math.floor(cell / humans.raters);
    const judged = judge[unit];
    const reference = references[cell];
    if (reference === tiedReference) leftOut.tiedReference++;
    else if (reference < 0) leftOut.tooFewOthers++;
    else if (judged < 0) leftOut.judgeMissing++;
    else comparisons.push({ unit, rater: cell % humans.raters, own, judged, reference });
  }
  return comparisons;
}

/** Per unit: how often humans and the judge agree with the reference, and of how many comparisons. */
function sumByUnit(units: number, comparisons: readonly Comparison[]): [Float64Array, Float64Array, Float64Array] {
  const human = new Float64Array(units);
  const judge = new Float64Array(units);
  const sizes = new Float64Array(units);
  for (const { unit, own, judged, reference } of comparisons) {
    sizes[unit]++;
    if (own === reference) human[unit]++;
    if (judged === reference) judge[unit]++;
  }
  return [human, judge, sizes];
}

/** One human and the judge on the same comparisons, as shares and as kappas whose rows are the references. */
function ceilingRow(rater: number, comparisons: readonly Comparison[], humans: CodedRatings): CeilingRow {
  const count = (pick: (comparison: Comparison) => number): ContingencyTable => {
    const q = humans.categories.length;
    const counts = new Float64Array(q * q);
    for (const comparison of comparisons) {
      const cell = comparison.reference * q + pick(comparison);
      counts[cell]++;
    }
    return { categories: humans.categories, values: humans.values, counts, total: comparisons.length };
  };
  const share = (pick: (comparison: Comparison) => number) =>
    comparisons.filter((comparison) => pick(comparison) === comparison.reference).length / comparisons.length;
  const [own, judged] = [(comparison: Comparison) => comparison.own, (comparison: Comparison) => comparison.judged];
  return {
    rater,
    units: comparisons.length,
    human: share(own),
    judge: share(judged),
    humanKappa: cohenKappa(count(own)),
    judgeKappa: cohenKappa(count(judged)),
  };
}
