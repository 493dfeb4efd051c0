import { type Basis, type Coefficient, countBasis } from "./basis";
import { type AgreementOptions, chanceCorrected } from "./chance-corrected";
import type { CodedRatings } from "./coded-ratings";
import { type Defined, defined, undefinedBecause } from "./defined";
import { type Weights, weightedDisagreement } from "./disagreement";
import { unitDisagreement } from "./unit-disagreement";

/**
 * Percent agreement: the mean over units of the share of a unit's pairs of ratings that agree (with weights:
 * their mean weight). A unit counts once however many raters it has; units with fewer than two ratings hold no
 * pair. Not corrected for chance, so it is high wherever one category dominates.
 */
export function percentAgreement(
  ratings: CodedRatings,
  { weights = "unweighted", ...options }: AgreementOptions & { weights?: Weights } = {},
): Defined<Coefficient> {
  const sums = unitDisagreement(ratings, weightedDisagreement(weights, ratings.values));
  return chanceCorrected(ratings, sums, { expected: 1 }, options);
}

/**
 * The share of units on which every rating is the same, over units with at least `minimum` ratings (2, or all
 * raters where `complete`). It falls as raters are added, so it compares only panels of one size.
 */
export function allRatersAgreement(
  ratings: CodedRatings,
  { complete = false }: { complete?: boolean } = {},
): Defined<{ value: number; agreeing: number; basis: Basis }> {
  const minimum = complete ? Math.max(2, ratings.raters) : 2;
  const { sizes, sums } = unitDisagreement(ratings, { kind: "nominal" });
  let agreeing = 0;
  for (let unit = 0; unit < sizes.length; unit++) {
    if ((sizes[unit] as number) >= minimum && sums[unit] === 0) agreeing++;
  }
  const basis = countBasis(ratings, minimum);
  if (basis.units === 0) return undefinedBecause(`no unit has ${minimum} ratings`);
  return defined({ value: agreeing / basis.units, agreeing, basis });
}
