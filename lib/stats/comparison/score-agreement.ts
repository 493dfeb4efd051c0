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

/** Compares numbers of a judge with numbers taken as true, unit by unit. */
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
    x += (truth[i] as number) / n;
    y += (judged[i] as number) / n;
  }
  let [xx, yy, xy, absolute] = [0, 0, 0, 0];
  for (let i = 0; i < n; i++) {
    const [dx, dy] = [(truth[i] as number) - x, (judged[i] as number) - y];
    xx += (dx * dx) / n;
    yy += (dy * dy) / n;
    xy += (dx * dy) / n;
    absolute += Math.abs((judged[i] as number) - (truth[i] as number)) / n;
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
