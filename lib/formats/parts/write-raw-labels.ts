import { type HeadlineRule, reasonLeftOut } from "@/lib/counting/headline";
import type { ExportedAnswer, ExportedItem, ExportedJudgment } from "@/lib/formats/contract/exported-study";
import type { ImportRecord, ItemRecord, LabelRecord } from "@/lib/formats/contract/records";
import type { Question } from "@/lib/protocol/schema";
import { kindOf } from "@/lib/questions/kinds";
import { itemTarget } from "@/lib/questions/targets";
import { writeCsvRow } from "@/lib/text/rows/write-csv-row";
import { writeJsonLine } from "@/lib/text/rows/write-json-line";

/** A record as the import reads it. Keys with nothing in them are left out. */
export const writeRecord = (record: ImportRecord): string => writeJsonLine(record);

/** How plain a preference for a side is. Other answers have a number too, but say the same in their value. */
const strengthOf = (question: Question | undefined, { number }: ExportedAnswer): LabelRecord["strength"] =>
  question && kindOf(question).strengthOf(question, number);

/** How severe a mark is. */
const severityOf = (question: Question | undefined, { target, number }: ExportedAnswer): number | null =>
  question && target !== itemTarget && kindOf(question).marking(question) ? number : null;

type Questions = readonly Question[];
const findQuestion = (questions: Questions, { question }: ExportedAnswer) =>
  questions.find(({ key }) => key === question);

function toLabel(item: string, judgment: ExportedJudgment, answer: ExportedAnswer, questions: Questions): LabelRecord {
  const { rater, shown, view, activeMs, elapsedMs, raw, date, purpose, occurrence, revision, version } = judgment;
  const question = findQuestion(questions, answer);
  const strength = strengthOf(question, answer);
  const severity = severityOf(question, answer);
  return {
    kind: "label",
    item,
    rater: rater.name,
    raterKind: rater.kind,
    origin: rater.origin,
    ...(rater.isAnonymous && { isAnonymous: true }),
    ...(rater.sawConditions && { sawConditions: true }),
    ...(rater.group !== null && { group: rater.group }),
    ...(rater.modelFamily !== null && { modelFamily: rater.modelFamily }),
    ...(rater.promptVersion !== null && { promptVersion: rater.promptVersion }),
    question: answer.question,
    ...(answer.target !== "item" && { target: answer.target }),
    state: answer.state,
    value: answer.value,
    ...(answer.state === "UNPARSED" && answer.number !== null && { offScale: answer.number }),
    ...(strength && { strength }),
    ...(answer.probabilities !== null && { probabilities: answer.probabilities }),
    ...(answer.rationale !== null && { rationale: answer.rationale }),
    ...(severity !== null && { severity }),
    ...(answer.quote !== null && { quote: answer.quote }),
    ...(raw !== null && { raw }),
    occurrence,
    purpose,
    revision,
    version,
    shown,
    ...(view !== null && { view }),
    ...(activeMs !== null && { activeMs }),
    ...(elapsedMs !== null && { elapsedMs }),
    date,
  };
}

/** All labels of an item, one answer a line, as the import reads them; revisions that were replaced are left out. */
export const writeLabelRecords = ({ record, judgments }: ExportedItem, questions: Questions): string =>
  judgments
    .filter(({ isLatest }) => isLatest)
    .flatMap((judgment) =>
      judgment.answers.map((answer) => writeRecord(toLabel(record.externalId, judgment, answer, questions))),
    )
    .join("");

export const writeLabelTableHeader = (): string =>
  writeCsvRow([
    ...["item", "task", "track", "tier", "layout", "factors", "rater", "rater_kind", "rater_origin", "rater_group"],
    ...[
      "model_family",
      "prompt_version",
      "question",
      "target",
      "state",
      "value",
      "strength",
      "probabilities",
      "rationale",
      "severity",
      "quote",
    ],
    ...[
      "purpose",
      "occurrence",
      "revision",
      "is_latest",
      "version",
      "counts",
      "left_out_because",
      "shown_order",
      "shown_view",
    ],
    ...["chosen_position", "active_ms", "elapsed_ms", "date"],
  ]);

/** At which place, counted from 1, the chosen side or candidate was shown; null where the answer is no part of the item. */
function chosenPosition(question: Question | undefined, { value }: ExportedAnswer, shown: readonly string[]) {
  const choosesPart = question !== undefined && kindOf(question).need(question) !== null;
  return choosesPart && value !== null && shown.includes(value) ? shown.indexOf(value) + 1 : null;
}

/** The item's own condition, or those of its parts by part key, as JSON; nothing where there is none. */
function writeFactors({ factors, parts }: ItemRecord): string | null {
  if (Object.keys(factors).length > 0) return JSON.stringify(factors);
  const ofParts = parts.flatMap(({ output }, place) =>
    output && Object.keys(output.factors).length > 0 ? [[String(place + 1), output.factors]] : [],
  );
  return ofParts.length > 0 ? JSON.stringify(Object.fromEntries(ofParts)) : null;
}

/** All labels of an item as rows of the flat table, earlier revisions too. */
export function writeLabelRows({ record, judgments }: ExportedItem, questions: Questions, rule: HeadlineRule): string {
  const { externalId, task, layout, isForTuning } = record;
  const ofItem = [externalId, task.externalId, task.track ?? null, task.tier ?? null, layout, writeFactors(record)];
  const rows = judgments.flatMap((judgment) => {
    const { rater, shown } = judgment;
    const leftOut = reasonLeftOut({ ...judgment, isForTuning }, rule);
    const ofRater = [rater.name, rater.kind, rater.origin, rater.group, rater.modelFamily, rater.promptVersion];
    const ofJudgment = [
      ...[judgment.purpose, judgment.occurrence, judgment.revision, judgment.isLatest, judgment.version],
      ...[leftOut === null, leftOut, shown.length > 0 ? shown.join(" ") : null, judgment.view],
    ];
    return judgment.answers.map((answer) => {
      const question = findQuestion(questions, answer);
      return writeCsvRow([
        ...ofItem,
        ...ofRater,
        ...[answer.question, answer.target, answer.state, answer.value, strengthOf(question, answer) ?? null],
        ...[answer.probabilities && JSON.stringify(answer.probabilities), answer.rationale],
        ...[severityOf(question, answer), answer.quote],
        ...ofJudgment,
        chosenPosition(question, answer, shown),
        ...[judgment.activeMs, judgment.elapsedMs, judgment.date],
      ]);
    });
  });
  return rows.join("");
}
