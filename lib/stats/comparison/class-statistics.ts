import type { UnitStatistic } from "@/lib/stats/resampling/unit-statistic";

/**
 * A judge on one class against all others, as functions of unit weights over the same groups of units. Truth and judge
 * need not cover the same units: sensitivity, specificity, precision and F1 are over units with both, the judge's rate over
 * all that the judge labeled, the true rate over all whose truth is known. NaN where there is nothing to count.
 */
export type ClassStatistics = {
  sensitivity: UnitStatistic;
  specificity: UnitStatistic;
  precision: UnitStatistic;
  /** The harmonic mean of sensitivity and precision: 2 hits / (what is of the class + what is said to be). */
  f1: UnitStatistic;
  trueRate: UnitStatistic;
  judgedRate: UnitStatistic;
  /**
   * The judge's rate corrected for these errors (Rogan and Gladen, American Journal of Epidemiology 107 (1978) 71-76),
   * kept within 0..1. NaN where sensitivity + specificity is no more than 1: such a judge says nothing.
   */
  correctedRate: UnitStatistic;
};

/** What is said of the class, and that nothing is. */
const [yes, no, unknown] = [0, 1, 2];

/** part / (part + rest); NaN where there is neither. */
const share = (part: number, rest: number) => (part + rest > 0 ? part / (part + rest) : Number.NaN);

/**
 * The statistics of `category` against all others, with TP, FN, FP, TN the weighted counts of units of which both
 * are known:
 *
 *   sensitivity = TP / (TP + FN)   specificity = TN / (TN + FP)   precision = TP / (TP + FP)
 *   F1 = 2 TP / (2 TP + FN + FP)
 *   corrected rate = (judge's rate + specificity - 1) / (sensitivity + specificity - 1), kept within 0..1
 *
 * Nothing enters but what truth and judge say of a unit (yes, no, unknown), so there are nine groups whatever the
 * number of units, and a resample costs nine numbers. They are functions of the same weights: a resample that has
 * the judge miss more counts it as missing more in the correction too, which an interval from two independent
 * samples would not know.
 *
 * `truth` and `judge` hold a code per unit (-1 unknown). Throws RangeError where they differ in length.
 */
export function classStatistics(truth: ArrayLike<number>, judge: ArrayLike<number>, category: number): ClassStatistics {
  const units = truth.length;
  if (judge.length !== units) throw new RangeError(`classStatistics: ${judge.length} labels for ${units} truths`);
  const sayOf = (code: number) => (code < 0 ? unknown : code === category ? yes : no);
  const groupOf = Int32Array.from({ length: units }, (_, unit) => 3 * sayOf(truth[unit]) + sayOf(judge[unit]));
  /** How many units of which the truth and the judge say this. */
  const count = (weights: Float64Array, truly: number, judged: number) => weights[3 * truly + judged];
  const countJudged = (weights: Float64Array, judged: number) =>
    count(weights, yes, judged) + count(weights, no, judged) + count(weights, unknown, judged);
  const countTrue = (weights: Float64Array, truly: number) =>
    count(weights, truly, yes) + count(weights, truly, no) + count(weights, truly, unknown);
  const sensitivity = (weights: Float64Array) => share(count(weights, yes, yes), count(weights, yes, no));
  const specificity = (weights: Float64Array) => share(count(weights, no, no), count(weights, no, yes));
  const judgedRate = (weights: Float64Array) => share(countJudged(weights, yes), countJudged(weights, no));
  const correctedRate = (weights: Float64Array) => {
    const [hit, spared] = [sensitivity(weights), specificity(weights)];
    const reach = hit + spared - 1;
    return reach > 1e-12 ? Math.min(1, Math.max(0, (judgedRate(weights) + spared - 1) / reach)) : Number.NaN;
  };
  const imagined = new Float64Array(9);
  for (const truly of [yes, no]) for (const judged of [yes, no]) imagined[3 * truly + judged] = 0.5;
  const statistic = (evaluate: (weights: Float64Array) => number): UnitStatistic => ({
    groups: 9,
    groupOf,
    imagined,
    evaluate,
  });
  return {
    sensitivity: statistic(sensitivity),
    specificity: statistic(specificity),
    precision: statistic((weights) => share(count(weights, yes, yes), count(weights, no, yes))),
    f1: statistic((weights) => share(2 * count(weights, yes, yes), count(weights, yes, no) + count(weights, no, yes))),
    trueRate: statistic((weights) => share(countTrue(weights, yes), countTrue(weights, no))),
    judgedRate: statistic(judgedRate),
    correctedRate: statistic(correctedRate),
  };
}
