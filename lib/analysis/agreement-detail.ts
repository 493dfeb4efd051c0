import { type AgreementFigures, agreementFigures } from "@/lib/analysis/agreement";
import { type AgreementBasis, agreementBasis } from "@/lib/analysis/agreement-basis";
import { type DisputedUnit, listDisputed } from "@/lib/analysis/disputed-units";
import { type Estimate, type Resampling, toEstimate } from "@/lib/analysis/estimate";
import type { AnalysisFilter } from "@/lib/analysis/filter";
import type { LabelTable } from "@/lib/analysis/label-table";
import { type PairsView, viewPairs } from "@/lib/analysis/pairs-view";
import { type RaterAgreement, rateEachPerson } from "@/lib/analysis/rater-agreement";
import type { Question } from "@/lib/protocol/schema";
import type { CodedRatings } from "@/lib/stats/coded-ratings";
import { resampledMean } from "@/lib/stats/resampled-mean";
import { seededRandom } from "@/lib/stats/seeded-random";

/** A category's share among an item's labels, averaged over items. */
export type CategoryShare = { label: string; labels: number; share: Estimate };

export type AgreementDetail = AgreementFigures & {
  pairs: PairsView;
  prevalence: CategoryShare[];
  disputed: DisputedUnit[];
  people: RaterAgreement[];
};

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
