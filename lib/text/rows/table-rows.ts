import { readLimits } from "@/lib/text/bytes/read-limits";
import { type SourceFile, UnreadableSource } from "@/lib/text/bytes/source";
import { sniffDelimiter } from "@/lib/text/rows/csv-rows";
import { readCsvTable } from "@/lib/text/rows/csv-table";
import { readJsonElements } from "@/lib/text/rows/json-elements";
import { isJsonObject, type JsonObject, tryParseJson } from "@/lib/text/rows/parse-json";
import type { Problem } from "@/lib/text/rows/problem";
import { readTextLines } from "@/lib/text/rows/text-lines";

/** How a file of rows is written. */
export type TableShape = "csv" | "jsonl" | "json" | "parquet";

/** Where a row begins; `element` is its place from 1 in a JSON array. */
export type RowPlace = { line: number; element?: number };

/** One row by column name: text in CSV, any JSON value else. Its prototype is null: a column may have any name. */
export type Cells = Readonly<Record<string, unknown>>;
export type TableRow = RowPlace & { cells: Cells };
export type TableRead = TableRow | { problem: Problem };

export type TableOptions = {
  shape: TableShape;
  delimiter?: string;
  /** JSON: the member that holds the rows, where the file is an object. */
  member?: string;
  /** JSON and Parquet: leave objects as they are instead of taking `factors` and the like apart into columns. */
  keepsObjects?: boolean;
};

const limits = readLimits;

/** Objects that hold columns rather than being one: { "factors": { "model": ... } } has the column "factors.model". */
const nesting = new Set(["factors", "conditions", "metadata", "meta"]);

function flatten(row: JsonObject): Cells {
  const cells: JsonObject = Object.create(null);
  for (const [name, value] of Object.entries(row)) {
    if (nesting.has(name) && isJsonObject(value))
      for (const [inner, cell] of Object.entries(value)) cells[`${name}.${inner}`] = cell;
    else cells[name] = value;
  }
  return cells;
}

/** The limits on columns and fields, for one row. Null when it keeps them. */
function findExcess(file: string, { line, element, cells }: TableRow): Problem | null {
  const place = { file, line, element };
  const names = Object.keys(cells);
  if (names.length > limits.columns)
    return { ...place, field: null, message: `${names.length} columns: at most ${limits.columns} are read` };
  for (const name of names) {
    const value = cells[name];
    const length = typeof value === "string" ? value.length : 0;
    if (length <= limits.fieldChars) continue;
    const most = limits.fieldChars.toLocaleString("en");
    return {
      ...place,
      field: name,
      message: `${length.toLocaleString("en")} characters: at most ${most} are read`,
    };
  }
  return null;
}

/** What the columns of a row are made of. */
type ToCells = (row: JsonObject) => Cells;

async function* readJsonLines({ name: file, bytes, isHead }: SourceFile, toCells: ToCells): AsyncGenerator<TableRead> {
  for await (const read of readTextLines(bytes, { isHead })) {
    const { line } = read;
    if ("problem" in read) {
      yield { problem: { file, line, field: null, message: read.problem } };
      continue;
    }
    if (read.text.trim() === "") continue;
    const { value, error } = tryParseJson(read.text);
    if (error !== undefined) yield { problem: { file, line, field: null, message: `This line ${error}` } };
    else if (!isJsonObject(value)) yield { problem: notAnObject(file, { line }) };
    else yield { line, cells: toCells(value) };
  }
}

const notAnObject = (file: string, place: RowPlace): Problem => ({
  file,
  ...place,
  field: null,
  message: "This is no object: write one { ... } per row",
});

async function* readJsonArray(
  { name: file, bytes, isHead }: SourceFile,
  member: string | undefined,
  toCells: ToCells,
): AsyncGenerator<TableRead> {
  for await (const { line, index, value } of readJsonElements(bytes, { member, isHead })) {
    const place = { line, element: index + 1 };
    yield isJsonObject(value) ? { ...place, cells: toCells(value) } : { problem: notAnObject(file, place) };
  }
}

/** Loaded where it is asked for: few files are Parquet. */
async function* readParquet({ access }: SourceFile, toCells: ToCells): AsyncGenerator<TableRead> {
  if (!access) throw new UnreadableSource("A Parquet file has its columns at its end: it is read as a whole");
  const { readParquetRows } = await import("@/lib/text/rows/parquet-rows");
  for await (const read of readParquetRows(access))
    yield "cells" in read ? { ...read, cells: toCells(read.cells) } : read;
}

function readShape(source: SourceFile, { shape, delimiter, member, keepsObjects }: TableOptions) {
  const toCells: ToCells = keepsObjects ? (row) => row : flatten;
  if (shape === "parquet") return readParquet(source, toCells);
  if (shape === "csv") return readCsvTable(source, delimiter ?? ",");
  return shape === "json" ? readJsonArray(source, member, toCells) : readJsonLines(source, toCells);
}

/** Reads a file of rows in any of the three shapes. What cannot be read at all ends as a problem too: it never throws. */
export async function* readTable(source: SourceFile, options: TableOptions): AsyncGenerator<TableRead> {
  try {
    for await (const read of readShape(source, options)) {
      const excess = "problem" in read ? null : findExcess(source.name, read);
      yield excess ? { problem: excess } : read;
    }
  } catch (error) {
    if (!(error instanceof UnreadableSource)) throw error;
    yield { problem: { file: error.file ?? source.name, line: error.line, field: null, message: error.message } };
  }
}

/** How a file is written, from its name and beginning. */
export function sniffTable(fileName: string, head: string): TableOptions {
  const start = head.replace(/^\uFEFF/, "").trimStart();
  if (start.startsWith("[") && (/\.json$/i.test(fileName) || /^\[\s*(?:[{"\]]|\[\s*["\d{[]|$)/.test(start)))
    return { shape: "json" };
  if (start.startsWith("{")) return { shape: /\.json$/i.test(fileName) && !isOneLine(start) ? "json" : "jsonl" };
  // A file that says it is JSON and begins otherwise is told so, rather than that its quotes are wrong.
  if (/\.json$/i.test(fileName)) return { shape: "json" };
  if (/\.(?:jsonl|ndjson|jsonlines)$/i.test(fileName)) return { shape: "jsonl" };
  return { shape: "csv", delimiter: sniffDelimiter(start) };
}

/** Whether the first line is a whole JSON object: JSON Lines under the name .json occur. */
const isOneLine = (start: string) => tryParseJson(start.split(/[\r\n]/, 1)[0] ?? "").error === undefined;
