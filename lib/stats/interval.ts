import { normalQuantile } from "@/lib/stats/distributions/normal-distribution";
import { studentTQuantile } from "@/lib/stats/distributions/student-t-distribution";
import { type Defined, defined, undefinedBecause } from "./defined";

/** An interval with the share of such intervals that are meant to hold the truth, and how it was made. */
export type Interval = { low: number; high: number; level: number; method: string };

/** Throws unless 0 < level < 1. */
export function requireLevel(caller: string, level: number): void {
  if (!(level > 0 && level < 1)) throw new RangeError(`${caller}: level has to lie between 0 and 1, got ${level}`);
}

/** Quantiles already searched for: a table of 7,503 pairs asks for the same one each time. */
const searched = new Map<string, number>();

function cachedQuantile(p: number, df: number): number {
  const key = `${p} ${df}`;
  const known = searched.get(key);
  if (known !== undefined) return known;
  if (searched.size > 1000) searched.clear();
  const quantile = studentTQuantile(p, df);
  searched.set(key, quantile);
  return quantile;
}

/**
 * value +- t(df) x standard error, the upper end clipped to `highest` (1 for agreement, where a larger one would be
 * read as sense). The lower end is left as it comes: how far down it goes shows how little is known. t and not z,
 * because the error comes from the same `df` + 1 units. Undefined where the standard error is 0: no spread in the
 * sample is not certainty.
 */
export function tInterval(
  value: number,
  standardError: number,
  { df, level = 0.95, highest = 1 }: { df: number; level?: number; highest?: number },
): Defined<Interval> {
  requireLevel("tInterval", level);
  if (!(df > 0)) return undefinedBecause("one unit alone shows no spread");
  if (standardError === 0) return undefinedBecause("the units show no spread at all, which is not certainty");
  const half = cachedQuantile(0.5 + level / 2, df) * standardError;
  return defined({ low: value - half, high: Math.min(highest, value + half), level, method: `t, ${df} df` });
}

/**
 * value +- z x standard error, not clipped: for errors that theory gives for large samples, with no degrees of
 * freedom to go by. Undefined where the standard error is 0, as in `tInterval`.
 */
export function normalInterval(value: number, standardError: number, level = 0.95): Defined<Interval> {
  requireLevel("normalInterval", level);
  if (standardError === 0) return undefinedBecause("the units show no spread at all, which is not certainty");
  const half = normalQuantile(0.5 + level / 2) * standardError;
  return defined({ low: value - half, high: value + half, level, method: "normal" });
}
