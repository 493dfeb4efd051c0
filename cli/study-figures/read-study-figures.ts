import type { AnalysisFilter } from "@/lib/analysis/filter";
import type { LabelTable } from "@/lib/analysis/label-table";
import type { Question } from "@/lib/protocol/schema";
import { getNamedStudy } from "../find-study";
import { UsageError } from "../usage-error";

/** What figures of a study can be narrowed to on the command line. */
export type StudyOptions = {
  study: string;
  question?: string;
  group?: string;
  protocolVersion: string;
  repeats?: boolean;
};

/** The labels of a study, the questions that were asked for, and what is said above their figures. */
export type StudyFigures = {
  table: LabelTable;
  questions: Question[];
  filter: AnalysisFilter;
  about: {
    study: string;
    name: string;
    version: number | "all";
    /** Every version with labels and how many of them count under it. */
    versions: { number: number; labels: number }[];
    /** Labels of people who withdrew, erased since. */
    erased: number;
  };
  lines: string[];
};

function readVersion(given: string): AnalysisFilter["version"] {
  if (given === "most") return "";
  if (given === "all" || given === "latest") return given;
  const number = Number(given);
  if (Number.isInteger(number) && number > 0) return number;
  throw new UsageError(`"${given}" is no protocol version: a number, all, latest, or most.`);
}

function chooseQuestions(known: Question[], wanted: string | undefined): Question[] {
  const found = wanted === undefined ? known : known.filter(({ key }) => key === wanted);
  if (wanted === undefined || found.length > 0) return found;
  throw new UsageError(
    `"${wanted}" is no question that can be compared: ${known.map(({ key }) => key).join(", ") || "there is none"}.`,
  );
}

/** Reads what figures of a study are computed from. Throws a `UsageError` for a question or version that is not there. */
export async function readStudyFigures({
  study,
  question,
  group = "",
  repeats,
  protocolVersion,
}: StudyOptions): Promise<StudyFigures> {
  const { noFilter } = await import("@/lib/analysis/filter");
  const { readLabelTable } = await import("@/lib/analysis/label-queries");
  const { headlineRule, listComparableQuestions } = await import("@/lib/analysis/named-version");
  const { describeVersions } = await import("@/lib/analysis/describe-versions");
  const { describeErased } = await import("@/lib/counting/headline");
  const filter: AnalysisFilter = {
    ...noFilter,
    group,
    version: readVersion(protocolVersion),
    repeats: repeats === undefined ? "" : repeats ? "on" : "off",
  };
  const { access, name } = await getNamedStudy(study);
  const table = await readLabelTable(access);
  const { version } = headlineRule(table, filter);
  if (typeof filter.version === "number" && filter.version !== version)
    throw new UsageError(
      `This study has no protocol version ${filter.version}: it has ${table.versions.map(({ number }) => number).join(", ") || "none"}.`,
    );
  const versions = table.versions.flatMap(({ number, labels, isUsed }) => (isUsed ? [{ number, labels }] : []));
  const { erased } = table.study;
  const said = [describeVersions(table.versions, version) ?? "", describeErased(erased)].filter(
    (words) => words !== "",
  );
  return {
    table,
    filter,
    questions: chooseQuestions(listComparableQuestions(table, version), question),
    about: { study: access.studyId, name, version, versions, erased },
    lines: said.length > 0 ? [...said, ""] : [],
  };
}
