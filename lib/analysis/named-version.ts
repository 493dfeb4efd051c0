import type { AnalysisFilter } from "@/lib/analysis/filter";
import type { HeadlineRule } from "@/lib/analysis/headline";
import type { LabelTable } from "@/lib/analysis/label-table";
import { questionScale } from "@/lib/analysis/question-scale";
import type { Question } from "@/lib/protocol/schema";

/** The newest version under which a label was given, else the newest. */
function newestUsedVersion({ versions, labels }: Pick<LabelTable, "versions" | "labels">): number {
  const newest = labels.version.reduce((most, version) => Math.max(most, version), -1);
  return versions[newest < 0 ? versions.length - 1 : newest]?.number ?? 1;
}

/** What counts on a page: the version it names, and whether repeats and simulated raters do. */
export function headlineRule(
  table: Pick<LabelTable, "versions" | "labels" | "study">,
  { version, repeats }: Pick<AnalysisFilter, "version" | "repeats">,
): HeadlineRule {
  const isKnown = version === "all" || table.versions.some(({ number }) => number === version);
  return {
    version: isKnown && version !== "" ? version : newestUsedVersion(table),
    countRepeats: repeats === "" ? table.study.countRepeats : repeats === "on",
    countSimulated: table.study.isDemo,
  };
}

/** The questions of the named version that can be compared (of all versions: each key in its newest wording). */
export function listComparableQuestions(
  { versions }: Pick<LabelTable, "versions">,
  version: HeadlineRule["version"],
): Question[] {
  const named = version === "all" ? versions : versions.filter(({ number }) => number === version);
  const newest = new Map<string, Question>();
  for (const { questions } of named) for (const question of questions) newest.set(question.key, question);
  return [...newest.values()].filter((question) => questionScale(question) !== null);
}
