import { readProbabilities } from "@/lib/formats/cells/read-probabilities";
import { plainText, wholeText } from "@/lib/formats/cells/take-text";
import type { Converted } from "@/lib/formats/contract/convert-rows";
import { type Mapping, splitRole } from "@/lib/formats/contract/mapping";
import type { LabelRecord } from "@/lib/formats/contract/records";
import type { Fits } from "@/lib/formats/detect/columns";
import { judgeWays } from "@/lib/judges/ways";
import { cellText } from "@/lib/text/rows/cell-text";
import { isJsonObject } from "@/lib/text/rows/parse-json";
import type { Cells, TableRow } from "@/lib/text/rows/table-rows";

/** What sets human labels and judge scores apart: who gives them, and whether an empty cell is an answer gone missing. */
type Source = "people" | "judges";

type Columns = ReturnType<typeof labelColumns>;

function labelColumns({ columns }: Mapping) {
  const roles = Object.entries(columns).map(([column, role]) => ({ column, role, ...splitRole(role) }));
  const byRole = new Map(roles.map(({ role, column }) => [role, column]));
  const named = (kind: string) => roles.filter((role) => role.kind === kind && role.name !== "");
  return { find: (role: string) => byRole.get(role), perRater: named("rater"), perQuestion: named("question") };
}

type Named = { name: string; isAnonymous?: true };

/** Who gave the labels of a row. Without a column or a name for it they are nobody in particular, numbered per item. */
function makeRaterNames(columns: Columns, mapping: Mapping, source: Source) {
  const counts = new Map<string, number>();
  const column =
    columns.find(source === "judges" ? "judge" : "rater") ?? columns.find("rater") ?? columns.find("judge");
  const isAnonymous = mapping.raters === "anonymous";
  return (cells: Cells, key: string): Named => {
    const name = (column === undefined ? "" : plainText(cells[column])) || mapping.judge;
    if (name) return { name, ...(isAnonymous && { isAnonymous: true }) };
    const place = (counts.get(key) ?? 0) + 1;
    counts.set(key, place);
    return { name: `place ${place}`, isAnonymous: true };
  };
}

/** The answers of one row: one in a long file, one a column in a wide one. */
function* answersOf(cells: Cells, columns: Columns, mapping: Mapping) {
  const cell = (role: string) => cells[columns.find(role) ?? ""];
  const question = plainText(cell("question")) || mapping.question || "";
  for (const { column, name } of columns.perRater) yield { question, cell: cells[column], column, rater: name };
  for (const { column, name } of columns.perQuestion) {
    const given = cells[column];
    // { "scores": { "safety": 4 } }: answers by question in one cell.
    const answers: [string, unknown][] = isJsonObject(given) ? Object.entries(given) : [[name, given]];
    for (const [asked, answer] of answers) yield { question: asked, cell: answer, column };
  }
  const column = columns.find("value");
  if (column !== undefined) yield { question, cell: cells[column], column, isLong: true };
}

/** What a judge sent back is kept as it came, objects too. */
const rawText = (value: unknown) => (typeof value === "string" ? value : cellText(value));

const isWord = (member: unknown) => ["string", "number", "boolean"].includes(typeof member);

/** The text of a label. A list of several words, or of none, stays a list: the question may take a set. */
function labelText(cell: unknown): string {
  const isSet = Array.isArray(cell) && cell.length !== 1 && cell.every(isWord);
  return isSet ? JSON.stringify(cell.map((member) => String(member).trim())) : plainText(cell);
}

const optional = (key: string, text: string) => (text === "" ? {} : { [key]: text });

/** Turns rows of a table of labels into records. */
export function convertLabels(mapping: Mapping, source: Source) {
  const columns = labelColumns(mapping);
  const raterOf = makeRaterNames(columns, mapping, source);
  const times = new Map<string, number>();
  const kind = mapping.raterKind ?? (source === "judges" ? "JUDGE" : "HUMAN");

  /** Which vote of this rater it is: told by the file, or counted where repeats are kept. */
  const occurrenceOf = (cells: Cells, key: string) => {
    const told = Number(plainText(cells[columns.find("occurrence") ?? ""]));
    if (Number.isInteger(told) && told >= 1) return told;
    if (mapping.repeats === "refuse") return 1;
    times.set(key, (times.get(key) ?? 0) + 1);
    return times.get(key) ?? 1;
  };

  return function* convert({ cells }: TableRow): Generator<Converted> {
    const cell = (role: string) => cells[columns.find(role) ?? ""];
    const item = plainText(cell("item"));
    const probabilities = readProbabilities(cell("probabilities"));
    if (item === "") {
      yield { field: columns.find("item") ?? "item", message: "The row names no item" };
      return;
    }
    if (!probabilities.ok) {
      yield { field: columns.find("probabilities") ?? null, message: probabilities.reason };
      return;
    }
    for (const answer of answersOf(cells, columns, mapping)) {
      const value = labelText(answer.cell);
      // In a wide table an empty cell means that this rater or question was not asked.
      if (value === "" && !answer.isLong) continue;
      if (answer.question === "") {
        const message = "Which question is this about? Add a column `question`, or name the question in the mapping";
        yield { field: answer.column, message };
        return;
      }
      const named: Named = answer.rater ? { name: answer.rater } : raterOf(cells, `${item} ${answer.question}`);
      const target = plainText(cell("target"));
      const raw = rawText(cell("raw"));
      yield {
        kind: "label",
        item,
        ...judgeWays.file.nameJudge(named.name, { ...mapping, raterKind: kind }),
        ...(named.isAnonymous && { isAnonymous: true }),
        ...optional("group", plainText(cell("group")) || mapping.group || ""),
        ...optional("promptVersion", plainText(cell("prompt_version")) || mapping.promptVersion || ""),
        ...optional("modelFamily", plainText(cell("model_family")) || mapping.modelFamily || ""),
        question: answer.question,
        ...(target !== "" && target !== "item" && { target }),
        ...(value === "" ? { state: "MISSING", value: null } : { state: "GIVEN", value }),
        ...(probabilities.value && { probabilities: probabilities.value }),
        ...optional("rationale", wholeText(cell("rationale"))),
        ...optional("confidence", plainText(cell("confidence"))),
        ...(raw !== "" && { raw }),
        occurrence: occurrenceOf(cells, `${named.name}\n${item}\n${answer.question}\n${target}`),
      } satisfies LabelRecord;
    }
  };
}

/** Whether the columns are those of a judge's scores. */
export const namesJudges: Fits = (columns) =>
  columns.hasAny("item", "item_id") && columns.hasAny("judge", "judge_model", "evaluator");
