import type { ImportRecord, ItemRecord, LabelRecord } from "@/lib/formats/contract/records";
import { placeOfReference } from "@/lib/formats/contract/row-reference";

export type RecordProblem = { field: string | null; message: string };

/** Names stand in indexes, URLs and exports: long texts there are a wrong column. */
const longestName = 300;
const longestLevel = 200;
const mostFactors = 30;
const mostParts = 26;

const tooLong = (field: string, value: string, most: number): RecordProblem[] =>
  value.length > most
    ? [{ field, message: `"${value.slice(0, 40)}…" has ${value.length} characters: a name has at most ${most}` }]
    : [];

/** A condition is found by all its levels together, which an index has to hold. */
const longestConditionBytes = 2000;

function findFactorProblems(factors: Readonly<Record<string, string>>): RecordProblem[] {
  const entries = Object.entries(factors);
  if (Buffer.byteLength(JSON.stringify(factors)) > longestConditionBytes)
    return [{ field: null, message: "The factors of this row are too long together: map long columns to extra" }];
  if (entries.length > mostFactors)
    return [
      { field: null, message: `${entries.length} factors: at most ${mostFactors}. Map the other columns to extra` },
    ];
  return entries.flatMap(([name, level]) => [
    ...tooLong("factor", name, longestLevel),
    ...tooLong(name, level, longestLevel).map(({ field, message }) => ({
      field,
      message: `${message}. Is it a factor?`,
    })),
  ]);
}

function findItemProblems({ externalId, task, parts, factors, truth }: ItemRecord): RecordProblem[] {
  const own = [
    ...tooLong("id", externalId, longestName),
    ...tooLong("task", task.externalId, longestName),
    ...tooLong("track", task.track ?? "", longestLevel),
    ...tooLong("tier", task.tier ?? "", longestLevel),
    ...findFactorProblems(factors),
    ...parts.flatMap(({ output }) => findFactorProblems(output?.factors ?? {})),
    ...Object.entries(truth ?? {}).flatMap(([question, value]) => tooLong(question, value, longestName)),
  ];
  if (placeOfReference(externalId) !== null) own.push({ field: "id", message: "An id must not begin with this sign" });
  if (parts.length === 0 || parts.length > mostParts)
    own.push({ field: null, message: `${parts.length} responses or options: an item has 1 to ${mostParts}` });
  return own;
}

const findLabelProblems = ({ item, rater, question, group, target }: LabelRecord): RecordProblem[] => [
  ...tooLong("item", item, longestName),
  ...(rater.trim() === "" ? [{ field: "rater", message: "The label names no rater" }] : []),
  ...tooLong("rater", rater, longestName),
  ...tooLong("question", question, longestName),
  ...tooLong("group", group ?? "", longestLevel),
  ...tooLong("target", target ?? "", longestLevel),
];

/** What no format allows, whatever its reader let through. */
export function findRecordProblems(record: ImportRecord): RecordProblem[] {
  switch (record.kind) {
    case "item":
      return findItemProblems(record);
    case "label":
      return findLabelProblems(record);
    case "persona":
      return [...tooLong("id", record.externalId, longestName), ...tooLong("name", record.name, longestName)];
    case "factor":
      return [...tooLong("name", record.name, longestLevel)];
    case "protocol":
      return [];
  }
}
