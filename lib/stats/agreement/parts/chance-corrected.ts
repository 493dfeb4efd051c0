import { type Coefficient, countBasis, type SingleRatings } from "@/lib/stats/agreement/basis";
import type { CodedRatings } from "@/lib/stats/coded-ratings";
import { type Defined, defined, undefinedBecause } from "@/lib/stats/defined";
import { tInterval } from "@/lib/stats/interval";
import type { UnitSums } from "./unit-disagreement";

/** What is the same in every agreement function: `level` of the interval, and what single ratings add to the error. */
export type AgreementOptions = { level?: number; singles?: SingleRatings };

/**
 * Coefficients of the form k = (pa - pe) / (1 - pe), where pa is the mean over units of the agreement of a unit's
 * pairs of ratings. `expected` is the expected DISagreement 1 - pe; `pull` says for each unit how far its own
 * expected agreement pe_u lies from pe (absent where chance does not depend on the ratings, so that units with a
 * single rating are left out).
 *
 * pa takes the m units with two ratings or more, pe the n with one or more. The standard error linearises over
 * units: with pa_u a unit's own agreement, its influence is
 *
 *   v_u = (n / m) [(pa_u - pe) / (1 - pe) - k] - 2 (1 - k) (pe_u - pe) / (1 - pe),
 *
 * without the first part where it has one rating. The first part is what it does to pa, a ratio of two means over
 * the n units (Cochran, "Sampling Techniques", 3rd ed. 1977, sections 2.11-2.12); the second is what it does to pe,
 * twice because pe is of second degree in the shares (Gwet, "Handbook of Inter-Rater Reliability", 4th ed. 2014,
 * chapters 5-6). The v_u sum to 0, and the error is sqrt(sum v_u^2 / n^2 x m / (m - 1)). The interval is t with
 * m - 1 degrees of freedom, for m units are all that shows how agreement varies. With `singles: "as-zero"` it is
 * Gwet's: over n (n - 1), and n - 1 degrees of freedom. Without single ratings they are one.
 *
 * Undefined without a unit of two ratings, and where pe is 1, as where one category was used throughout: agreement
 * and chance then cannot be told apart.
 */
export function chanceCorrected(
  ratings: CodedRatings,
  { sizes, sums }: UnitSums,
  { expected, pull }: { expected: number; pull?: Float64Array },
  { level = 0.95, singles = "chance-only" }: AgreementOptions,
): Defined<Coefficient> {
  const basis = countBasis(ratings, pull ? 1 : 2);
  let [rated, paired, disagreement] = [0, 0, 0];
  for (let unit = 0; unit < sizes.length; unit++) {
    const size = sizes[unit];
    if (size > 0) rated++;
    if (size < 2) continue;
    paired++;
    disagreement += sums[unit] / (size * (size - 1));
  }
  if (paired === 0) return undefinedBecause("no unit has two ratings");
  const observed = disagreement / paired;
  // Rounding leaves some 1e-17 where nothing but one category was used.
  if (!(expected > 1e-14)) return undefinedBecause("chance alone would agree always: only one category was used");
  const value = 1 - observed / expected;
  const isAsZero = singles === "as-zero";
  const scale = rated / paired;
  let squares = 0;
  for (let unit = 0; unit < sizes.length; unit++) {
    const size = sizes[unit];
    if (size === 0) continue;
    const own = size < 2 ? 0 : scale * (1 - sums[unit] / (size * (size - 1)) / expected);
    const centre = isAsZero ? value : size < 2 ? 0 : scale * value;
    const pulled = pull ? (2 * (1 - value) * pull[unit]) / expected : 0;
    squares += (own - centre - pulled) ** 2;
  }
  const informative = isAsZero ? rated : paired;
  const error = standardError(squares, rated, informative);
  return defined({
    value,
    observed: 1 - observed,
    expected: 1 - expected,
    standardError: error,
    interval: error.defined ? tInterval(value, error.value, { df: informative - 1, level }) : error,
    basis,
    pairableUnits: paired,
  });
}

/**
 * sqrt(`squares` / rated^2 x informative / (informative - 1)), of `rated` units of which `informative` show how
 * agreement varies: a variance needs the degree of freedom that its mean has used. Less than 1e-14 is what rounding
 * left of 0.
 */
function standardError(squares: number, rated: number, informative: number): Defined<number> {
  if (informative < 2) return undefinedBecause("one unit alone shows no spread");
  const error = Math.sqrt(((squares / rated) * (informative / rated)) / (informative - 1));
  return defined(error < 1e-14 ? 0 : error);
}
