import { proportionInterval } from "@/lib/stats/effects/proportion-interval";
import { type Interval, requireLevel } from "@/lib/stats/interval";

/** 2 x both / (2 x both + one): how far two sides overlap, with what it counts. */
export type OverlapRate = { value: number; both: number; one: number; interval: Interval };

/**
 * F1 of a class, or the specific agreement on it: `both` units that both sides call it, `one` that only one does,
 *
 *   F = 2 both / (2 both + one) = 2 r / (1 + r) with Jaccard's r = both / (both + one).
 *
 * F itself is no share of independent things, since a shared unit counts twice in it; r is one, of the units that
 * either side calls so. So Wilson's ends of r go through the same formula, which rises throughout and keeps them
 * ends. Throws RangeError for counts below 0, or where neither side uses the class.
 */
export function overlapRate(both: number, one: number, level = 0.95): OverlapRate {
  requireLevel("overlapRate", level);
  if (!(both >= 0 && one >= 0 && both + one > 0 && Number.isFinite(both + one)))
    throw new RangeError(`overlapRate: ${both} shared and ${one} others are no overlap`);
  const fromShare = (share: number) => (2 * share) / (1 + share);
  const { low, high } = proportionInterval(both, both + one, { level });
  const interval = { low: fromShare(low), high: fromShare(high), level, method: "wilson of the shared units" };
  return { value: fromShare(both / (both + one)), both, one, interval };
}
