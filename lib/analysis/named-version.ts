import type { AnalysisFilter } from "@/lib/analysis/filter";
import type { LabelTable } from "@/lib/analysis/label-table";
import { newestUsedVersion, usualVersion, type VersionCount } from "@/lib/analysis/version-counts";
import type { HeadlineRule } from "@/lib/counting/headline";
import type { Question } from "@/lib/protocol/schema";
import { questionScale } from "@/lib/questions/question-scale";

/** The version asked for, else the one with most labels that count, else the newest. */
export function nameVersion(
  versions: readonly VersionCount[],
  asked: AnalysisFilter["version"],
): HeadlineRule["version"] {
  if (asked === "all") return asked;
  const known = versions.find(({ number }) => number === asked)?.number;
  const chosen = known ?? (asked === "latest" ? newestUsedVersion(versions) : usualVersion(versions));
  return chosen ?? versions.at(-1)?.number ?? 1;
}

/** What counts on a page: the version it names, and whether repeats and simulated raters do. */
export function headlineRule(
  table: Pick<LabelTable, "versions" | "study">,
  { version, repeats }: Pick<AnalysisFilter, "version" | "repeats">,
): HeadlineRule {
  return {
    version: nameVersion(table.versions, version),
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
