import {
  type AgreementBasis,
  type AgreementFigures,
  agreementBasis,
  agreementFigures,
  enoughShared,
  manyRaters,
  pairsRefused,
} from "@/lib/analysis/agreement";
import { type Estimate, type Resampling, toEstimate } from "@/lib/analysis/estimate";
import type { AnalysisFilter } from "@/lib/analysis/filter";
import type { LabelTable } from "@/lib/analysis/label-table";
import { type RaterAgreement, rateEachPerson } from "@/lib/analysis/rater-agreement";
import type { Question } from "@/lib/protocol/schema";
import type { CodedRatings } from "@/lib/stats/coded-ratings";
import { type Defined, defined } from "@/lib/stats/defined";
import { type PairKappa, pairwiseKappas } from "@/lib/stats/pairwise-kappas";
import { resampledMean } from "@/lib/stats/resampled-mean";
import { seededRandom } from "@/lib/stats/seeded-random";
import { unitAgreement } from "@/lib/stats/unit-agreement";

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

/** A category's share among an item's labels, averaged over items. */
export type CategoryShare = { label: string; labels: number; share: Estimate };

/** A unit that people disagree on: how many labels of each category it has. */
export type DisputedUnit = {
  itemId: string;
  target: string;
  agreement: number;
  votes: { label: string; labels: number }[];
};

export type AgreementDetail = AgreementFigures & {
  pairs: PairsView;
  prevalence: CategoryShare[];
  disputed: DisputedUnit[];
  people: RaterAgreement[];
};

const toCell = ({ first, second, units, kappa }: PairKappa): PairCell => ({
  ...{ first, second, units },
  kappa: kappa.defined
    ? defined({ value: kappa.value.value, interval: kappa.value.interval, undefinedReplicates: 0 })
    : kappa,
});

/** Twenty bins of .1 from -1 to 1; 1 itself lies in the last. */
function binKappas(cells: readonly PairCell[]) {
  const bins = Array.from({ length: 20 }, (_, bin) => ({ low: (bin - 10) / 10, high: (bin - 9) / 10, pairs: 0 }));
  for (const { kappa } of cells) {
    if (!kappa.defined) continue;
    const bin = bins[Math.min(19, Math.max(0, Math.floor(kappa.value.value * 10 + 1e-9) + 10))];
    if (bin) bin.pairs++;
  }
  return bins;
}

/** A map where people are few and share enough, else a distribution of the pairs that share enough. */
function viewPairs(table: LabelTable, basis: AgreementBasis): PairsView {
  const refused = pairsRefused(table, basis);
  if (refused !== null || !basis.byRater) return { kind: "refused", because: refused ?? "nobody labeled yet" };
  const { ratings, raters } = basis.byRater;
  if (raters.length < 2) return { kind: "refused", because: "one person alone makes no pair" };
  const isWeighted = basis.selected.scale.kind === "ordinal";
  const cells = pairwiseKappas(ratings, { weights: isWeighted ? "quadratic" : "unweighted" }).map(toCell);
  const enough = cells.filter(({ units }) => units >= enoughShared);
  if (raters.length <= manyRaters && enough.length > 0)
    return { kind: "matrix", isWeighted, raters: raters.map((rater) => table.raters[rater]?.pseudonym ?? ""), cells };
  const withKappa = enough.filter(({ kappa }) => kappa.defined);
  if (withKappa.length === 0) {
    const most = cells.reduce((largest, { units }) => Math.max(largest, units), 0);
    return { kind: "refused", because: `no two people share ${enoughShared} items (${most} at most)` };
  }
  const tooFew = cells.length - withKappa.length;
  return {
    kind: "distribution",
    isWeighted,
    raters: raters.length,
    bins: binKappas(withKappa),
    shown: withKappa.length,
    tooFew,
  };
}

/** Per unit, the share of its labels that are of this category; NaN without labels. */
function categoryShares({ units, raters, codes }: CodedRatings, category: number): Float64Array {
  return Float64Array.from({ length: units }, (_, unit) => {
    let [size, hits] = [0, 0];
    for (let cell = unit * raters; cell < (unit + 1) * raters; cell++) {
      const code = codes[cell] as number;
      if (code < 0) continue;
      size++;
      if (code === category) hits++;
    }
    return size === 0 ? Number.NaN : hits / size;
  });
}

function viewPrevalence({ selected, byVote }: AgreementBasis, resampling: Resampling): CategoryShare[] {
  if (selected.people.code.length === 0) return [];
  const counts = new Int32Array(selected.scale.categories.length);
  for (const code of selected.people.code) counts[code] = (counts[code] as number) + 1;
  return selected.scale.labels.flatMap((label, category) => {
    const labels = counts[category] as number;
    if (labels === 0 && !isOffered(selected.question, String(selected.scale.categories[category]))) return [];
    const shares = categoryShares(byVote, category);
    const { value, bootstrap } = resampledMean(shares, { ...resampling, random: seededRandom(resampling.seed) });
    return [{ label, labels, share: toEstimate(value, bootstrap) }];
  });
}

/** Categories that the question offers are shown even if nobody used them. */
function isOffered(question: Question, category: string): boolean {
  if (question.type === "preference")
    return category === "1" || category === "2" || (category === "tie" && question.tie);
  if (question.type === "choice")
    return question.options !== "item" && question.options.some(({ key }) => key === category);
  return question.type === "ordinal";
}

const mostDisputed = 12;

/** The units with the least agreement; of equals those with more labels first. */
function listDisputed(table: LabelTable, { selected, byVote }: AgreementBasis): DisputedUnit[] {
  const agreement = unitAgreement(byVote);
  const sizes = new Int32Array(byVote.units);
  for (const unit of selected.people.unit) sizes[unit] = (sizes[unit] as number) + 1;
  const of = (values: ArrayLike<number>, unit: number) => values[unit] as number;
  const worst = [...agreement.keys()]
    .filter((unit) => of(agreement, unit) < 1)
    .sort((a, b) => of(agreement, a) - of(agreement, b) || of(sizes, b) - of(sizes, a) || a - b)
    .slice(0, mostDisputed);
  return worst.map((unit) => {
    const codes = byVote.codes.subarray(unit * byVote.raters, (unit + 1) * byVote.raters);
    const votes = selected.scale.labels.map((label, category) => ({
      label,
      labels: codes.reduce((sum, code) => sum + (code === category ? 1 : 0), 0),
    }));
    return {
      itemId: table.items.ids[of(selected.unitItem, unit)] ?? "",
      target: table.targets[of(selected.unitTarget, unit)] ?? "item",
      agreement: of(agreement, unit),
      votes: votes.filter(({ labels }) => labels > 0),
    };
  });
}

/** The figures of one question with everything the page shows below them. */
export function measureAgreement(table: LabelTable, question: Question, filter: AnalysisFilter): AgreementDetail {
  const basis = agreementBasis(table, question, filter);
  return {
    ...agreementFigures(table, basis),
    pairs: viewPairs(table, basis),
    prevalence: basis.selected.scale.kind === "own-options" ? [] : viewPrevalence(basis, basis.resampling),
    disputed: listDisputed(table, basis),
    people: rateEachPerson(table, basis),
  };
}
