import { averageUnitShares } from "@/lib/stats/agreement/parts/category-shares";
import { type AgreementOptions, chanceCorrected } from "@/lib/stats/agreement/parts/chance-corrected";
import { unitDisagreement, unitMeans } from "@/lib/stats/agreement/parts/unit-disagreement";
import type { CodedRatings } from "@/lib/stats/coded-ratings";
import { type Defined, undefinedBecause } from "@/lib/stats/defined";
import type { Coefficient } from "./basis";
import { dot, meanDistances, type Weights, weightedDisagreement } from "./disagreement";

/** Sum of the agreement weights over all q x q pairs of categories. */
export function totalWeight(weights: Weights, values: Float64Array): number {
  const q = values.length;
  const even = new Float64Array(q).fill(1 / q);
  return q * q * (1 - dot(even, meanDistances(weightedDisagreement(weights, values), even)));
}

/**
 * Gwet's AC1 (unweighted) and AC2 (with weights). Chance agreement comes only from ratings that are hard, and
 * is small where one category dominates: there AC1 stays near the percent agreement while kappa falls. It
 * depends on how many categories are declared, used or not; one category alone leaves it undefined.
 * Source: Gwet, British Journal of Mathematical and Statistical Psychology 61 (2008) 29-48.
 */
export function gwetAc(
  ratings: CodedRatings,
  { weights = "unweighted", ...options }: AgreementOptions & { weights?: Weights } = {},
): Defined<Coefficient> {
  const q = ratings.categories.length;
  if (q < 2) return undefinedBecause("there is only one category; declare all that could be chosen");
  const shares = averageUnitShares(ratings);
  const factor = totalWeight(weights, ratings.values) / (q * (q - 1));
  const chances = shares.map((share) => factor * (1 - share));
  const chance = dot(shares, chances);
  const pull = unitMeans(ratings, chances).map((own) => own - chance);
  const sums = unitDisagreement(ratings, weightedDisagreement(weights, ratings.values));
  return chanceCorrected(ratings, sums, { expected: 1 - chance, pull }, options);
}
