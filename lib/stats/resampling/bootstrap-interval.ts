import { type Defined, defined, type Random, undefinedBecause } from "@/lib/stats/defined";
import { normalCdf, normalQuantile } from "@/lib/stats/distributions/normal-distribution";
import { type Interval, requireLevel } from "@/lib/stats/interval";
import { bootstrapReplicates, jackknifeEstimates } from "./resampling";
import { groupWeights, type UnitStatistic } from "./unit-statistic";

/**
 * How replicates become an interval. Let v be the value on the sample, q the quantiles of the replicates:
 * - `percentile`: q(tail) to q(1 - tail). Keeps to the range of the statistic and follows its skew; the default.
 * - `basic`: 2 v - q(1 - tail) to 2 v - q(tail). Takes replicate - v as the error turned round: right for a
 *   statistic that is shifted, but it may leave the range, as past 1 for an agreement.
 * - `normal`: v less the bias (mean of replicates - v), +- z standard deviations.
 * - `bca`: percentiles whose tails are shifted for bias and skew; nearest to its level, at the price of a
 *   jackknife.
 */
export type BootstrapMethod = "percentile" | "basic" | "normal" | "bca";

/**
 * Which replicate ends a percentile interval. `normal-scale` is that of R's boot; `type-7` that of numpy and R's
 * quantile, a little narrower, since it takes the (R - 1) share-th gap where the other leaves room beyond the
 * outermost replicates.
 */
export type QuantileRule = "normal-scale" | "type-7";

/** A bootstrap interval. Replicates on which the statistic is undefined are dropped and counted. */
export type Bootstrap = {
  interval: Interval;
  /** Standard deviation of the replicates. */
  standardError: number;
  replicates: number;
  undefinedReplicates: number;
};

/**
 * The `share` quantile of R sorted replicates: the (R + 1) share-th one, since R + 1 gaps lie around R draws;
 * between two of them by interpolation on the normal scale, where quantiles of a bell shape lie on a line (Davison
 * and Hinkley, "Bootstrap Methods and their Application" 1997, section 5.2.1). Beyond the outermost ones there is
 * nothing to interpolate to: with 1,000 replicates and .025 that is far away.
 */
function replicateQuantile(sorted: Float64Array, share: number, rule: QuantileRule): number {
  if (rule === "type-7") {
    const place = share * (sorted.length - 1);
    const low = sorted[Math.floor(place)];
    return low + (place - Math.floor(place)) * (sorted[Math.ceil(place)] - low);
  }
  const rank = (sorted.length + 1) * share;
  const below = Math.floor(rank + 1e-9);
  if (below < 1) return sorted[0];
  if (below >= sorted.length) return sorted[sorted.length - 1];
  const low = sorted[below - 1];
  if (Math.abs(rank - below) < 1e-9) return low;
  const scale = (k: number) => normalQuantile(k / (sorted.length + 1));
  const weight = (normalQuantile(share) - scale(below)) / (scale(below + 1) - scale(below));
  return low + weight * (sorted[below] - low);
}

/**
 * An interval from bootstrap replicates of a statistic that is `value` on the sample itself. Replicates of NaN
 * (everybody says the same) are dropped and counted: what is left speaks of samples on which the statistic exists.
 * Undefined where fewer than half the replicates (or fewer than 20) are defined, or where all are the same, which
 * is no certainty: a share of 0 is 0 in every resample, whatever n.
 *
 * No bootstrap makes a sample larger: with thirty units and a class of one in ten its intervals are too narrow,
 * because the sample holds three of that class and every resample about as many. BCa also needs `leftOut`, the
 * statistic with each resampled thing left out.
 */
export function replicatesInterval(
  value: number,
  replicates: Float64Array,
  {
    method = "percentile",
    level = 0.95,
    leftOut,
    quantiles = "normal-scale",
  }: { method?: BootstrapMethod; level?: number; leftOut?: Float64Array; quantiles?: QuantileRule } = {},
): Defined<Bootstrap> {
  requireLevel("replicatesInterval", level);
  const sorted = replicates.filter((replicate) => !Number.isNaN(replicate)).sort();
  const n = sorted.length;
  const lost = replicates.length - n;
  if (n < 20 || lost > n)
    return undefinedBecause(`${lost} of ${replicates.length} resamples leave the statistic undefined`);
  const mean = sorted.reduce((sum, replicate) => sum + replicate, 0) / n;
  const standardError = Math.sqrt(sorted.reduce((sum, replicate) => sum + (replicate - mean) ** 2, 0) / (n - 1));
  const [least, most] = [sorted[0], sorted[n - 1]];
  // What differs by no more than rounding does not differ.
  if (most - least <= 1e-12 * Math.max(Math.abs(least), Math.abs(most)))
    return undefinedBecause("every resample gives the same value, which is not certainty");
  const tail = (1 - level) / 2;
  const ends = (low: number, high: number): Defined<Bootstrap> => {
    const interval = { low, high, level, method: `bootstrap, ${method}` };
    return defined({ interval, standardError, replicates: replicates.length, undefinedReplicates: lost });
  };
  const at = (share: number) => replicateQuantile(sorted, share, quantiles);
  const [low, high] = [at(tail), at(1 - tail)];
  if (method === "percentile") return ends(low, high);
  if (method === "basic") return ends(2 * value - high, 2 * value - low);
  if (method === "normal") {
    const half = normalQuantile(1 - tail) * standardError;
    return ends(2 * value - mean - half, 2 * value - mean + half);
  }
  const shares = bcaShares(value, sorted, leftOut, tail);
  if (!shares.defined) return shares;
  return ends(at(shares.value[0]), at(shares.value[1]));
}

/**
 * Bias-corrected and accelerated shares (Efron 1987). With b = quantile of the share of replicates below the value,
 * a the acceleration and z_p the normal quantile, the tail p is moved to
 *
 *   Phi(b + (b + z_p) / (1 - a (b + z_p))),   a = sum d^3 / (6 (sum d^2)^1.5),
 *
 * d being the mean of the left-out estimates less each of them.
 *
 * b is how far the value lies from the middle of its replicates, a how fast its error grows with it. Undefined
 * where all replicates lie on one side of the value, or without one of its units the statistic is undefined.
 */
function bcaShares(
  value: number,
  sorted: Float64Array,
  leftOut: Float64Array | undefined,
  tail: number,
): Defined<[number, number]> {
  if (!leftOut) throw new RangeError("replicatesInterval: bca needs leftOut, the estimates with one left out");
  if (leftOut.some(Number.isNaN)) return undefinedBecause("without one of its units the statistic is undefined");
  const below = sorted.filter((replicate) => replicate < value).length / sorted.length;
  if (below === 0 || below === 1) return undefinedBecause("every resample lies on one side of the value itself");
  const bias = normalQuantile(below);
  const mean = leftOut.reduce((sum, estimate) => sum + estimate, 0) / leftOut.length;
  let [squares, cubes] = [0, 0];
  for (const estimate of leftOut) {
    squares += (mean - estimate) ** 2;
    cubes += (mean - estimate) ** 3;
  }
  const acceleration = squares === 0 ? 0 : cubes / (6 * squares ** 1.5);
  const share = (p: number) => {
    const shifted = bias + normalQuantile(p);
    return normalCdf(bias + shifted / (1 - acceleration * shifted));
  };
  return defined([share(tail), share(1 - tail)]);
}

/**
 * Bootstrap over units, or over clusters of them (for example items of one prompt): as many are drawn with
 * replacement as there are, the statistic is computed on each such sample, and its spread over samples stands for
 * its spread over studies. What is drawn has to be what is independent: items of one prompt hang together, and
 * drawing items makes an interval too narrow. `random` is the only source of chance: with a seeded one the interval
 * is repeatable. Undefined where the statistic itself is, and as in `replicatesInterval`.
 */
export function bootstrapInterval(
  statistic: UnitStatistic,
  options: {
    random: Random;
    replicates?: number;
    level?: number;
    method?: BootstrapMethod;
    clusters?: readonly (string | number)[];
  },
): Defined<Bootstrap> {
  const value = statistic.evaluate(groupWeights(statistic));
  if (Number.isNaN(value)) return undefinedBecause("the statistic itself is undefined");
  const replicates = bootstrapReplicates(statistic, options);
  const leftOut = options.method === "bca" ? jackknifeEstimates(statistic, options.clusters) : undefined;
  return replicatesInterval(value, replicates, { ...options, leftOut });
}
