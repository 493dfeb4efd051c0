import { type Defined, defined, undefinedBecause } from "@/lib/stats/defined";
import { normalQuantile } from "@/lib/stats/distributions/normal-distribution";
import { type Interval, requireLevel, tInterval } from "@/lib/stats/interval";
import { requireNumbers } from "@/lib/stats/parts/require-numbers";

/** How a judge's numbers differ from the people's. */
export type ScoreAgreement = {
  units: number;
  /** Mean of (judge - truth): above 0 the judge gives more. */
  bias: number;
  biasInterval: Defined<Interval>;
  meanAbsoluteError: number;
  rootMeanSquareError: number;
  /** Bias +- z standard deviations (n - 1) of the differences (Bland and Altman 1986). */
  limitsOfAgreement: Interval;
  /** Lin's concordance (1989), variances divided by n: correlation lowered by bias and scale. */
  concordance: Defined<number>;
};

/**
 * Compares numbers of a judge with numbers taken as true, unit by unit, by their differences d = judge - truth:
 *
 *   bias = mean d        MAE = mean |d|        RMSE = sqrt(mean d^2) = sqrt(variance of d + bias^2)
 *   limits of agreement = bias +- z x standard deviation of d (n - 1): where a single new difference will lie
 *   concordance = 2 s_xy / (s_x^2 + s_y^2 + bias^2), variances over n
 *
 * A correlation is blind to a judge that gives a point more throughout; bias is not, and concordance (Lin 1989) is
 * a correlation lowered by what bias and another spread do, 1 only where all d are 0. The limits take differences
 * as normal and as wide at one end of the scale as at the other; the interval of the bias is t over independent
 * units. Undefined with fewer than two units; concordance where both sides are the same constant.
 */
export function scoreAgreement(
  truth: ArrayLike<number>,
  judged: ArrayLike<number>,
  level = 0.95,
): Defined<ScoreAgreement> {
  const n = truth.length;
  if (judged.length !== n) throw new RangeError(`scoreAgreement: ${judged.length} scores for ${n} units`);
  requireNumbers("scoreAgreement", truth, judged);
  requireLevel("scoreAgreement", level);
  if (n < 2) return undefinedBecause("fewer than two units");
  let [x, y] = [0, 0];
  for (let i = 0; i < n; i++) {
    x += truth[i] / n;
    y += judged[i] / n;
  }
  let [xx, yy, xy, absolute] = [0, 0, 0, 0];
  for (let i = 0; i < n; i++) {
    const [dx, dy] = [truth[i] - x, judged[i] - y];
    xx += (dx * dx) / n;
    yy += (dy * dy) / n;
    xy += (dx * dy) / n;
    absolute += Math.abs(judged[i] - truth[i]) / n;
  }
  const bias = y - x;
  const variance = Math.max(0, xx + yy - 2 * xy);
  const deviation = Math.sqrt((variance * n) / (n - 1));
  const half = normalQuantile(0.5 + level / 2) * deviation;
  const scale = xx + yy + bias * bias;
  return defined({
    units: n,
    bias,
    biasInterval: tInterval(bias, deviation / Math.sqrt(n), { df: n - 1, level, highest: Number.POSITIVE_INFINITY }),
    meanAbsoluteError: absolute,
    rootMeanSquareError: Math.sqrt(variance + bias * bias),
    limitsOfAgreement: { low: bias - half, high: bias + half, level, method: "Bland-Altman" },
    concordance: scale === 0 ? undefinedBecause("both sides are the same constant") : defined((2 * xy) / scale),
  });
}
