import { type Defined, defined, undefinedBecause } from "@/lib/stats/defined";
import { normalCdf } from "@/lib/stats/distributions/normal-distribution";
import { type Interval, normalInterval, requireLevel } from "@/lib/stats/interval";
import { requireNumbers } from "@/lib/stats/parts/require-numbers";

/** A mean of human labels made sharper by a judge's labels of many more units. */
export type PredictionPoweredMean = {
  value: number;
  standardError: number;
  /** Undefined where nothing varies, which is no certainty. */
  interval: Defined<Interval>;
  /** How far the judge was trusted: 0 not at all (the plain mean), 1 wholly. */
  lambda: number;
  labeled: number;
  unlabeled: number;
};

export type PredictionPoweredOptions = {
  /** "tuned" takes the lambda with the smallest variance, between 0 and 1. */
  lambda?: number | "tuned";
  level?: number;
  /**
   * Weights of the labeled and the unlabeled units, either of which have to stand for the whole with theirs: what one
   * draw with unequal chances left over does not (`differenceEstimate` is for that).
   */
  weights?: readonly number[];
  unlabeledWeights?: readonly number[];
};

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
/** The variance over n, about the mean. */
const spread = (values: readonly number[]) => {
  const centre = mean(values);
  return mean(values.map((value) => (value - centre) ** 2));
};

/** Weights that average 1, so that a weighted mean is the plain mean of weight x value. */
function scaleWeights(caller: string, weights: readonly number[] | undefined, n: number): number[] {
  if (!weights) return new Array<number>(n).fill(1);
  if (weights.length !== n) throw new RangeError(`${caller}: ${weights.length} weights for ${n} units`);
  const centre = mean(weights);
  return weights.map((weight) => weight / centre);
}

/**
 * Prediction-powered inference for a mean: what the judge says of many units, moved by what people say of the
 * judge. With n labeled units (human y, judge f) and N more that only the judge labeled (f'),
 *
 *   value = lambda mean(f') + mean(y - lambda f)
 *   variance = lambda^2 var(f') / N + var(y - lambda f) / n
 *
 * Whatever the judge's errors, the second mean takes back what they do to the first, so the value is right on
 * average for every lambda; the judge's quality shows in how little y - lambda f varies. lambda = 0 is the plain
 * mean of the people's labels, 1 the first form (Science 2023); tuned, it takes the smallest variance (PPI++), and
 * a useless judge is ignored.
 *
 * It needs the labeled units to be drawn at random from the same whole: people who labeled the hard cases first
 * break it. The interval is normal, for n of some dozens at least, and takes units as independent
 * (`predictionPoweredStatistic` can be resampled by prompts). Variances divide by n, as the authors' do. Undefined
 * with fewer than two units of either kind.
 * Sources: Angelopoulos et al., Science 382 (2023) 669-674; Angelopoulos, Duchi and Zrnic, "PPI++" (2023).
 */
export function predictionPoweredMean(
  labels: readonly number[],
  judged: readonly number[],
  judgedUnlabeled: readonly number[],
  { lambda = "tuned", level = 0.95, weights, unlabeledWeights }: PredictionPoweredOptions = {},
): Defined<PredictionPoweredMean> {
  requireLevel("predictionPoweredMean", level);
  const [n, more] = [labels.length, judgedUnlabeled.length];
  if (judged.length !== n)
    throw new RangeError(`predictionPoweredMean: ${judged.length} labels of the judge for ${n} units`);
  if (n < 2 || more < 2) return undefinedBecause("fewer than two labeled or two unlabeled units");
  requireNumbers("predictionPoweredMean", labels, judged, judgedUnlabeled, [lambda === "tuned" ? 0 : lambda]);
  const own = scaleWeights("predictionPoweredMean", weights, n);
  const others = scaleWeights("predictionPoweredMean", unlabeledWeights, more);
  const at = (trust: number) => {
    const rectified = labels.map((label, i) => own[i] * (label - trust * judged[i]));
    const imputed = judgedUnlabeled.map((label, i) => others[i] * trust * label);
    const variance = spread(rectified) / n + spread(imputed) / more;
    return { value: mean(rectified) + mean(imputed), standardError: Math.sqrt(variance) };
  };
  const trust =
    lambda === "tuned" ? tuneLambda(labels, judged, judgedUnlabeled, { own, others, start: at(1).value }) : lambda;
  const { value, standardError: error } = at(trust);
  const size = [labels, judged, judgedUnlabeled].flat().reduce((most, own) => Math.max(most, Math.abs(own)), 0);
  // No more than rounding is no spread.
  const standardError = error <= 1e-14 * size ? 0 : error;
  const interval = poweredInterval(value, standardError, level);
  return defined({ value, standardError, interval, lambda: trust, labeled: n, unlabeled: more });
}

/** The normal interval under this method's name. */
function poweredInterval(value: number, standardError: number, level: number): Defined<Interval> {
  const interval = normalInterval(value, standardError, level);
  return interval.defined ? defined({ ...interval.value, method: "prediction-powered, normal" }) : interval;
}

/**
 * The lambda that makes the variance smallest: cov(y, f) / ((1 + n / N) var(f)), var(f) over labeled and unlabeled
 * units together, and kept within 0..1. `start` centres the labels, which matters only where weights are unequal.
 */
function tuneLambda(
  labels: readonly number[],
  judged: readonly number[],
  judgedUnlabeled: readonly number[],
  { own, others, start }: { own: readonly number[]; others: readonly number[]; start: number },
): number {
  const n = labels.length;
  const human = labels.map((label, i) => own[i] * (label - start));
  const machine = judged.map((label, i) => own[i] * (label - start));
  const all = [...machine, ...judgedUnlabeled.map((label, i) => others[i] * (label - start))];
  const [humanMean, machineMean] = [mean(human), mean(machine)];
  const covariance = mean(human.map((label, i) => (label - humanMean) * (machine[i] - machineMean)));
  const variance = (spread(all) * all.length) / (all.length - 1);
  const best = variance === 0 ? 0 : covariance / ((1 + n / judgedUnlabeled.length) * variance);
  return Math.min(1, Math.max(0, best));
}

/** P value that the mean is `expected`, by the same normal approximation. Where nothing varies it is 0 or 1. */
export function testPredictionPoweredMean(
  { value, standardError }: PredictionPoweredMean,
  expected: number,
  alternative: "two-sided" | "larger" | "smaller" = "two-sided",
): number {
  // Without any spread the mean is what it is.
  if (standardError === 0) {
    if (alternative === "larger") return value > expected ? 0 : 1;
    if (alternative === "smaller") return value < expected ? 0 : 1;
    return value === expected ? 1 : 0;
  }
  const z = (value - expected) / standardError;
  if (alternative === "larger") return normalCdf(-z);
  if (alternative === "smaller") return normalCdf(z);
  return 2 * normalCdf(-Math.abs(z));
}

/**
 * A difference of two prediction-powered means of separate units (two conditions, say): errors add in squares.
 * Means that share units or prompts are not independent, and their difference has to be resampled.
 */
export function predictionPoweredDifference(
  first: PredictionPoweredMean,
  second: PredictionPoweredMean,
  level = 0.95,
): { value: number; standardError: number; interval: Defined<Interval> } {
  const value = first.value - second.value;
  const standardError = Math.hypot(first.standardError, second.standardError);
  return { value, standardError, interval: poweredInterval(value, standardError, level) };
}
