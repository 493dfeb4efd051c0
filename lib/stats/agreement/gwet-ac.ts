import { averageUnitShares } from "@/lib/stats/agreement/parts/category-shares";
import { type AgreementOptions, chanceCorrected } from "@/lib/stats/agreement/parts/chance-corrected";
import { unitDisagreement, unitMeans } from "@/lib/stats/agreement/parts/unit-disagreement";
import type { CodedRatings } from "@/lib/stats/coded-ratings";
import { type Defined, undefinedBecause } from "@/lib/stats/defined";
import type { Coefficient } from "./basis";
import { dot, meanDistances, type Weights, weightedDisagreement } from "./disagreement";

/**
 * Sum T of the agreement weights over all q x q pairs of categories: q when unweighted. T / q^2 is the agreement of
 * two people who pick categories evenly at random.
 */
export function totalWeight(weights: Weights, values: Float64Array): number {
  const q = values.length;
  const even = new Float64Array(q).fill(1 / q);
  return q * q * (1 - dot(even, meanDistances(weightedDisagreement(weights, values), even)));
}

/**
 * Gwet's AC1 (unweighted) and AC2 (with weights): (pa - pe) / (1 - pe), with
 *
 *   pe = T / (q (q - 1)) x sum_k p_k (1 - p_k),
 *
 * p_k the share of category k within a unit averaged over units, T the sum of the q x q agreement weights
 * (T = q for AC1).
 *
 * Gwet's model: some ratings are easy and never agree by luck; only the hard ones, given evenly at random, do. How
 * many are hard is not seen, and is taken from how far the shares are from certainty: sum p (1 - p) is 0 where one
 * category has everything and (q - 1) / q where all are even. So chance is at most T / q^2, that of even guessing,
 * and goes to 0 where one category dominates: there AC1 stays near percent agreement, where kappa, whose chance
 * goes to 1, falls. Neither is wrong: kappa asks whether the rare category is told apart.
 *
 * It depends on how many categories are declared, used or not; one category alone leaves it undefined, as no unit
 * of two ratings does. All ratings, single ones too, enter the shares.
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
