import { NoText } from "@/lib/formats/cells/take-text";
import type { Mapping } from "@/lib/formats/contract/mapping";
import type { ImportRecord, Read } from "@/lib/formats/contract/records";
import type { SourceFile } from "@/lib/text/bytes/source";
import { isNameless } from "@/lib/text/rows/nameless-column";
import { type Cells, readTable, type TableOptions, type TableRow } from "@/lib/text/rows/table-rows";

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

const fieldOf = (cells: Cells, value: unknown) =>
  Object.keys(cells).find((column) => cells[column] === value) ??
  Object.keys(cells).find((column) => holds(cells[column], value)) ??
  null;

const holds = (cell: unknown, value: unknown): boolean =>
  typeof cell === "object" && cell !== null && Object.values(cell).includes(value);

/** What a row becomes. Where a list or object stands in place of a text, the rest of the row is given up and its column named. */
export function* asTexts(convert: () => Iterable<Converted>, cells: Cells): Generator<Converted> {
  try {
    yield* convert();
  } catch (error) {
    if (!(error instanceof NoText)) throw error;
    yield { field: fieldOf(cells, error.value), message: error.message };
  }
}

const isFilled = (cell: unknown) => cell !== null && cell !== undefined && cell !== "";

/** Says once of each column that something stands in it and that nobody has said what it is. */
function makeColumnWatch({ columns }: Mapping) {
  const known = new Set(Object.keys(columns));
  return ({ cells }: TableRow): Converted[] => {
    const late = Object.keys(cells).filter((name) => !known.has(name) && !isNameless(name) && isFilled(cells[name]));
    for (const name of late) known.add(name);
    return late.map((field) => ({
      field,
      message: `The column "${field}" begins here, far behind the first rows, and would not be read: name its role (--map "${field}=extra" keeps it beside, ignore leaves it out), or move a row that has it to the beginning`,
    }));
  };
}

/**
 * Reads a table and turns each row into records, keeping the line of each. With `mapping`, whose roles say what columns are, one
 * without a role is a problem.
 */
export async function* convertRows(
  source: SourceFile,
  table: TableOptions,
  convert: (row: TableRow) => Iterable<Converted>,
  mapping?: Mapping,
): AsyncGenerator<Read> {
  const watch = mapping && Object.keys(mapping.columns).length > 0 ? makeColumnWatch(mapping) : () => [];
  for await (const read of readTable(source, table)) {
    if ("problem" in read) {
      yield read;
      continue;
    }
    const { line, element } = read;
    const lost = [...watch(read), ...findLost(read)];
    for (const converted of lost.length > 0 ? lost : asTexts(() => convert(read), read.cells))
      yield isRecord(converted)
        ? { line, record: converted }
        : { problem: { file: source.name, line, element, ...converted } };
  }
}
