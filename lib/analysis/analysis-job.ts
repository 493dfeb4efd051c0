import { type AgreementDetail, measureAgreement } from "@/lib/analysis/agreement/detail";
import type { AnalysisFilter } from "@/lib/analysis/filter";
import { type JudgeFigures, measureJudges } from "@/lib/analysis/judges/figures";
import type { LabelTable } from "@/lib/analysis/label-table";
import { headlineRule, listComparableQuestions } from "@/lib/analysis/named-version";

/** What can be asked of a study's labels. `filter.question` names the question. */
export type AnalysisJob = {
  kind: "agreement" | "judges";
  studyId: string;
  /** Changes with the data: a table that was read for it is used again. */
  fingerprint: string;
  filter: AnalysisFilter;
};

export type AnalysisResult = { agreement: AgreementDetail; judges: JudgeFigures };

/** Runs a job on a table. Null when the named version does not ask the question. */
export function runJob<Kind extends AnalysisJob["kind"]>(
  table: LabelTable,
  { kind, filter }: Pick<AnalysisJob, "filter"> & { kind: Kind },
): AnalysisResult[Kind] | null {
  const { version } = headlineRule(table, filter);
  const question = listComparableQuestions(table, version).find(({ key }) => key === filter.question);
  if (!question) return null;
  const run = { agreement: measureAgreement, judges: measureJudges } as const;
  return run[kind](table, question, filter) as AnalysisResult[Kind];
}
