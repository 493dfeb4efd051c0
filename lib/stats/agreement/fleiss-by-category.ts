import type { Category, CodedRatings } from "@/lib/stats/coded-ratings";
import { type Defined, defined, undefinedBecause } from "@/lib/stats/defined";
import { type Basis, countBasis } from "./basis";
import { selectComplete } from "./fleiss-kappa";

/** One category against all others; `share` is its share of all ratings. */
type CategoryAgreement = {
  category: Category;
  share: number;
  kappa: Defined<number>;
  /** The chance that a second rater also says this category, given that a first one did. */
  specificAgreement: Defined<number>;
};

/** Fleiss' kappa by category, with what is needed to test that there is no agreement at all. */
export type FleissByCategory = {
  kappa: number;
  /** Standard errors if kappa were 0: for a test, never for an interval. */
  nullError: number;
  categoryNullError: number;
  categories: CategoryAgreement[];
  basis: Basis;
};

/**
 * Fleiss' kappa of each category against all others, and the standard errors under the hypothesis of no agreement.
 * Of N units with r ratings each, n_uk of unit u in category k, let p_k be the share of k and q_k = 1 - p_k. Then
 *
 *   specific_k = sum_u n_uk (n_uk - 1) / ((r - 1) sum_u n_uk),
 *   kappa_k = (specific_k - p_k) / q_k,
 *   kappa = sum_k p_k q_k kappa_k / sum_k p_k q_k,
 *
 * where specific_k is the chance that another rating is k, given that one is. Overall kappa is thus the mean of the
 * categories' weighted by p_k q_k, and one low kappa_k shows which category is not understood. If raters gave
 * categories at random,
 *
 *   var(kappa) = 2 / (N r (r - 1)) x [(sum p q)^2 - sum p q (q - p)] / (sum p q)^2,
 *   var(kappa_k) = 2 / (N r (r - 1)),
 *
 * the latter the same for all. These errors hold only where kappa is 0: they test it and make no interval.
 *
 * Only units that every rater rated enter, for r is one number. Undefined without such a unit, with one rater, or
 * where every rating is one category. A category nobody used, or nobody used anything but, has no kappa of its own.
 * Source: Fleiss, Nee and Landis, Psychological Bulletin 86 (1979) 974-977.
 */
export function fleissByCategory(ratings: CodedRatings): Defined<FleissByCategory> {
  const { units, raters, codes, categories } = selectComplete(ratings);
  if (units === 0 || raters < 2) return undefinedBecause("no unit was rated by every one of two or more raters");
  const q = categories.length;
  const counts = new Float64Array(q);
  const pairs = new Float64Array(q);
  const own = new Float64Array(q);
  for (let unit = 0; unit < units; unit++) {
    own.fill(0);
    for (const code of codes.subarray(unit * raters, (unit + 1) * raters)) own[code]++;
    for (let k = 0; k < q; k++) {
      const times = own[k];
      counts[k] += times;
      pairs[k] += times * (times - 1);
    }
  }
  const shares = counts.map((count) => count / (units * raters));
  const spread = shares.reduce((sum, share) => sum + share * (1 - share), 0);
  if (spread < 1e-14) return undefinedBecause("every rating is the same category");
  const skew = shares.reduce((sum, share) => sum + share * (1 - share) * (1 - 2 * share), 0);
  const specific = pairs.map((sum, k) => sum / (counts[k] * (raters - 1)));
  const observed = pairs.reduce((sum, pair) => sum + pair, 0) / (units * raters * (raters - 1));
  const scale = 2 / (units * raters * (raters - 1));
  return defined({
    kappa: 1 - (1 - observed) / spread,
    nullError: Math.sqrt((scale * (spread * spread - skew)) / (spread * spread)),
    categoryNullError: Math.sqrt(scale),
    categories: categories.map((category, k) => categoryAgreement(category, shares[k], specific[k])),
    basis: countBasis(ratings, raters),
  });
}

/** (specific - share) / (1 - share): specific agreement, less what a second rating drawn from all would give. */
function categoryAgreement(category: Category, share: number, specific: number): CategoryAgreement {
  if (share === 0) {
    const unused = undefinedBecause(`nobody used ${category}`);
    return { category, share, kappa: unused, specificAgreement: unused };
  }
  return {
    category,
    share,
    kappa:
      share === 1
        ? undefinedBecause(`nobody used anything but ${category}`)
        : defined((specific - share) / (1 - share)),
    specificAgreement: defined(specific),
  };
}
