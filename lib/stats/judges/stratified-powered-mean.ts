import { type Defined, defined, undefinedBecause } from "@/lib/stats/defined";
import { type Interval, normalInterval } from "@/lib/stats/interval";
import { differenceEstimate } from "./difference-estimate";
import { type PredictionPoweredMean, predictionPoweredMean } from "./prediction-powered-mean";

/** One stratum of the whole: what people and judge say of some units, and the judge alone of the others. */
export type PoweredStratum = {
  labels: readonly number[];
  judged: readonly number[];
  judgedUnlabeled: readonly number[];
  /** Of the labeled units, one over their chance to have been drawn within the stratum, for example. */
  weights?: readonly number[];
};

/** `strata` in the order given, with the share of the whole that each is. */
export type StratifiedPoweredMean = {
  value: number;
  standardError: number;
  interval: Defined<Interval>;
  strata: { share: number; mean: PredictionPoweredMean }[];
  labeled: number;
  unlabeled: number;
};

/**
 * Prediction-powered inference by strata (condition, tier): each stratum has a mean of its own with a trust lambda_h
 * of its own, and with W_h the stratum's share of all units, labeled or not,
 *
 *   value = sum_h W_h value_h,   variance = sum_h W_h^2 variance_h.
 *
 * It is right where people labeled more of some strata than of others, as `predictionPoweredMean` over all of them is
 * not, and narrower where the judge is good in some and bad in others. Within a stratum the labeled units have to be
 * drawn at random, or carry weights: its mean is then `differenceEstimate`'s. Undefined where one stratum has fewer than
 * two labeled or (without weights) unlabeled units: its share of the whole would then be unknown. Throws RangeError where lists differ in length.
 * Source: Fisch, Maynez, Hofer, Dhingra, Globerson and Cohen, "Stratified Prediction-Powered Inference" (2024).
 */
export function stratifiedPoweredMean(
  strata: readonly PoweredStratum[],
  { lambda = "tuned", level = 0.95 }: { lambda?: number | "tuned"; level?: number } = {},
): Defined<StratifiedPoweredMean> {
  if (strata.length === 0) return undefinedBecause("there is no stratum");
  const sizes = strata.map(({ labels, judgedUnlabeled }) => labels.length + judgedUnlabeled.length);
  const all = sizes.reduce((sum, size) => sum + size, 0);
  const parts: StratifiedPoweredMean["strata"] = [];
  for (const [place, { labels, judged, judgedUnlabeled, weights }] of strata.entries()) {
    const mean = weights
      ? differenceEstimate({ labels, judged, judgedUnlabeled, weights }, { lambda, level })
      : predictionPoweredMean(labels, judged, judgedUnlabeled, { lambda, level });
    if (!mean.defined) return undefinedBecause(`stratum ${place + 1} has ${mean.because}`);
    parts.push({ share: sizes[place] / all, mean: mean.value });
  }
  const sum = (of: (part: StratifiedPoweredMean["strata"][number]) => number) =>
    parts.reduce((total, part) => total + of(part), 0);
  const value = sum(({ share, mean }) => share * mean.value);
  const standardError = Math.sqrt(sum(({ share, mean }) => (share * mean.standardError) ** 2));
  const normal = normalInterval(value, standardError, level);
  const interval = normal.defined
    ? defined({ ...normal.value, method: "prediction-powered by strata, normal" })
    : normal;
  const labeled = sum(({ mean }) => mean.labeled);
  return defined({ value, standardError, interval, strata: parts, labeled, unlabeled: all - labeled });
}
