import type { Resampling } from "@/lib/analysis/estimate";
import type { AnalysisFilter } from "@/lib/analysis/filter";
import { type LabelTable, purposes } from "@/lib/analysis/label-table";
import { type ResampledUnits, resampledUnits } from "@/lib/analysis/resampled-units";
import { type QuestionLabels, selectLabels } from "@/lib/analysis/select-labels";
import { type RatingsByRater, ratingsByRater, ratingsByVote } from "@/lib/analysis/votes";
import type { Question } from "@/lib/protocol/schema";
import type { CodedRatings } from "@/lib/stats/coded-ratings";

/** What the figures of one question are computed from; the page's details are too. */
export type AgreementBasis = {
  selected: QuestionLabels;
  byVote: CodedRatings;
  byRater: RatingsByRater | null;
  resampling: Resampling & { over: ResampledUnits };
  /** The cluster of each unit: its prompt where prompts are shared, else its item. */
  clusterOf: (unit: number) => number;
};

/** Selects and lays out the labels of people for one question. */
export function agreementBasis(table: LabelTable, question: Question, filter: AnalysisFilter): AgreementBasis {
  const selected = selectLabels(table, question, filter, "people");
  const units = selected.unitItem.length;
  const { occurrence, purpose } = table.labels;
  // The app's own repeats come after the first vote.
  const repeat = purposes.indexOf("REPEAT");
  const order = (label: number) => (occurrence[label] as number) + (purpose[label] === repeat ? 1 : 0);
  const { clusterOf, ...resampling } = resampledUnits(table, selected.unitItem);
  return {
    ...{ selected, resampling, clusterOf },
    byVote: ratingsByVote(selected.people, units, selected.scale),
    byRater: ratingsByRater(selected.people, units, selected.scale, order),
  };
}
