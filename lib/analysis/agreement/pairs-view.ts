import type { AgreementBasis } from "@/lib/analysis/agreement/basis";
import type { LabelTable } from "@/lib/analysis/label-table";
import { studyRatings } from "@/lib/analysis/study-ratings";
import { type Estimate, undrawn } from "@/lib/measure/estimate";
import { enoughShared, manyRaters, tooManyPairs } from "@/lib/measure/mean-kappa";
import { ownOptions } from "@/lib/measure/reasons";
import { hasDistances } from "@/lib/questions/scale";
import { type PairKappa, pairKappaValues, pairwiseKappas } from "@/lib/stats/agreement/pairwise-kappas";
import { type Defined, defined } from "@/lib/stats/defined";

/** One unordered pair of people, by place in `raters`. */
export type PairCell = { first: number; second: number; units: number; kappa: Defined<Estimate> };

/** The pairs of people: each by itself, or how their kappas spread, or why there are none. Weighted (quadratic) on a scale. */
export type PairsView =
  | { kind: "matrix"; isWeighted: boolean; raters: string[]; cells: PairCell[] }
  | {
      kind: "distribution";
      isWeighted: boolean;
      raters: number;
      bins: { low: number; high: number; pairs: number }[];
      shown: number;
      tooFew: number;
    }
  | { kind: "refused"; because: string };

const toCell = ({ first, second, units, kappa }: PairKappa): PairCell => ({
  first,
  second,
  units,
  kappa: kappa.defined ? defined(undrawn(kappa.value.value, kappa.value.interval)) : kappa,
});

/** Twenty bins of .1 from -1 to 1; 1 itself lies in the last. */
function binKappas(kappas: Float64Array) {
  const bins = Array.from({ length: 20 }, (_, bin) => ({ low: (bin - 10) / 10, high: (bin - 9) / 10, pairs: 0 }));
  for (const kappa of kappas) {
    const bin = bins[Math.min(19, Math.max(0, Math.floor(kappa * 10 + 1e-9) + 10))];
    if (bin) bin.pairs++;
  }
  return bins;
}

/** Fewer pairs than this are no distribution. */
const fewestPairs = 10;

/** A map where people are few and share enough, else a distribution of the pairs that share enough. */
export function viewPairs(table: LabelTable, basis: AgreementBasis): PairsView {
  if (basis.selected.scale.kind === "own-options") return { kind: "refused", because: ownOptions };
  const { people } = studyRatings(table, basis).ratings;
  if (!people.defined) return { kind: "refused", because: people.because };
  const refused = tooManyPairs(people.value);
  if (refused !== null || !basis.byRater) return { kind: "refused", because: refused ?? "nobody labeled yet" };
  const { ratings, raters } = basis.byRater;
  if (raters.length < 2) return { kind: "refused", because: "one person alone makes no pair" };
  const isWeighted = hasDistances(basis.selected.scale.kind);
  const weights = isWeighted ? "quadratic" : "unweighted";
  const { kappa, pairs, mostUnits } = pairKappaValues(ratings, { weights, fewestUnits: enoughShared });
  if (raters.length <= manyRaters && mostUnits >= enoughShared) {
    const names = raters.map((rater) => table.raters[rater]?.pseudonym ?? "");
    return { kind: "matrix", isWeighted, raters: names, cells: pairwiseKappas(ratings, { weights }).map(toCell) };
  }
  const shown = kappa.length;
  if (shown < fewestPairs) {
    const some =
      shown === 0
        ? "no two people share"
        : `${shown.toLocaleString("en")} of ${pairs.toLocaleString("en")} pairs of people share`;
    return { kind: "refused", because: `${some} ${enoughShared} items (${mostUnits} at most)` };
  }
  const bins = binKappas(kappa);
  return { kind: "distribution", isWeighted, raters: raters.length, bins, shown, tooFew: pairs - shown };
}
