import { headBytes } from "@/lib/text/bytes/source";
import { readCsvRows } from "@/lib/text/rows/csv-rows";
import { sniffTable } from "@/lib/text/rows/table-rows";
import { readHead } from "./open-rows";

/** The beginning of a file and how it seems to be written; null for Parquet, which has its own names for all. */
async function sniffHead(path: string) {
  const head = await readHead({ path });
  if (head === null) return null;
  const text = head.toString("utf8");
  return { head, text, ...sniffTable(path, text) };
}

/** The names in the first line of a CSV file; null where there is none or the file is of another kind. */
export async function readHeader(path: string): Promise<string[] | null> {
  const sniffed = await sniffHead(path);
  if (sniffed?.shape !== "csv") return null;
  const { head, delimiter } = sniffed;
  const bytes = (async function* () {
    yield head;
  })();
  for await (const { cells } of readCsvRows(bytes, { delimiter, isHead: head.length >= headBytes }))
    return cells.map((cell) => cell.trim());
  return null;
}

/** The member of a JSON object that holds a list of objects, which is what the rows may be. */
const findRowList = (text: string) => /"([^"\\]+)"\s*:\s*\[\s*\{/.exec(text)?.[1] ?? null;

/** A sentence about why the rows or columns of a file were not found, after a blank; empty where nothing is known. */
export async function explainShape(path: string, columns: number): Promise<string> {
  const sniffed = await sniffHead(path);
  if (sniffed === null) return "";
  const { shape, text } = sniffed;
  if (text.trim() === "") return " It is empty.";
  if (shape === "csv")
    return columns === 1
      ? " The whole header became one column: columns are split at commas, semicolons, tabs or bars, and at nothing else."
      : "";
  const list = text.trimStart().startsWith("{") ? findRowList(text) : null;
  if (list !== null) return ` It is an object with a list "${list}": write that list alone, or one object a line.`;
  return columns === 0 ? " Write a list of objects, one a row, or one object a line." : "";
}
