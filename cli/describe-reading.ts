import type { ItemRecord } from "@/lib/formats/contract/records";
import type { ImportStatus } from "@/lib/imports/contract";
import { layoutOf } from "@/lib/layouts/layouts";
import { alignColumns } from "./output";

const shownItems = 3;
const shownChars = 160;

const oneLine = (text: string) => {
  const flat = text.replace(/\s+/g, " ").trim();
  return flat.length > shownChars ? `${flat.slice(0, shownChars - 1)}…` : flat;
};

const row = (name: string, text: string) => (text.trim() === "" ? [] : [`    ${name}: ${oneLine(text)}`]);

/** What a rater will read of an item, a line for each text. Conditions, truth and ids are not shown to raters. */
function describeShown({ layout, task, parts, isServable }: ItemRecord): string[] {
  if (!isServable) return ["    (no text: never shown)"];
  const isOneOfSeveral = parts.filter(({ output }) => output).length > 1;
  const outputs = parts.flatMap(({ output }, place) => {
    const name = isOneOfSeveral ? `Response ${String.fromCharCode(65 + place)}` : "Response";
    const turns = (output?.shown?.turns ?? output?.turns ?? []).flatMap(({ speaker, text }) =>
      row(`  ${speaker}`, text),
    );
    return [
      ...(turns.length > 0 ? [`    ${name}:`, ...turns] : []),
      ...row(name, output?.shown?.text ?? output?.text ?? ""),
    ];
  });
  const candidates = parts.flatMap(({ label, profile }, place) =>
    row(`Candidate ${String.fromCharCode(65 + place)}`, [label, profile].filter(Boolean).join(": ")),
  );
  const name = layoutOf({ layout }).judgesPrompt ? "Dialogue" : "Task";
  const turns = task.promptTurns && (task.shown ? task.shown.turns : task.promptTurns);
  const asked = turns
    ? [`    ${name}, as turns:`, ...turns.flatMap(({ speaker, text }) => row(`  ${speaker}`, text))]
    : row(name, task.shown?.prompt ?? task.prompt);
  return [...asked, ...outputs, ...candidates];
}

/** Values that fit no question as they stand: kept as not parsed, where a judge gave them. */
function describeUnread(questions: ImportStatus["questions"]): string[] {
  return questions.flatMap(({ name, values }) => {
    const unread = values.filter(({ problem }) => problem !== null);
    const listed = unread.map(({ value, count }) => `"${oneLine(value)}" (${count})`).join(", ");
    return unread.length === 0 ? [] : [`${name}: not parsed ${listed}. --value says what they mean.`];
  });
}

/** How a file was read, for a dry run: why so, the role of each column, and the first items as a rater will see them. */
export function describeReading({ because, columns, notes, questions, sample }: ImportStatus): string[] {
  const items = sample.flatMap(({ record, line }) => (record.kind === "item" ? [{ record, line }] : []));
  const roles = columns.map(({ name, role, samples }) => [name, role, oneLine(samples[0] ?? "").slice(0, 60)]);
  return [
    ...(because === null ? [] : [`Read so because: ${because}. --format and --map read it otherwise.`]),
    ...alignColumns(["column", "role", "first cell"], roles).map((line) => `  ${line}`),
    ...notes,
    ...describeUnread(questions),
    ...(items.length > 0 ? ["As a rater will see it (sides and candidates in an order drawn for each):"] : []),
    ...items
      .slice(0, shownItems)
      .flatMap(({ record, line }) => [`  ${record.externalId}, line ${line}:`, ...describeShown(record)]),
  ];
}
