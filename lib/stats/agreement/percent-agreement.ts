import { type AgreementOptions, chanceCorrected } from "@/lib/stats/agreement/parts/chance-corrected";
import { unitDisagreement } from "@/lib/stats/agreement/parts/unit-disagreement";
import type { CodedRatings } from "@/lib/stats/coded-ratings";
import { type Defined, defined, undefinedBecause } from "@/lib/stats/defined";
import { proportionInterval } from "@/lib/stats/effects/proportion-interval";
import type { Interval } from "@/lib/stats/interval";
import { type Basis, type Coefficient, countBasis } from "./basis";
import { type Weights, weightedDisagreement } from "./disagreement";

/**
 * Percent agreement: the mean over units of the share of a unit's pairs of ratings that agree (with weights: their
 * mean weight), pa = mean over units of [sum over ordered pairs of w / (m (m - 1))]. A unit counts once however
 * many raters it has; units with fewer than two ratings hold no pair and are left out. Undefined where no unit has
 * a pair.
 *
 * Not corrected for chance, so it is high wherever one category dominates: with shares of .9 and .1, raters who
 * guess agree on .82. It is the one figure that needs no model of chance, and belongs beside every one that has
 * one.
 */
export function percentAgreement(
  ratings: CodedRatings,
  { weights = "unweighted", ...options }: AgreementOptions & { weights?: Weights } = {},
): Defined<Coefficient> {
  const sums = unitDisagreement(ratings, weightedDisagreement(weights, ratings.values));
  return chanceCorrected(ratings, sums, { expected: 1 }, options);
}

/**
 * The share of units on which every rating is the same (or, with `within`, where the largest and the smallest
 * number lie no further apart), over units with at least two ratings, or rated by all raters where `complete`. It
 * falls as raters are added, since one dissent spoils a unit, so it compares only panels of one size. Wilson's
 * interval takes units as independent. Undefined where no unit has enough ratings.
 */
export function allRatersAgreement(
  ratings: CodedRatings,
  { complete = false, within = 0, level = 0.95 }: { complete?: boolean; within?: number; level?: number } = {},
): Defined<{ value: number; agreeing: number; interval: Interval; basis: Basis }> {
  const { units, raters, codes, values } = ratings;
  const minimum = complete ? Math.max(2, raters) : 2;
  let agreeing = 0;
  for (let unit = 0; unit < units; unit++) {
    let [size, low, high] = [0, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
    for (let cell = unit * raters; cell < (unit + 1) * raters; cell++) {
      const code = codes[cell];
      if (code < 0) continue;
      size++;
      low = Math.min(low, values[code]);
      high = Math.max(high, values[code]);
    }
    if (size >= minimum && high - low <= within) agreeing++;
  }
  const basis = countBasis(ratings, minimum);
  if (basis.units === 0) return undefinedBecause(`no unit has ${minimum} ratings`);
  const interval = proportionInterval(agreeing, basis.units, { level });
  return defined({ value: agreeing / basis.units, agreeing, interval, basis });
}
