import type { AnalysisFilter } from "@/lib/analysis/filter";
import type { LabelTable } from "@/lib/analysis/label-table";
import { type QuestionLabels, selectLabels } from "@/lib/analysis/select-labels";
import { studyDesign } from "@/lib/analysis/study-design";
import { voteOrder } from "@/lib/analysis/vote-order";
import type { Design } from "@/lib/measure/design";
import { type RatingsByRater, ratingsByRater, ratingsByVote } from "@/lib/measure/votes";
import type { Question } from "@/lib/protocol/schema";
import type { CodedRatings } from "@/lib/stats/coded-ratings";

/** What the figures of one question are computed from; the page's details are too. */
export type AgreementBasis = {
  selected: QuestionLabels;
  byVote: CodedRatings;
  byRater: RatingsByRater | null;
  design: Design;
};

/** Selects and lays out the labels of people for one question. */
export function agreementBasis(table: LabelTable, question: Question, filter: AnalysisFilter): AgreementBasis {
  const selected = selectLabels(table, question, filter, "people");
  const units = selected.unitItem.length;
  return {
    selected,
    design: studyDesign(table, selected.unitItem),
    byVote: ratingsByVote(selected.people, units, selected.scale),
    byRater: ratingsByRater(selected.people, units, selected.scale, voteOrder(table, selected.people)),
  };
}
