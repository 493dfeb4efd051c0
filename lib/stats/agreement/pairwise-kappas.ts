import type { CodedRatings } from "@/lib/stats/coded-ratings";
import type { Defined } from "@/lib/stats/defined";
import { type CohenKappa, cohenKappa } from "./cohen-kappa";
import { contingencyTable } from "./contingency-table";
import type { Weights } from "./disagreement";
import { PairMargins } from "./parts/pair-margins";

/** One unordered pair of raters, by column. */
export type PairKappa = { first: number; second: number; units: number; kappa: Defined<CohenKappa> };

/**
 * Cohen's kappa of every unordered pair of raters, each on the units that both rated. A pair without one says why.
 * It shows what a mean hides: one rater who agrees with nobody lowers every pair with that rater. The pairs'
 * intervals are not independent, since pairs share raters and units. O(pairs x units). Meaningless where columns
 * are not stable raters (codeLabels).
 */
export function pairwiseKappas(
  ratings: CodedRatings,
  options: { weights?: Weights; level?: number } = {},
): PairKappa[] {
  const pairs: PairKappa[] = [];
  for (let first = 0; first < ratings.raters; first++) {
    for (let second = first + 1; second < ratings.raters; second++) {
      const table = contingencyTable(ratings, first, second);
      pairs.push({ first, second, units: table.total, kappa: cohenKappa(table, options) });
    }
  }
  return pairs;
}

/** Kappas of the pairs that share enough units and have one, entry by entry; `mostUnits` is that of any pair. */
export type PairValues = {
  first: Int32Array;
  second: Int32Array;
  units: Int32Array;
  kappa: Float64Array;
  pairs: number;
  mostUnits: number;
};

/**
 * What `pairwiseKappas` gives for the pairs that share `fewestUnits` or more, without errors and without an object
 * for each: 500 raters make 124,750 pairs. A pair without a kappa has no entry. O(pairs x units).
 */
export function pairKappaValues(
  ratings: CodedRatings,
  { weights = "unweighted", fewestUnits = 1 }: { weights?: Weights; fewestUnits?: number } = {},
): PairValues {
  const pairs = (ratings.raters * (ratings.raters - 1)) / 2;
  const [first, second, units] = [new Int32Array(pairs), new Int32Array(pairs), new Int32Array(pairs)];
  const kappa = new Float64Array(pairs);
  const margins = new PairMargins(ratings, weights);
  let [kept, mostUnits] = [0, 0];
  for (let a = 0; a < ratings.raters; a++) {
    for (let b = a + 1; b < ratings.raters; b++) {
      margins.take(a, b);
      mostUnits = Math.max(mostUnits, margins.units);
      const value = margins.units < fewestUnits ? Number.NaN : margins.kappa();
      if (Number.isNaN(value)) continue;
      first[kept] = a;
      second[kept] = b;
      units[kept] = margins.units;
      kappa[kept] = value;
      kept++;
    }
  }
  return {
    first: first.subarray(0, kept),
    second: second.subarray(0, kept),
    units: units.subarray(0, kept),
    kappa: kappa.subarray(0, kept),
    pairs,
    mostUnits,
  };
}
