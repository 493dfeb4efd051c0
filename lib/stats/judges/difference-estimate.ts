import { type Defined, defined, undefinedBecause } from "@/lib/stats/defined";
import { tInterval } from "@/lib/stats/interval";
import { requireNumbers } from "@/lib/stats/parts/require-numbers";
import type { PredictionPoweredMean } from "./prediction-powered-mean";

/** Units drawn with unequal chances that people and judge labeled, and those that were left to the judge alone. */
export type DrawnUnits = {
  labels: readonly number[];
  judged: readonly number[];
  judgedUnlabeled: readonly number[];
  /** Of the labeled units, one over the chance that each had to be given to people. */
  weights: readonly number[];
};

/**
 * What the judge says of ALL N units, moved by what people say of the judge on those that were drawn, each of them
 * weighing w = 1 / its chance:
 *
 *   value = lambda mean(f) + sum w (y - lambda f) / sum w.
 *
 * Units that were left out are no random draw either (those with a small chance are left out more often), so that the
 * judge's mean is over all units and not, as in `predictionPoweredMean`, over those without a label of people. The
 * second part takes back what the judge's errors do to the first, for every lambda. A unit's influence is
 *
 *   psi_i = lambda (f_i - mean(f)) + [i was drawn] (N / sum w) w_i (r_i - weighted mean of r),   r = y - lambda f,
 *
 * and the variance n / (n - 1) x sum psi^2 / N^2, n units being drawn, which takes the N units as a sample themselves
 * (what people and judge say of units to come). "tuned" takes the lambda in 0..1 that makes it smallest; at 0 it is
 * the weighted mean of people alone. t with n - 1 degrees of freedom. Undefined for fewer than two labeled units.
 * Throws RangeError where lists differ in length, for what is no number and for a weight of 0 or less.
 * Sources: the difference estimator of Cassel, Särndal and Wretman, Biometrika 63 (1976) 615-620, and of Särndal,
 * Swensson and Wretman, Model Assisted Survey Sampling (1992), chapter 6; with a judge Zrnic and Candès, "Active
 * Statistical Inference" (2024).
 */
export function differenceEstimate(
  units: DrawnUnits,
  { lambda = "tuned", level = 0.95 }: { lambda?: number | "tuned"; level?: number } = {},
): Defined<PredictionPoweredMean> {
  const { labels, judged, judgedUnlabeled, weights } = units;
  const [n, unlabeled] = [labels.length, judgedUnlabeled.length];
  if (judged.length !== n || weights.length !== n)
    throw new RangeError(
      `differenceEstimate: ${judged.length} labels of the judge and ${weights.length} weights for ${n} units`,
    );
  requireNumbers("differenceEstimate", labels, judged, judgedUnlabeled, weights, [lambda === "tuned" ? 0 : lambda]);
  if (weights.some((weight) => weight <= 0)) throw new RangeError("differenceEstimate: a weight is above 0");
  if (n < 2) return undefinedBecause("fewer than two labeled units");
  const { people, machine, value, size } = influencesOf(units);
  const trust = lambda === "tuned" ? tuneTrust(people, machine) : lambda;
  const squares = people.reduce((sum, own, i) => sum + (own + trust * machine[i]) ** 2, 0);
  const error = Math.sqrt((n / (n - 1)) * squares) / people.length;
  // No more than rounding is no spread.
  const standardError = error <= 1e-14 * size ? 0 : error;
  const centre = value(trust);
  const interval = tInterval(centre, standardError, { df: n - 1, level, highest: Number.POSITIVE_INFINITY });
  return defined({
    value: centre,
    standardError,
    interval: interval.defined
      ? defined({ ...interval.value, method: `difference estimator, ${interval.value.method}` })
      : interval,
    lambda: trust,
    labeled: n,
    unlabeled,
  });
}

/** Both parts of each unit's influence, psi = people + lambda x machine, and the value at a lambda. */
function influencesOf({ labels, judged, judgedUnlabeled, weights }: DrawnUnits) {
  const all = [...judged, ...judgedUnlabeled];
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const weightedMean = (values: readonly number[]) => values.reduce((sum, own, i) => sum + weights[i] * own, 0) / total;
  const [ofPeople, ofJudge] = [weightedMean(labels), weightedMean(judged)];
  const ofAll = all.reduce((sum, own) => sum + own, 0) / all.length;
  const scale = (i: number) => (all.length * weights[i]) / total;
  const people = all.map((_, i) => (i < labels.length ? scale(i) * (labels[i] - ofPeople) : 0));
  const machine = all.map((own, i) => own - ofAll - (i < labels.length ? scale(i) * (own - ofJudge) : 0));
  return {
    people,
    machine,
    value: (trust: number) => ofPeople + trust * (ofAll - ofJudge),
    size: [...labels, ...all].reduce((most, own) => Math.max(most, Math.abs(own)), 0),
  };
}

/** The lambda in 0..1 with the least sum of (people + lambda x machine)^2. */
function tuneTrust(people: readonly number[], machine: readonly number[]): number {
  const squares = machine.reduce((sum, own) => sum + own ** 2, 0);
  const products = people.reduce((sum, own, i) => sum + own * machine[i], 0);
  return squares === 0 ? 0 : Math.min(1, Math.max(0, -products / squares));
}
