import { explainObject, explainObjectText } from "@/lib/formats/detect/explain-object";
import { describeForeign } from "@/lib/formats/foreign/describe-foreign";
import type { FormatKey } from "@/lib/formats/format-keys";
import { readLimits } from "@/lib/text/bytes/read-limits";
import { headBytes, type RandomAccess, type SourceFile } from "@/lib/text/bytes/source";
import { isNameless } from "@/lib/text/rows/nameless-column";
import { isJsonObject } from "@/lib/text/rows/parse-json";
import type { Problem } from "@/lib/text/rows/problem";
import { type Cells, readTable, sniffTable, type TableOptions } from "@/lib/text/rows/table-rows";

/** What the beginning of a file tells. */
export type Detected = {
  /** Null for a file that is none of the known ones. */
  format: FormatKey | null;
  /** Why the format, or why none: a sentence for whoever loads the file. */
  because: string;
  table: TableOptions;
  columns: string[];
  /** The first rows, to suggest roles from and to show. */
  rows: Cells[];
  /** What stands in the way of the first row. */
  problem: Problem | null;
};

const maxSampleRows = 50;
const maxSampleProblems = 100;

/** Asks for columns by name, whatever their case, and remembers which it found. */
class Columns {
  readonly found = new Set<string>();
  constructor(readonly names: readonly string[]) {}

  has(...wanted: string[]): boolean {
    const found = wanted.map((name) => this.names.find((column) => column.toLowerCase() === name));
    if (found.includes(undefined)) return false;
    for (const column of found) if (column !== undefined) this.found.add(column);
    return true;
  }

  hasAny(...wanted: string[]): boolean {
    return wanted.some((name) => this.has(name));
  }
}

type Fits = (columns: Columns, first: Cells) => boolean;

const votes = (columns: Columns) => columns.has("model_a", "model_b", "winner");
const people = ["rater", "annotator", "rater_id", "annotator_id", "worker_id"];

/** Rules from the most particular to the most general: the first that fits names the format. */
const rules: readonly [FormatKey, Fits][] = [
  ["records", (columns, first) => columns.has("kind") && isRecordKind(first.kind)],
  ["arena", (columns) => votes(columns) && columns.has("conversation_a", "conversation_b")],
  [
    "arena",
    (columns) =>
      columns.has("model_a", "model_b", "winner_model_a", "winner_model_b", "winner_tie") &&
      columns.has("prompt", "response_a", "response_b"),
  ],
  ["mt-bench", (columns) => votes(columns) && columns.has("judge", "question_id", "turn")],
  ["mt-bench-gallery", (columns) => columns.has("question_id", "model_a", "model_b", "answer_a", "answer_b", "human")],
  ["healthbench", (columns) => columns.has("item_id", "binary_labels", "anonymized_physician_ids")],
  ["healthbench-judge", (columns) => columns.has("item_id", "criteria_met")],
  [
    "personafeedback",
    (columns) => columns.has("user_id", "question", "chosen") && columns.hasAny("reject", "rejected"),
  ],
  ["personaeval-result", (columns) => columns.has("response", "prob1") && columns.hasAny("res", "success")],
  ["personaeval", (columns) => columns.has("prompt", "option1", "option2", "gt")],
  ["personas", (columns) => columns.has("name", "demographics", "personality")],
  ["scores", (columns) => columns.hasAny("item", "item_id") && columns.hasAny("judge", "judge_model", "evaluator")],
  ["labels", (columns) => columns.hasAny("item", "item_id", "id") && columns.hasAny(...people)],
  [
    "outputs",
    (columns) =>
      columns.hasAny("prompt", "response", "output", "completion", "option1", "response_a", "generated") ||
      columns.hasAny("generated_text", "actual_output", "user_input", "response_0", "response_1") ||
      columns.hasAny("turns", "messages", "conversation", "conversations", "transcript") ||
      columns.has("chosen", "rejected") ||
      (columns.has("answer") && columns.hasAny("question", "instruction", "input", "query", "id", "model")),
  ],
  ["personas", (columns) => columns.has("name") && columns.hasAny("text", "description", "statements", "sections")],
  ["labels", (columns) => columns.has("item")],
];

const isRecordKind = (kind: unknown) =>
  typeof kind === "string" && ["persona", "factor", "protocol", "item", "label"].includes(kind);

/** Rows of JSON have columns of their own each: all that the beginning of a file has are looked for. */
const mayBringColumns = ({ shape }: TableOptions) => shape === "json" || shape === "jsonl";

/** Columns and first rows of the beginning of a table; among the rows the first of every column. */
async function sampleTable(source: SourceFile, table: TableOptions) {
  const rows: Cells[] = [];
  const problems: Problem[] = [];
  const columns = new Set<string>();
  for await (const read of readTable(source, table)) {
    if ("cells" in read) {
      const names = Object.keys(read.cells);
      if (rows.length < maxSampleRows || names.some((name) => !columns.has(name))) rows.push(read.cells);
      for (const name of names) columns.add(name);
    } else problems.push(read.problem);
    const isFull = rows.length >= maxSampleRows && !mayBringColumns(table);
    if (isFull || columns.size > readLimits.columns || problems.length >= maxSampleProblems) break;
  }
  return { rows, columns: [...columns], problem: rows.length === 0 ? (problems[0] ?? null) : null };
}

const nothing = { columns: [], rows: [], problem: null };

async function* only(bytes: Uint8Array) {
  yield bytes;
}

const zipMagic = "PK\u0003\u0004";

/** Whether the file is a zip archive: only PersonaFeedback comes as one. */
export const isArchive = (head: Uint8Array) => Buffer.from(head.subarray(0, 4)).toString("latin1") === zipMagic;

/**
 * The format of a file from its name and its beginning (`headBytes`, or all of a smaller file), with what a mapping is made of. Never throws:
 * a file that cannot be read has no format, and a problem that says why. `access` is of a Parquet file, whose columns stand at its end.
 */
export async function detectFormat(
  fileName: string,
  head: Uint8Array,
  { isHead = head.length >= headBytes, access }: { isHead?: boolean; access?: RandomAccess } = {},
): Promise<Detected> {
  const bytes = Buffer.from(head);
  if (isArchive(head))
    return { ...nothing, format: "personafeedback", because: "It is a zip archive", table: { shape: "jsonl" } };
  const text = bytes.toString("utf8");
  if (/^\uFEFF?\s*\{/.test(text) && /"instances"\s*:\s*\[/.test(text))
    return {
      ...nothing,
      ...{ format: "dices", because: "It has a list of instances" },
      table: { shape: "json", member: "instances" },
    };
  // A whole log in one object: its samples are not rows of the file.
  if (/^\uFEFF?\s*\{/.test(text) && /"eval"\s*:\s*\{/.test(text) && /"samples"\s*:\s*\[/.test(text))
    return { ...nothing, ...nameFormat(["eval", "samples"], {}), table: { shape: "json", member: "samples" } };
  const table: TableOptions = access ? { shape: "parquet" } : sniffTable(fileName, text);
  const sample = await sampleTable({ kind: "file", name: fileName, bytes: only(head), isHead, access }, table);
  const ruled = table.shape === "csv" ? explainTable(text, sample.rows) : null;
  if (ruled !== null) return { ...nothing, table, format: null, because: ruled };
  const named = nameFormat(sample.columns, sample.rows[0]);
  const because = named.because === unknown && !access ? explainShape(text, sample.rows, { table, isHead }) : null;
  return { ...named, ...(because !== null && { because }), table, ...sample };
}

/** Why a file that is no known format holds no rows at all, or holds them elsewhere; null where its columns are what is not known. */
function explainShape(
  text: string,
  rows: readonly Cells[],
  { table, isHead }: { table: TableOptions; isHead: boolean },
) {
  if (isHead && rows.length === 0 && table.shape !== "json") return null;
  if (text.replace(/^\uFEFF/, "").trim() === "") return "The file is empty";
  if (table.shape === "csv") return rows.length === 0 ? "Nothing stands below the header" : explainLines(text, rows);
  const [first] = rows;
  if (!first) return text.trimStart().startsWith("{") ? explainObjectText(text, isHead) : "The list is empty";
  return rows.length === 1 && !isHead ? explainObject(first) : null;
}

/** A table, or what stands for one, in a way of writing that only looks like CSV. */
function explainTable(text: string, [first]: readonly Cells[]): string | null {
  const start = text.replace(/^\uFEFF/, "").trimStart();
  const cells = Object.values(first ?? {}).map(String);
  if (cells.length > 1 && cells.every((cell) => /^\s*:?-{2,}:?\s*$/.test(cell)))
    return "It is a table of Markdown: write it as CSV, without the line of dashes and the bars at the ends";
  if (/^"[^"\n]*"(?: "[^"\n]*")+ *\r?\n/.test(start))
    return "Its columns are parted by blanks, as R's write.table does: use write.csv";
  if (/^(?:INSERT INTO|CREATE TABLE|BEGIN TRANSACTION|-- (?:MySQL|PostgreSQL) )/i.test(start))
    return "It is SQL, not a table: write the table as CSV";
  if (/^(?:(?:export|const|let|var)\s+\w+|module\.exports\s*=|[\w.]+\(\s*[[{])/.test(start) && /[[{]/.test(start))
    return "It is JavaScript, not JSON: write its list alone";
  if (/^@relation\s/i.test(start)) return "It is ARFF, of Weka: write it as CSV";
  if (/^\[{1,2}[\w.-]+\]{1,2}\s*\n\s*[\w.-]+\s*=/.test(start))
    return "It looks like TOML or INI: write it as JSON Lines or CSV";
  return null;
}

/** A text in lines that are no table. */
function explainLines(text: string, rows: readonly Cells[]): string | null {
  if (rows.some((cells) => Object.keys(cells).length > 1)) return null;
  if (/^\s*-\s+\w+:/.test(text)) return "It looks like YAML: write it as JSON Lines or CSV";
  return "The format was not recognised: it has one column only, where a table has several, parted by commas, semicolons, tabs or bars";
}

const unknown = "The format was not recognised from the name and the first lines";

const titleHint = "If a title stands above the header, delete that line";

/** The first rule that fits. Exports of other tools come before the formats with free columns, which would take them for their own. */
function nameFormat(names: readonly string[], first: Cells | undefined): Pick<Detected, "format" | "because"> {
  if (!first || !isJsonObject(first)) return { format: null, because: unknown };
  for (const [format, fits] of rules) {
    const columns = new Columns(names);
    if (!fits(columns, first)) continue;
    const foreign = isFree(format) ? describeForeign(names, first) : null;
    if (foreign !== null) return { format: null, because: foreign };
    return { format, because: `It has the columns ${[...columns.found].join(", ")}` };
  }
  const named = names.filter((name) => !isNameless(name));
  const hint = names.length > 1 && named.length < 2 ? `${unknown}. ${titleHint}` : unknown;
  return { format: null, because: describeForeign(names, first) ?? hint };
}

const isFree = (format: FormatKey) => ["outputs", "labels", "scores", "personas"].includes(format);
