import { type Defined, defined, undefinedBecause } from "@/lib/stats/defined";
import { logGamma } from "@/lib/stats/distributions/log-gamma";
import { noncentralTShift } from "@/lib/stats/distributions/noncentral-t-distribution";
import { normalQuantile } from "@/lib/stats/distributions/normal-distribution";
import { studentTCdf, studentTQuantile } from "@/lib/stats/distributions/student-t-distribution";
import { type Interval, requireLevel } from "@/lib/stats/interval";
import { midranks } from "@/lib/stats/parts/ranks";
import { requireNumbers } from "@/lib/stats/parts/require-numbers";

/** Values on each side; as many on both where they are pairs. */
export type SideUnits = { first: number; second: number };

/** A mean difference in standard deviations. */
export type StandardisedDifference = {
  cohensD: number;
  interval: Interval;
  /** d x the factor that takes away its upward bias in small samples. */
  hedgesG: number;
  hedgesInterval: Interval;
  units: SideUnits;
};

/**
 * Whose standard deviation: pooled over both (variances weighted by degrees of freedom, taken as equal), or the
 * root of the mean of both variances, which does not hang on how many values each side has.
 */
export type Denominator = "pooled" | "average";

/** The number of values, their mean, and their variance over n - 1. */
type Moments = { n: number; mean: number; variance: number };

const meanSquare = (values: ArrayLike<number>) => {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i] ** 2 / values.length;
  return sum;
};

/**
 * Mean and variance in three passes: the second takes off what rounding left of the first mean. A variance that is
 * no more than the rounding of values of this size (their mean square) is 0, so that constants far from 0 are seen
 * to be constant.
 */
function momentsOf(values: ArrayLike<number>, size = meanSquare(values)): Moments {
  const n = values.length;
  let mean = 0;
  for (let i = 0; i < n; i++) mean += values[i] / n;
  let [rest, squares] = [0, 0];
  for (let i = 0; i < n; i++) rest += (values[i] - mean) / n;
  mean += rest;
  for (let i = 0; i < n; i++) squares += (values[i] - mean) ** 2;
  return { n, mean, variance: squares <= 1e-28 * n * size ? 0 : squares / (n - 1) };
}

/**
 * Cohen's d and Hedges' g of two independent samples (first less second):
 *
 *   d = (mean - mean) / s,   g = J d,
 *   J = Gamma(df / 2) / (sqrt(df / 2) Gamma((df - 1) / 2)), about 1 - 3 / (4 df - 1)
 *
 * d lies too far from 0 in small samples: it is divided by an s that is itself uncertain, and too small an s takes
 * it further up than too large a one takes it down. J takes that away. s is pooled with df = n + m - 2, or averaged
 * with Welch's df. The interval asks for which true differences a t as found is at the tails:
 * t = d / sqrt(1/n + 1/m) follows a noncentral t distribution, which is skewed, so that it is not d +- something.
 * Values are normal, and under "pooled" of one variance; d compares only what varies alike, and a scale on which
 * nobody differs makes any gap enormous. Undefined with fewer than two values on a side or without any spread.
 * Sources: Cohen (1988); Hedges (1981); Cumming and Finch (2001) for the interval.
 */
export function standardisedDifference(
  first: ArrayLike<number>,
  second: ArrayLike<number>,
  { level = 0.95, denominator = "pooled" }: { level?: number; denominator?: Denominator } = {},
): Defined<StandardisedDifference> {
  requireLevel("standardisedDifference", level);
  requireNumbers("standardisedDifference", first, second);
  const [a, b] = [momentsOf(first), momentsOf(second)];
  const units = { first: a.n, second: b.n };
  if (a.n < 2 || b.n < 2) return undefinedBecause("a side has fewer than two values");
  if (a.variance + b.variance === 0) return undefinedBecause("neither side varies");
  if (denominator === "pooled") {
    const df = a.n + b.n - 2;
    const deviation = Math.sqrt(((a.n - 1) * a.variance + (b.n - 1) * b.variance) / df);
    return defined(
      expressDifference((a.mean - b.mean) / deviation, { scale: Math.sqrt(1 / a.n + 1 / b.n), df, level, units }),
    );
  }
  const [shareA, shareB] = [a.variance / a.n, b.variance / b.n];
  const df = (shareA + shareB) ** 2 / (shareA ** 2 / (a.n - 1) + shareB ** 2 / (b.n - 1));
  const deviation = Math.sqrt((a.variance + b.variance) / 2);
  const scale = Math.sqrt(shareA + shareB) / deviation;
  return defined(expressDifference((a.mean - b.mean) / deviation, { scale, df, level, units }));
}

/**
 * Cohen's d (d_z) and Hedges' g of pairs: the mean difference in standard deviations of the differences,
 * df = n - 1. The more the two sides go together the smaller that deviation, so d_z is no measure of the same kind
 * as d of two groups: Student's sleep data give .83 as groups and 1.28 as pairs. Undefined with fewer than two
 * pairs, or where all differ by the same.
 */
export function pairedDifference(
  first: ArrayLike<number>,
  second: ArrayLike<number>,
  { level = 0.95 }: { level?: number } = {},
): Defined<StandardisedDifference> {
  requireLevel("pairedDifference", level);
  const { n, mean, variance } = momentsOfGaps("pairedDifference", first, second);
  if (n < 2) return undefinedBecause("there are fewer than two pairs");
  if (variance === 0) return undefinedBecause("every pair differs by the same");
  const units = { first: n, second: n };
  return defined(expressDifference(mean / Math.sqrt(variance), { scale: 1 / Math.sqrt(n), df: n - 1, level, units }));
}

/** Moments of the differences; what counts as rounding goes by the size of the values they are differences of. */
function momentsOfGaps(caller: string, first: ArrayLike<number>, second: ArrayLike<number>): Moments {
  if (first.length !== second.length)
    throw new RangeError(`${caller}: ${first.length} values against ${second.length}`);
  requireNumbers(caller, first, second);
  const gaps = Float64Array.from({ length: first.length }, (_, i) => first[i] - second[i]);
  return momentsOf(gaps, meanSquare(first) + meanSquare(second));
}

/**
 * d and g with their intervals. `scale` turns a noncentrality into a d: the ends are the noncentralities at which
 * the t found has 1 - tail and tail below it, times scale.
 */
function expressDifference(
  d: number,
  { scale, df, level, units }: { scale: number; df: number; level: number; units: SideUnits },
): StandardisedDifference {
  const tail = (1 - level) / 2;
  const low = noncentralTShift(d / scale, df, 1 - tail) * scale;
  const high = noncentralTShift(d / scale, df, tail) * scale;
  // With one degree of freedom the factor falls to 0: d says nothing that g would keep.
  const shrink = df > 1 ? Math.exp(logGamma(df / 2) - logGamma((df - 1) / 2)) / Math.sqrt(df / 2) : 0;
  const interval = { low, high, level, method: "noncentral t" };
  return {
    cohensD: d,
    interval,
    hedgesG: shrink * d,
    hedgesInterval: { ...interval, low: shrink * low, high: shrink * high },
    units,
  };
}

/**
 * Glass's delta: (first mean - second mean) / standard deviation of the second, the control. For a treatment that
 * changes the spread too, which would else be measured by a spread of its own making. No interval. Undefined
 * without spread in the control.
 */
export function glassDelta(first: ArrayLike<number>, second: ArrayLike<number>): Defined<number> {
  requireNumbers("glassDelta", first, second);
  const [a, b] = [momentsOf(first), momentsOf(second)];
  if (a.n < 1 || b.n < 2) return undefinedBecause("a side has too few values");
  return b.variance === 0
    ? undefinedBecause("the second side does not vary")
    : defined((a.mean - b.mean) / Math.sqrt(b.variance));
}

/** A t test of a mean difference, with its interval in the units of the values. */
export type TTest = { difference: number; t: number; df: number; p: number; interval: Interval; units: SideUnits };

/** difference / error against Student's t, two-sided; undefined where the error is 0. */
function tTest(
  difference: number,
  error: number,
  { df, level, method, units }: { df: number; level: number; method: string; units: SideUnits },
): Defined<TTest> {
  if (error === 0) return undefinedBecause("nothing varies");
  const t = difference / error;
  const half = studentTQuantile(0.5 + level / 2, df) * error;
  const interval = { low: difference - half, high: difference + half, level, method };
  return defined({ difference, t, df, p: 2 * studentTCdf(-Math.abs(t), df), interval, units });
}

/**
 * Welch's t test of two independent samples, variances not assumed equal:
 * t = (mean - mean) / sqrt(s1^2 / n + s2^2 / m) with
 *
 *   df = (s1^2 / n + s2^2 / m)^2 / [(s1^2 / n)^2 / (n - 1) + (s2^2 / m)^2 / (m - 1)].
 *
 * It costs next to nothing where variances are equal, so that there is no pooled test here, nor one that chooses
 * between the two. The interval is of the difference itself. Undefined with fewer than two values on a side, or
 * where nothing varies.
 */
export function welchTest(first: ArrayLike<number>, second: ArrayLike<number>, level = 0.95): Defined<TTest> {
  requireNumbers("welchTest", first, second);
  const [a, b] = [momentsOf(first), momentsOf(second)];
  if (a.n < 2 || b.n < 2) return undefinedBecause("a side has fewer than two values");
  const [shareA, shareB] = [a.variance / a.n, b.variance / b.n];
  const df = (shareA + shareB) ** 2 / (shareA ** 2 / (a.n - 1) + shareB ** 2 / (b.n - 1));
  const units = { first: a.n, second: b.n };
  return tTest(a.mean - b.mean, Math.sqrt(shareA + shareB), { df, level, method: "Welch t", units });
}

/**
 * The t test of pairs: mean difference over its standard error, n - 1 degrees of freedom. Whatever a pair has in
 * common cancels. Undefined with fewer than two pairs, or where all differ by the same.
 */
export function pairedTest(first: ArrayLike<number>, second: ArrayLike<number>, level = 0.95): Defined<TTest> {
  const { n, mean, variance } = momentsOfGaps("pairedTest", first, second);
  if (n < 2) return undefinedBecause("there are fewer than two pairs");
  const units = { first: n, second: n };
  return tTest(mean, Math.sqrt(variance / n), { df: n - 1, level, method: "paired t", units });
}

/**
 * Cliff's delta (the rank-biserial correlation): P(a first value exceeds a second one) - P(the reverse) = 2
 * U / (n m) - 1. It asks for an order only, so points on a scale need not be evenly spaced; 0 is no tendency, 1 no
 * overlap. Interval on Fisher's scale with error sqrt((n + m + 1) / (3 n m)), which is the error of delta where
 * both sides are alike, and rough where they are far apart: resample then. Undefined where a side is empty; no
 * interval where the sides do not overlap.
 */
export function cliffsDelta(
  first: ArrayLike<number>,
  second: ArrayLike<number>,
  { level = 0.95 }: { level?: number } = {},
): Defined<{ value: number; u: number; interval: Defined<Interval>; units: SideUnits }> {
  const [n, m] = [first.length, second.length];
  requireNumbers("cliffsDelta", first, second);
  if (n === 0 || m === 0) return undefinedBecause("a side has no values");
  const ranks = midranks([...Array.from(first), ...Array.from(second)]);
  const u = ranks.subarray(0, n).reduce((sum, rank) => sum + rank, 0) - (n * (n + 1)) / 2;
  const value = (2 * u) / (n * m) - 1;
  const units = { first: n, second: m };
  if (Math.abs(value) === 1) {
    const interval = undefinedBecause("the sides do not overlap, which is not certainty");
    return defined({ value, u, interval, units });
  }
  const half = normalQuantile(0.5 + level / 2) * Math.sqrt((n + m + 1) / (3 * n * m));
  const [low, high] = [Math.tanh(Math.atanh(value) - half), Math.tanh(Math.atanh(value) + half)];
  return defined({ value, u, interval: defined({ low, high, level, method: "Fisher z" }), units });
}
