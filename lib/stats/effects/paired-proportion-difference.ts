import { normalQuantile } from "@/lib/stats/distributions/normal-distribution";
import { type Interval, requireLevel } from "@/lib/stats/interval";
import { proportionInterval } from "./proportion-interval";

/** The same units twice (two judges, two conditions of one prompt): how many passed both times, once, never. */
export type PairedCounts = { both: number; firstOnly: number; secondOnly: number; neither: number };

/** Ways to put an interval on a difference of two proportions of the same units. */
export type PairedDifferenceMethod = "newcombe" | "tango";

/**
 * The first proportion less the second, of the same n units, with an interval: (firstOnly - secondOnly) / n, since
 * units that pass both times or never cancel. Newcombe combines two Wilson intervals by the correlation of the
 * pairs (his method 10); Tango inverts the score test, so that his interval leaves out 0 just where McNemar's
 * uncorrected test rejects. An interval for independent proportions would be too wide, as a rule much, because the
 * same units tend to pass.
 *
 * Pairs are independent of each other: where they share prompts, resample. Throws RangeError for a count below 0,
 * or without a pair. Sources: Newcombe, Statistics in Medicine 17 (1998) 2635-2650; Tango, Statistics in Medicine
 * 17 (1998) 891-908.
 */
export function pairedProportionDifference(
  counts: PairedCounts,
  { method = "newcombe", level = 0.95 }: { method?: PairedDifferenceMethod; level?: number } = {},
): { value: number; units: number; interval: Interval } {
  requireLevel("pairedProportionDifference", level);
  const { both, firstOnly, secondOnly, neither } = counts;
  const units = both + firstOnly + secondOnly + neither;
  if (!(units > 0 && Number.isFinite(units) && Math.min(both, firstOnly, secondOnly, neither) >= 0))
    throw new RangeError(`pairedProportionDifference: ${Object.values(counts).join(", ")} are not counts of pairs`);
  const value = (firstOnly - secondOnly) / units;
  const [low, high] = method === "newcombe" ? newcombeEnds(counts, units, level) : tangoEnds(counts, units, level);
  return { value, units, interval: { low, high, level, method: `paired, ${method}` } };
}

/**
 * With shares p and q, Wilson ends l and u of each, phi their correlation:
 *
 *   low  = p - q - sqrt((p - l_p)^2 - 2 phi (p - l_p)(u_q - q) + (u_q - q)^2)
 *   high = p - q + sqrt((u_p - p)^2 - 2 phi (u_p - p)(q - l_q) + (q - l_q)^2),
 *
 * the variance of a difference, with each standard error read off the Wilson end on the side that matters.
 */
function newcombeEnds(counts: PairedCounts, units: number, level: number): [low: number, high: number] {
  const { both, firstOnly, secondOnly } = counts;
  const [first, second] = [both + firstOnly, both + secondOnly];
  const [p, q] = [first / units, second / units];
  const a = proportionInterval(first, units, { level });
  const b = proportionInterval(second, units, { level });
  const phi = pairCorrelation(counts, units);
  const join = (x: number, y: number) => Math.sqrt(Math.max(0, x * x - 2 * phi * x * y + y * y));
  return [p - q - join(p - a.low, b.high - q), p - q + join(a.high - p, q - b.low)];
}

/**
 * The phi of the pairs, (both x neither - firstOnly x secondOnly) / sqrt(product of the four margins), its
 * numerator drawn half of n towards 0 where it is above (Newcombe's continuity correction): a correlation taken too
 * high would make the interval too narrow. 0 where a margin is empty.
 */
function pairCorrelation({ both, firstOnly, secondOnly, neither }: PairedCounts, units: number): number {
  const [first, second] = [both + firstOnly, both + secondOnly];
  const margins = first * (units - first) * second * (units - second);
  if (margins === 0) return 0;
  const cross = both * neither - firstOnly * secondOnly;
  return (cross > 0 ? Math.max(0, cross - units / 2) : cross) / Math.sqrt(margins);
}

/** The differences that the score test does not reject, by bisection on either side of the observed one. */
function tangoEnds({ firstOnly, secondOnly }: PairedCounts, units: number, level: number): [low: number, high: number] {
  const z = normalQuantile(0.5 + level / 2);
  const value = (firstOnly - secondOnly) / units;
  const isRejected = (gap: number) => Math.abs(scoreStatistic(firstOnly, secondOnly, units, gap)) > z;
  const search = (end: number) => {
    let [inside, outside] = [value, end];
    for (let i = 0; i < 60; i++) {
      const middle = (inside + outside) / 2;
      if (isRejected(middle)) outside = middle;
      else inside = middle;
    }
    return inside;
  };
  return [search(-1), search(1)];
}

/**
 * Tango's score statistic at a given difference g: with n units, b firstOnly, c secondOnly and s the most likely
 * share of secondOnly if the difference is g,
 *
 *   z = (b - c - n g) / sqrt(n (2 s + g (1 - g))),
 *
 * s being the root of 2 n s^2 + (-b - c + (2 n - b + c) g) s - c g (1 - g) = 0. At g = 0 it is McNemar's
 * (b - c) / sqrt(b + c).
 */
function scoreStatistic(firstOnly: number, secondOnly: number, units: number, gap: number): number {
  const linear = -firstOnly - secondOnly + (2 * units - firstOnly + secondOnly) * gap;
  const constant = -secondOnly * gap * (1 - gap);
  const share = (Math.sqrt(Math.max(0, linear * linear - 8 * units * constant)) - linear) / (4 * units);
  const distance = firstOnly - secondOnly - units * gap;
  const variance = units * (2 * share + gap * (1 - gap));
  if (Math.abs(distance) < 1e-12) return 0;
  return variance > 1e-12 ? distance / Math.sqrt(variance) : Math.sign(distance) * Number.POSITIVE_INFINITY;
}
