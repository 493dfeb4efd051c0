import { agreementBasis } from "@/lib/analysis/agreement/basis";
import { type DisputedUnit, listDisputed } from "@/lib/analysis/agreement/disputed-units";
import { type AgreementFigures, agreementFigures } from "@/lib/analysis/agreement/figures";
import { type PairsView, viewPairs } from "@/lib/analysis/agreement/pairs-view";
import { type RaterAgreement, rateEachPerson } from "@/lib/analysis/agreement/rater-agreement";
import type { AnalysisFilter } from "@/lib/analysis/filter";
import type { LabelTable } from "@/lib/analysis/label-table";
import type { Question } from "@/lib/protocol/schema";
import type { Defined } from "@/lib/stats/defined";

export type AgreementDetail = AgreementFigures & {
  pairs: PairsView;
  disputed: DisputedUnit[];
  people: Defined<RaterAgreement[]>;
};

/** The figures of one question with everything the page shows below them. */
export function measureAgreement(table: LabelTable, question: Question, filter: AnalysisFilter): AgreementDetail {
  const basis = agreementBasis(table, question, filter);
  return {
    ...agreementFigures(table, basis),
    pairs: viewPairs(table, basis),
    disputed: listDisputed(table, basis),
    people: rateEachPerson(table, basis),
  };
}
