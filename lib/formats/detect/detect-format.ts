import { Columns, certainties } from "@/lib/formats/detect/columns";
import { explainObject, explainObjectText } from "@/lib/formats/detect/explain-object";
import { describeForeign } from "@/lib/formats/foreign/describe-foreign";
import { archiveKey, type FormatKey, formatKeys, formats } from "@/lib/formats/formats";
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

/** Whether the file is a zip archive. */
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
    return { ...nothing, format: archiveKey, because: "It is a zip archive", table: { shape: "jsonl" } };
  const text = bytes.toString("utf8");
  const inObject = findRowsIn(text);
  if (inObject) return { ...nothing, ...inObject };
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

/** A format whose rows stand in a member of one object. */
function findRowsIn(text: string): Pick<Detected, "format" | "because" | "table"> | null {
  if (!/^\uFEFF?\s*\{/.test(text)) return null;
  for (const format of formatKeys) {
    const member = formats[format].rowsIn;
    if (member !== null && new RegExp(`"${member}"\\s*:\\s*\\[`).test(text))
      return { format, because: `It has a list of ${member}`, table: { shape: "json", member } };
  }
  return null;
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

/** The surest that fits. Exports of other tools come before the formats with free columns, which would take them for their own. */
function nameFormat(names: readonly string[], first: Cells | undefined): Pick<Detected, "format" | "because"> {
  if (!first || !isJsonObject(first)) return { format: null, because: unknown };
  for (const certainty of certainties)
    for (const format of formatKeys) {
      const columns = new Columns(names);
      if (!formats[format].detect[certainty]?.(columns, first)) continue;
      const foreign = formats[format].columns ? describeForeign(names, first) : null;
      if (foreign !== null) return { format: null, because: foreign };
      return { format, because: `It has the columns ${[...columns.found].join(", ")}` };
    }
  const named = names.filter((name) => !isNameless(name));
  const hint = names.length > 1 && named.length < 2 ? `${unknown}. ${titleHint}` : unknown;
  return { format: null, because: describeForeign(names, first) ?? hint };
}
