import { type AgreementOptions, chanceCorrected } from "@/lib/stats/agreement/parts/chance-corrected";
import { unitDisagreement } from "@/lib/stats/agreement/parts/unit-disagreement";
import type { CodedRatings } from "@/lib/stats/coded-ratings";
import { type Defined, undefinedBecause } from "@/lib/stats/defined";
import type { Coefficient } from "./basis";
import { type Weights, weightedDisagreement } from "./disagreement";
import { totalWeight } from "./gwet-ac";

/**
 * Brennan and Prediger's coefficient: chance is every declared category alike (1 / q, or the mean weight). With
 * two raters it is Bennett's S and, for two categories, PABAK; with more raters Randolph's free-marginal kappa.
 * It depends on how many categories are declared, used or not. Units with a single rating are left out.
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
