import { averageUnitShares, countCategories } from "@/lib/stats/agreement/parts/category-shares";
import type { Category, CodedRatings } from "@/lib/stats/coded-ratings";
import { type Defined, defined, undefinedBecause } from "@/lib/stats/defined";
import { type Basis, countBasis } from "./basis";

/** How common one category is: of all ratings, and as the mean over units of its share among the unit's ratings. */
export type CategoryPrevalence = { category: Category; ratings: number; shareOfRatings: number; meanUnitShare: number };

/**
 * Prevalence of each category, declared ones that nobody used included. Kappa is read beside it, because chance
 * agreement grows with the commonest share. The two shares differ where units have unequal numbers of ratings: of
 * all ratings, a unit rated ten times counts ten times; as the mean over units, once. Undefined without a rating.
 */
export function prevalence(ratings: CodedRatings): Defined<{ categories: CategoryPrevalence[]; basis: Basis }> {
  const counts = countCategories(ratings);
  const total = counts.reduce((sum, count) => sum + count, 0);
  if (total === 0) return undefinedBecause("there are no ratings");
  const shares = averageUnitShares(ratings);
  const categories = ratings.categories.map((category, code) => ({
    category,
    ratings: counts[code],
    shareOfRatings: counts[code] / total,
    meanUnitShare: shares[code],
  }));
  return defined({ categories, basis: countBasis(ratings, 1) });
}
