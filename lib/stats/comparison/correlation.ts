import { type Defined, defined, undefinedBecause } from "@/lib/stats/defined";
import { normalCdf, normalQuantile } from "@/lib/stats/distributions/normal-distribution";
import { studentTCdf } from "@/lib/stats/distributions/student-t-distribution";
import { type Interval, requireLevel } from "@/lib/stats/interval";
import { midranks, tieSizes } from "@/lib/stats/parts/ranks";
import { requireNumbers } from "@/lib/stats/parts/require-numbers";
import { countConcordance } from "./concordance";

/** A correlation with its two-sided test of 0. */
export type Correlation = { value: number; units: number; p: Defined<number>; interval: Defined<Interval> };

function requirePairs(caller: string, x: ArrayLike<number>, y: ArrayLike<number>): void {
  if (x.length !== y.length) throw new RangeError(`${caller}: ${x.length} values against ${y.length}`);
  requireNumbers(caller, x, y);
}

/**
 * Pearson's r without its test: sum (x - mean x)(y - mean y) / sqrt(sum (x - mean x)^2 sum (y - mean y)^2). Two
 * passes, so that values far from 0 lose no digits; NaN where a side is constant, or varies by no more than
 * rounding.
 */
function pearsonValue(x: ArrayLike<number>, y: ArrayLike<number>): number {
  const n = x.length;
  let [meanX, meanY] = [0, 0];
  for (let i = 0; i < n; i++) {
    meanX += x[i] / n;
    meanY += y[i] / n;
  }
  let [xx, yy, xy] = [0, 0, 0];
  for (let i = 0; i < n; i++) {
    const [dx, dy] = [x[i] - meanX, y[i] - meanY];
    xx += dx * dx;
    yy += dy * dy;
    xy += dx * dy;
  }
  // What rounding leaves of a constant side is no spread.
  const isConstant = xx <= 1e-24 * n * meanX * meanX || yy <= 1e-24 * n * meanY * meanY;
  return isConstant ? Number.NaN : Math.max(-1, Math.min(1, xy / Math.sqrt(xx * yy)));
}

/**
 * tanh(atanh r +- z x error): an interval on Fisher's scale, on which the spread of r hardly depends on r and is
 * nearly symmetric, and which never leaves -1 to 1. At -1 or 1 the scale is infinite and no spread was seen: no
 * interval.
 */
function fisherInterval(value: number, error: number, level: number, method: string): Defined<Interval> {
  if (Math.abs(value) > 1 - 1e-15) return undefinedBecause("the correlation is perfect, which is not certainty");
  const half = normalQuantile(0.5 + level / 2) * error;
  return defined({
    low: Math.tanh(Math.atanh(value) - half),
    high: Math.tanh(Math.atanh(value) + half),
    level,
    method,
  });
}

/**
 * The two-sided test of 0: t = r sqrt((n - 2) / (1 - r^2)) with n - 2 degrees of freedom. 1 - r^2 is taken as
 * (1 - r)(1 + r), which keeps its digits near 1. Two pairs always lie on a line and test nothing.
 */
const tTest = (r: number, n: number): Defined<number> => {
  if (n < 3) return undefinedBecause("three pairs are needed for a test");
  const t = r * Math.sqrt((n - 2) / Math.max(Number.MIN_VALUE, (1 - r) * (1 + r)));
  return defined(2 * studentTCdf(-Math.abs(t), n - 2));
};

/**
 * Pearson's r of pairs (x_i, y_i): how far the one is a rising line of the other, blind to shift and scale, so that
 * a judge that gives twice the points correlates perfectly. t test of 0, exact for normal errors; interval by
 * Fisher's z with error 1 / sqrt(n - 3). One far point may make or break it; where only the order counts take
 * `spearman`. Pairs are taken as independent. Undefined with fewer than two pairs or a constant side; no interval
 * with fewer than four.
 */
export function pearson(
  x: ArrayLike<number>,
  y: ArrayLike<number>,
  { level = 0.95 }: { level?: number } = {},
): Defined<Correlation> {
  requirePairs("pearson", x, y);
  requireLevel("pearson", level);
  const n = x.length;
  if (n < 2) return undefinedBecause("fewer than two pairs");
  const value = pearsonValue(x, y);
  if (Number.isNaN(value)) return undefinedBecause("one side is constant");
  const interval =
    n > 3 ? fisherInterval(value, 1 / Math.sqrt(n - 3), level, "Fisher z") : undefinedBecause("fewer than four pairs");
  return defined({ value, units: n, p: tTest(value, n), interval });
}

/** Ways to the error of atanh(rho): see `spearman`. */
export type SpearmanMethod = "bonett-wright" | "fieller" | "fisher";

/**
 * Spearman's rho: Pearson's r of the ranks, equal values sharing their middle rank, which is also right with ties
 * where the short formula 1 - 6 sum d^2 / (n^3 - n) is not. It asks for a rising relation and not for a line. t
 * approximation for the test. The interval is on Fisher's scale with error sqrt((1 + rho^2 / 2) / (n - 3)) (Bonett
 * and Wright, Psychometrika 65 (2000) 23-28; the default), 1.03 / sqrt(n - 3) (Fieller, Hartley and Pearson 1957)
 * or 1 / sqrt(n - 3), which is too narrow: ranks are not normal, and rho varies more than r the larger it is, which
 * only the first takes in.
 *
 * Undefined with fewer than two pairs or a constant side; no interval with fewer than four pairs.
 */
export function spearman(
  x: ArrayLike<number>,
  y: ArrayLike<number>,
  { level = 0.95, method = "bonett-wright" }: { level?: number; method?: SpearmanMethod } = {},
): Defined<Correlation> {
  requirePairs("spearman", x, y);
  requireLevel("spearman", level);
  const n = x.length;
  if (n < 2) return undefinedBecause("fewer than two pairs");
  const value = pearsonValue(midranks(x), midranks(y));
  if (Number.isNaN(value)) return undefinedBecause("one side is constant");
  const variance = { "bonett-wright": 1 + (value * value) / 2, fieller: 1.06, fisher: 1 }[method];
  const interval =
    n > 3
      ? fisherInterval(value, Math.sqrt(variance / (n - 3)), level, method)
      : undefinedBecause("fewer than four pairs");
  return defined({ value, units: n, p: tTest(value, n), interval });
}

/** Kendall's tau-b (ties corrected) and Stuart's tau-c, with the pairs they count. */
export type KendallTau = Correlation & { tauC: number; concordant: number; discordant: number; z: number };

/**
 * Kendall's tau-b and tau-c. Of all n (n - 1) / 2 pairs of places let C be ordered alike by x and y, D otherwise,
 * and T_x, T_y be tied in x, in y. With m the smaller number of distinct values,
 *
 *   tau-b = (C - D) / sqrt((n (n - 1) / 2 - T_x) (n (n - 1) / 2 - T_y))
 *   tau-c = 2 m (C - D) / (n^2 (m - 1))
 *
 * tau-b reaches 1 only where both have the same ties, tau-c (Stuart's) also in a table that is not square. tau says
 * how much likelier two places are in the same than in the opposite order, which rho does not.
 *
 * The test is exact without ties and with 33 places or fewer, else normal with the variance for ties
 * (Kendall 1970), whose z is given too. Interval on Fisher's scale with error sqrt(.437 / (n - 4)) (Fieller,
 * Hartley and Pearson 1957). Undefined with fewer than two places or a constant side.
 * O(n log n), by the count of Knight (1966).
 */
export function kendallTau(
  x: ArrayLike<number>,
  y: ArrayLike<number>,
  { level = 0.95 }: { level?: number } = {},
): Defined<KendallTau> {
  requirePairs("kendallTau", x, y);
  requireLevel("kendallTau", level);
  const n = x.length;
  if (n < 2) return undefinedBecause("fewer than two pairs");
  const { concordant, discordant, tiedX, tiedY } = countConcordance(x, y);
  const all = (n * (n - 1)) / 2;
  const [tiesX, tiesY] = [tieSizes(x), tieSizes(y)];
  const [freeX, freeY] = [all - tiedX, all - tiedY];
  if (freeX === 0 || freeY === 0) return undefinedBecause("one side is constant");
  const score = concordant - discordant;
  const value = score / Math.sqrt(freeX * freeY);
  const least = Math.min(new Set(Array.from(x)).size, new Set(Array.from(y)).size);
  const z = score / Math.sqrt(scoreVariance(n, tiesX, tiesY));
  return defined({
    value,
    units: n,
    tauC: (2 * score * least) / (n * n * (least - 1)),
    concordant,
    discordant,
    z,
    p: defined(
      n <= mostExact && tiesX.length + tiesY.length === 0
        ? exactConcordance(n, Math.min(concordant, discordant))
        : 2 * normalCdf(-Math.abs(z)),
    ),
    interval:
      n > 4
        ? fisherInterval(value, Math.sqrt(0.437 / (n - 4)), level, "fieller")
        : undefinedBecause("fewer than five pairs"),
  });
}

/** tau-b alone, for resamples: NaN where a side is constant. */
export function kendallValue(x: ArrayLike<number>, y: ArrayLike<number>): number {
  const { concordant, discordant, tiedX, tiedY } = countConcordance(x, y);
  const all = (x.length * (x.length - 1)) / 2;
  return all === tiedX || all === tiedY
    ? Number.NaN
    : (concordant - discordant) / Math.sqrt((all - tiedX) * (all - tiedY));
}

/** Beyond this many pairs the normal approximation is as good as the count of all orders. */
const mostExact = 33;

/**
 * Two-sided chance of so few (or so many) discordant pairs among all n! orders: the number of orders with a given
 * number of inversions, built up one element at a time (Kendall 1970, section 5.8). The size-th element may be put
 * in at size places and adds 0 to size - 1 inversions, so chances are running means of those before, kept up by
 * adding one and dropping one. Chances and not counts are carried, whose sum n! is beyond what a number holds
 * exactly. O(n^3).
 */
function exactConcordance(n: number, least: number): number {
  const most = (n * (n - 1)) / 2;
  let chances = new Float64Array(most + 1);
  chances[0] = 1;
  for (let size = 2; size <= n; size++) {
    const next = new Float64Array(most + 1);
    let sum = 0;
    for (let inversions = 0; inversions <= (size * (size - 1)) / 2; inversions++) {
      sum += chances[inversions];
      if (inversions >= size) sum -= chances[inversions - size];
      next[inversions] = sum / size;
    }
    chances = next;
  }
  return Math.min(1, 2 * chances.subarray(0, least + 1).reduce((sum, chance) => sum + chance, 0));
}

/**
 * The variance of C - D if y is in random order, with t and u the sizes of groups of ties in x and y:
 *
 *   [n (n - 1)(2 n + 5) - sum t (t - 1)(2 t + 5) - sum u (u - 1)(2 u + 5)] / 18
 *   + sum t (t - 1)(t - 2) sum u (u - 1)(u - 2) / (9 n (n - 1)(n - 2))
 *   + sum t (t - 1) sum u (u - 1) / (2 n (n - 1))
 */
function scoreVariance(n: number, tiesX: readonly number[], tiesY: readonly number[]): number {
  const sum = (sizes: readonly number[], of: (t: number) => number) => sizes.reduce((total, t) => total + of(t), 0);
  const five = (t: number) => t * (t - 1) * (2 * t + 5);
  const two = (t: number) => t * (t - 1);
  const three = (t: number) => t * (t - 1) * (t - 2);
  const first = (five(n) - sum(tiesX, five) - sum(tiesY, five)) / 18;
  const second = (sum(tiesX, three) * sum(tiesY, three)) / (9 * three(n));
  const third = (sum(tiesX, two) * sum(tiesY, two)) / (2 * two(n));
  return first + (n > 2 ? second : 0) + third;
}
