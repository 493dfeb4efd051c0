import type { FormatKey } from "@/lib/exchange/format-keys";
import { isJsonObject } from "@/lib/exchange/parse-json";
import { headBytes } from "@/lib/exchange/source";
import { type Cells, readTable, sniffTable, type TableOptions } from "@/lib/exchange/table-rows";

/** What the beginning of a file tells. */
export type Detected = {
  /** Null for a file that is none of the known ones. */
  format: FormatKey | null;
  table: TableOptions;
  columns: string[];
  /** The first rows, to suggest roles from and to show. */
  rows: Cells[];
};

const maxSampleRows = 50;

const has = (columns: readonly string[], ...wanted: string[]) =>
  wanted.every((name) => columns.some((column) => column.toLowerCase() === name));

const hasAny = (columns: readonly string[], ...wanted: string[]) => wanted.some((name) => has(columns, name));

/** Rules from the most particular to the most general: the first that fits names the format. */
const rules: readonly [FormatKey, (columns: readonly string[], first: Cells) => boolean][] = [
  ["records", (columns, first) => has(columns, "kind") && isRecordKind(first.kind)],
  ["mt-bench", (columns) => has(columns, "judge", "model_a", "model_b", "question_id", "turn", "winner")],
  ["mt-bench-gallery", (columns) => has(columns, "question_id", "model_a", "model_b", "answer_a", "answer_b", "human")],
  ["healthbench", (columns) => has(columns, "item_id", "binary_labels", "anonymized_physician_ids")],
  ["healthbench-judge", (columns) => has(columns, "item_id", "criteria_met")],
  [
    "personafeedback",
    (columns) => has(columns, "user_id", "question", "chosen") && hasAny(columns, "reject", "rejected"),
  ],
  ["personaeval-result", (columns) => has(columns, "response", "prob1") && hasAny(columns, "res", "success")],
  ["personaeval", (columns) => has(columns, "prompt", "option1", "option2", "gt")],
  ["personas", (columns) => has(columns, "name", "demographics", "personality")],
  ["scores", (columns) => hasAny(columns, "item", "item_id") && hasAny(columns, "judge", "judge_model", "evaluator")],
  [
    "labels",
    (columns) =>
      hasAny(columns, "item", "item_id", "id") &&
      hasAny(columns, "rater", "annotator", "rater_id", "annotator_id", "worker_id"),
  ],
  [
    "outputs",
    (columns) =>
      hasAny(
        columns,
        "prompt",
        "response",
        "output",
        "completion",
        "answer",
        "turns",
        "messages",
        "option1",
        "response_a",
      ),
  ],
  ["personas", (columns) => has(columns, "name") && hasAny(columns, "text", "description", "statements", "sections")],
  ["labels", (columns) => has(columns, "item")],
];

const isRecordKind = (kind: unknown) =>
  typeof kind === "string" && ["persona", "factor", "protocol", "item", "label"].includes(kind);

/** Columns and first rows of the beginning of a table. */
async function sampleTable(fileName: string, head: Buffer, table: TableOptions) {
  const bytes = (async function* () {
    yield head;
  })();
  const rows: Cells[] = [];
  const isHead = head.length >= headBytes;
  for await (const read of readTable({ kind: "file", name: fileName, bytes, isHead }, table)) {
    if ("cells" in read) rows.push(read.cells);
    if (rows.length >= maxSampleRows) break;
  }
  return { rows, columns: [...new Set(rows.flatMap((cells) => Object.keys(cells)))] };
}

const zipMagic = "PK\u0003\u0004";

/** Whether the file is a zip archive: only PersonaFeedback comes as one. */
export const isArchive = (head: Uint8Array) => Buffer.from(head.subarray(0, 4)).toString("latin1") === zipMagic;

/**
 * The format of a file from its name and its beginning (`headBytes`, or all of a smaller file), with what a mapping is made of. Never throws:
 * a file that cannot be read has no format, and the reader that is tried on it says why.
 */
export async function detectFormat(fileName: string, head: Uint8Array): Promise<Detected> {
  const bytes = Buffer.from(head);
  if (isArchive(head)) return { format: "personafeedback", table: { shape: "jsonl" }, columns: [], rows: [] };
  const text = bytes.toString("utf8");
  if (/^\uFEFF?\s*\{/.test(text) && /"instances"\s*:\s*\[/.test(text))
    return { format: "dices", table: { shape: "json", member: "instances" }, columns: [], rows: [] };
  const table = sniffTable(fileName, text);
  const { rows, columns } = await sampleTable(fileName, bytes, table);
  const first = rows[0];
  const format = first && isJsonObject(first) ? rules.find(([, fits]) => fits(columns, first))?.[0] : undefined;
  return { format: format ?? null, table, columns, rows };
}
