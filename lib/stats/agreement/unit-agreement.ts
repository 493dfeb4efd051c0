import { unitDisagreement } from "@/lib/stats/agreement/parts/unit-disagreement";
import type { CodedRatings } from "@/lib/stats/coded-ratings";

/**
 * Per unit, the share of its unordered pairs of ratings that are the same; NaN where the unit holds no pair. Their
 * mean is percent agreement, and the low ones are the units to look at. O(ratings).
 */
export function unitAgreement(ratings: CodedRatings): Float64Array {
  const { sizes, sums } = unitDisagreement(ratings, { kind: "nominal" });
  return Float64Array.from(sizes, (size, unit) => (size < 2 ? Number.NaN : 1 - sums[unit] / (size * (size - 1))));
}

/** Unordered pairs of ratings within units, m (m - 1) / 2 of a unit with m. */
export function countPairs(ratings: CodedRatings): number {
  const { sizes } = unitDisagreement(ratings, { kind: "nominal" });
  return sizes.reduce((sum, size) => sum + (size * (size - 1)) / 2, 0);
}
