import { type Coefficient, countBasis } from "./basis";
import type { CodedRatings } from "./coded-ratings";
import { type Defined, defined, undefinedBecause } from "./defined";
import { tInterval } from "./interval";
import type { UnitSums } from "./unit-disagreement";

/** What is the same in every agreement function. */
export type AgreementOptions = { level?: number };

/**
 * Coefficients of the form (pa - pe) / (1 - pe), where pa is the mean over units of the agreement of a unit's
 * pairs of ratings. `expected` is the expected DISagreement 1 - pe; `pull` says for each unit how far its own
 * expected agreement lies from pe (absent where chance does not depend on the ratings).
 *
 * pa takes units with two ratings or more, pe those with one or more. The standard error linearises over units
 * (Gwet, "Handbook of Inter-Rater Reliability", 4th ed. 2014, chapters 5-6), divides by n (n - 1), and the
 * interval is t with n - 1 degrees of freedom, n the units with a rating.
 */
export function chanceCorrected(
  ratings: CodedRatings,
  { sizes, sums }: UnitSums,
  { expected, pull }: { expected: number; pull?: Float64Array },
  { level = 0.95 }: AgreementOptions,
): Defined<Coefficient> {
  let [rated, paired, disagreement] = [0, 0, 0];
  for (let unit = 0; unit < sizes.length; unit++) {
    const size = sizes[unit] as number;
    if (size > 0) rated++;
    if (size < 2) continue;
    paired++;
    disagreement += (sums[unit] as number) / (size * (size - 1));
  }
  if (paired === 0) return undefinedBecause("no unit has two ratings");
  const observed = disagreement / paired;
  // Rounding leaves some 1e-17 where nothing but one category was used.
  if (!(expected > 1e-14)) return undefinedBecause("chance alone would agree always: only one category was used");
  const value = 1 - observed / expected;
  const scale = rated / paired;
  let squares = 0;
  for (let unit = 0; unit < sizes.length; unit++) {
    const size = sizes[unit] as number;
    if (size === 0) continue;
    const own = size < 2 ? 0 : scale * (1 - (sums[unit] as number) / (size * (size - 1)) / expected);
    const pulled = pull ? (2 * (1 - value) * (pull[unit] as number)) / expected : 0;
    squares += (own - pulled - value) ** 2;
  }
  const error = rated > 1 ? standardError(squares, rated) : undefinedBecause("one unit alone shows no spread");
  return defined({
    value,
    observed: 1 - observed,
    expected: 1 - expected,
    standardError: error,
    interval: error.defined ? tInterval(value, error.value, { df: rated - 1, level }) : error,
    basis: countBasis(ratings, 1),
  });
}

function standardError(squares: number, units: number): Defined<number> {
  const error = Math.sqrt(squares / (units * (units - 1)));
  return defined(error < 1e-14 ? 0 : error);
}
