import { type AnalysisKey, analyses, type FiguresOf } from "@/lib/analysis/analyses";
import type { AnalysisFilter } from "@/lib/analysis/filter";
import type { LabelTable } from "@/lib/analysis/label-table";
import { headlineRule, listComparableQuestions } from "@/lib/analysis/named-version";

/** What can be asked of a study's labels. `filter.question` names the question. */
export type AnalysisJob<Key extends AnalysisKey = AnalysisKey> = {
  key: Key;
  studyId: string;
  /** Changes with the data: a table that was read for it is used again. */
  fingerprint: string;
  filter: AnalysisFilter;
};

/** Runs a job on a table. Null when the named version does not ask the question. */
export function runJob<Key extends AnalysisKey>(
  table: LabelTable,
  { key, filter }: Pick<AnalysisJob<Key>, "key" | "filter">,
): FiguresOf<Key> | null {
  const { version } = headlineRule(table, filter);
  const question = listComparableQuestions(table, version).find((own) => own.key === filter.question);
  return question ? analyses[key].measure(table, question, filter) : null;
}
