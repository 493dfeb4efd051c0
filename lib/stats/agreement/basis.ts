import type { CodedRatings } from "@/lib/stats/coded-ratings";
import type { Defined } from "@/lib/stats/defined";
import type { Interval } from "@/lib/stats/interval";

/** What a statistic was computed on, and what had to be left out. */
export type Basis = {
  units: number;
  /** Raters with at least one rating. */
  raters: number;
  ratings: number;
  unitsLeftOut: number;
  ratingsLeftOut: number;
};

/**
 * What a unit with a single rating adds to the standard error. Such a unit says something of how common categories
 * are, so it enters expected agreement, but nothing of whether raters agree.
 * - `chance-only`: nothing to observed agreement, which it has no part in; only its pull on the chance part.
 *   Observed agreement is then a ratio of two means, with the deviation 0 for a unit that enters neither (Cochran
 *   1977, sections 2.11-2.12).
 * - `as-zero`: its own agreement is taken as 0 (Gwet 2014, irrCAC), so that it deviates by the whole coefficient.
 *   Too wide where many units have one rating: the error then measures how many units were rated once.
 */
export type SingleRatings = "chance-only" | "as-zero";

/**
 * A coefficient of agreement. Observed and expected are agreements (1 - disagreement), after weights, so that the
 * value is (observed - expected) / (1 - expected) whichever coefficient it is; they differ only in what they
 * expect.
 */
export type Coefficient = {
  value: number;
  observed: number;
  expected: number;
  standardError: Defined<number>;
  interval: Defined<Interval>;
  basis: Basis;
  /** Units with two ratings or more: all that observed agreement is taken from. */
  pairableUnits: number;
};

/**
 * Counts what enters when only units with at least `minimum` ratings do: 1 where single ratings still speak of
 * chance, 2 where only pairs count, the number of raters where units have to be complete. Raters are counted by
 * their ratings in all units, used or not, so that an empty column of a file is no rater. O(units x raters).
 */
export function countBasis({ units, raters, codes }: CodedRatings, minimum: number): Basis {
  const hasRated = new Uint8Array(raters);
  let [usedUnits, usedRatings, allRatings] = [0, 0, 0];
  for (let unit = 0, cell = 0; unit < units; unit++) {
    let size = 0;
    for (let rater = 0; rater < raters; rater++, cell++) {
      if (codes[cell] < 0) continue;
      size++;
      hasRated[rater] = 1;
    }
    allRatings += size;
    if (size < minimum) continue;
    usedUnits++;
    usedRatings += size;
  }
  return {
    units: usedUnits,
    raters: hasRated.reduce((sum, flag) => sum + flag, 0),
    ratings: usedRatings,
    unitsLeftOut: units - usedUnits,
    ratingsLeftOut: allRatings - usedRatings,
  };
}
