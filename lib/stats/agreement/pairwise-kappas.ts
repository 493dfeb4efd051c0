import type { CodedRatings } from "@/lib/stats/coded-ratings";
import type { Defined } from "@/lib/stats/defined";
import { type CohenKappa, cohenKappa } from "./cohen-kappa";
import { contingencyTable } from "./contingency-table";
import type { Weights } from "./disagreement";

/** One unordered pair of raters, by column. */
export type PairKappa = { first: number; second: number; units: number; kappa: Defined<CohenKappa> };

/**
 * Cohen's kappa of every unordered pair of raters, each on the units that both rated. A pair without one says why.
 * It shows what a mean hides: one rater who agrees with nobody lowers every pair with that rater. The pairs'
 * intervals are not independent, since pairs share raters and units. O(pairs x units). Meaningless where columns
 * are not stable raters (codeLabels).
 */
export function pairwiseKappas(
  ratings: CodedRatings,
  options: { weights?: Weights; level?: number } = {},
): PairKappa[] {
  const pairs: PairKappa[] = [];
  for (let first = 0; first < ratings.raters; first++) {
    for (let second = first + 1; second < ratings.raters; second++) {
      const table = contingencyTable(ratings, first, second);
      pairs.push({ first, second, units: table.total, kappa: cohenKappa(table, options) });
    }
  }
  return pairs;
}
