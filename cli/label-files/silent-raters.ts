import { type KeyedRatings, selectRaters } from "@/lib/stats/coded-ratings";

/** A column in which nobody labeled anything is no rater: with it two raters would be measured as three. */
export function withoutSilentRaters(ratings: KeyedRatings): KeyedRatings {
  const hasRated = new Set<number>();
  for (const [cell, code] of ratings.codes.entries()) if (code >= 0) hasRated.add(cell % ratings.raters);
  if (hasRated.size === ratings.raters) return ratings;
  const kept = [...hasRated].sort((a, b) => a - b);
  const { unitKeys, raterKeys } = ratings;
  return { ...selectRaters(ratings, kept), unitKeys, raterKeys: kept.map((rater) => raterKeys[rater] ?? "") };
}
