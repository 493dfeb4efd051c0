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
    for (const converted of convert(read))
      yield isRecord(converted) ? { line, record: converted } : { problem: { file: source.name, line, ...converted } };
  }
}
