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
 * What a unit with a single rating adds to the standard error.
 * - `chance-only`: nothing to observed agreement, which it has no part in; only its pull on the chance part.
 * - `as-zero`: its own agreement is taken as 0 (Gwet 2014, irrCAC). Too wide where many units have one rating.
 */
export type SingleRatings = "chance-only" | "as-zero";

/** A coefficient of agreement. Observed and expected are agreements (1 - disagreement), after weights. */
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

/** Counts what enters when only units with at least `minimum` ratings do. */
export function countBasis({ units, raters, codes }: CodedRatings, minimum: number): Basis {
  const hasRated = new Uint8Array(raters);
  let [usedUnits, usedRatings, allRatings] = [0, 0, 0];
  for (let unit = 0, cell = 0; unit < units; unit++) {
    let size = 0;
    for (let rater = 0; rater < raters; rater++, cell++) {
      if ((codes[cell] as number) < 0) continue;
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
