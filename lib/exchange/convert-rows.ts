import type { Mapping } from "@/lib/exchange/mapping";
import type { ImportRecord, Read } from "@/lib/exchange/records";
import type { SourceFile } from "@/lib/exchange/source";
import { readTable, type TableOptions, type TableRow } from "@/lib/exchange/table-rows";

export type ReadOptions = { mapping: Mapping; table: TableOptions };

/** Reads one file of a format. */
export type Reader = (source: SourceFile, options: ReadOptions) => AsyncIterable<Read>;

/** What one row becomes: records, and what is wrong with it, by field. */
export type Converted = ImportRecord | { field: string | null; message: string };

const isRecord = (converted: Converted): converted is ImportRecord => "kind" in converted;

/** What JSON's reader makes of 1e999. */
function holdsInfinity(value: unknown): boolean {
  if (typeof value === "number") return !Number.isFinite(value);
  return typeof value === "object" && value !== null && Object.values(value).some(holdsInfinity);
}

/** Numbers that reading has lost: they would be stored as a word, or not at all. */
const findLost = ({ cells }: TableRow): Converted[] =>
  Object.entries(cells)
    .filter(([, value]) => holdsInfinity(value))
    .map(([field]) => ({ field, message: "This number is larger than can be kept: write it as text, in quotes" }));

/** Reads a table and turns each row into records, keeping the line of each. */
export async function* convertRows(
  source: SourceFile,
  table: TableOptions,
  convert: (row: TableRow) => Iterable<Converted>,
): AsyncGenerator<Read> {
  for await (const read of readTable(source, table)) {
    if ("problem" in read) {
      yield read;
      continue;
    }
    const { line } = read;
    const lost = findLost(read);
    for (const converted of lost.length > 0 ? lost : convert(read))
      yield isRecord(converted) ? { line, record: converted } : { problem: { file: source.name, line, ...converted } };
  }
}
