import { type AgreementOptions, chanceCorrected } from "@/lib/stats/agreement/parts/chance-corrected";
import { unitDisagreement } from "@/lib/stats/agreement/parts/unit-disagreement";
import type { CodedRatings } from "@/lib/stats/coded-ratings";
import { type Defined, undefinedBecause } from "@/lib/stats/defined";
import type { Coefficient } from "./basis";
import { type Weights, weightedDisagreement } from "./disagreement";
import { totalWeight } from "./gwet-ac";

/**
 * Brennan and Prediger's coefficient: (pa - pe) / (1 - pe) where pa is the mean over units of the share of their
 * pairs that agree, and chance is every declared category alike,
 *
 *   pe = sum of the q x q agreement weights / q^2, which is 1 / q unweighted.
 *
 * Kappa takes chance from the shares that were used, and so takes part of the raters' agreement that one category
 * is common for luck. Here chance is what somebody who knew nothing of the material would give. With two raters it
 * is Bennett's S and, for two categories, PABAK = 2 pa - 1; with more raters Randolph's free-marginal kappa.
 *
 * Because pe is a constant, the coefficient is percent agreement put on another scale: it ranks studies with the
 * same q as percent agreement does, and its standard error is that of pa divided by 1 - pe. It depends on how many
 * categories are declared, used or not: a category that nobody would choose raises it. Units with a single rating
 * are left out, for they hold no pair and chance needs no shares. Undefined with one category (pe would be 1) and
 * without a unit of two ratings.
 *
 * Source: Brennan and Prediger, Educational and Psychological Measurement 41 (1981) 687-699; Randolph (2005).
 */
export function brennanPrediger(
  ratings: CodedRatings,
  { weights = "unweighted", ...options }: AgreementOptions & { weights?: Weights } = {},
): Defined<Coefficient> {
  const q = ratings.categories.length;
  if (q < 2) return undefinedBecause("there is only one category; declare all that could be chosen");
  const sums = unitDisagreement(ratings, weightedDisagreement(weights, ratings.values));
  const expected = 1 - totalWeight(weights, ratings.values) / (q * q);
  return chanceCorrected(ratings, sums, { expected }, options);
}
