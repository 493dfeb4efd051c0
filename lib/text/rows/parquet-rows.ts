import { type FileMetaData, parquetMetadataAsync, parquetReadObjects, type SchemaElement } from "hyparquet";
import { compressors } from "hyparquet-compressors";
import { type RandomAccess, UnreadableSource } from "@/lib/text/bytes/source";
import { keepDecimals, readDecimal } from "@/lib/text/rows/parquet-decimals";
import { parseJson } from "@/lib/text/rows/parse-json";
import type { Cells, TableRead } from "@/lib/text/rows/table-rows";

/** The shortest decimal that is this 32-bit number: 1.1 rather than 1.100000023841858. */
function shortest(value: number): number {
  for (let digits = 6; digits < 9; digits++) {
    const short = Number(value.toPrecision(digits));
    if (Math.fround(short) === value) return short;
  }
  return value;
}

const isDate = ({ converted_type, logical_type }: SchemaElement) =>
  converted_type === "DATE" || logical_type?.type === "DATE";

/** A cell as JSON would have it: dates and large numbers as text. */
function plain(value: unknown, element: SchemaElement | undefined): unknown {
  if (typeof value === "number") return element?.type === "FLOAT" ? shortest(value) : value;
  if (typeof value === "bigint") return Number.isSafeInteger(Number(value)) ? Number(value) : String(value);
  if (value instanceof Date) {
    const text = Number.isNaN(value.getTime()) ? "" : value.toISOString();
    return element && isDate(element) ? text.slice(0, 10) : text;
  }
  if (Array.isArray(value)) return value.map((inner) => plain(inner, element));
  if (typeof value !== "object" || value === null || ArrayBuffer.isView(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, plain(inner, undefined)]));
}

type Columns = { elements: ReadonlyMap<string, SchemaElement>; scales: ReadonlyMap<string, number> };

function toCells(row: Record<string, unknown>, { elements, scales }: Columns): Cells {
  const cells: Record<string, unknown> = Object.create(null);
  for (const [name, value] of Object.entries(row)) {
    const scale = scales.get(name);
    cells[name] = scale === undefined ? plain(value, elements.get(name)) : readDecimal(value, scale);
  }
  return cells;
}

/** JSON as everywhere else: long numbers keep their digits. */
const parsers = {
  jsonFromBytes: (bytes: Uint8Array | undefined) => bytes && parseJson(Buffer.from(bytes).toString("utf8")),
};

const nameElements = ({ schema }: FileMetaData) => new Map(schema.map((element) => [element.name, element]));

/**
 * The rows of a Parquet file, one row group in memory at a time. It has no lines: `line` is the row, from 1. Throws
 * `UnreadableSource` where the file is broken or packed in a way that cannot be read.
 */
export async function* readParquetRows({ size, read }: RandomAccess): AsyncGenerator<TableRead> {
  const slice = async (from: number, to = size) => {
    const bytes = await read(from, to);
    return bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer;
  };
  try {
    const file = { byteLength: size, slice };
    const { metadata, scales } = keepDecimals(await parquetMetadataAsync(file));
    const columns = { elements: nameElements(metadata), scales };
    let rowStart = 0;
    for (const { num_rows } of metadata.row_groups) {
      const rowEnd = rowStart + Number(num_rows);
      const rows = await parquetReadObjects({ file, metadata, rowStart, rowEnd, compressors, parsers });
      for (const [place, row] of rows.entries()) yield { line: rowStart + place + 1, cells: toCells(row, columns) };
      rowStart = rowEnd;
    }
  } catch (error) {
    if (error instanceof UnreadableSource) throw error;
    const why = error instanceof Error ? error.message : String(error);
    throw new UnreadableSource(`This cannot be read as Parquet (${why}): write it as CSV or JSON Lines`);
  }
}
