import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { asyncBufferFromFile, parquetMetadataAsync, parquetReadObjects } from "hyparquet";
import type { TableRead } from "@/lib/exchange/table-rows";
import { Refusal } from "@/lib/refusal";

/** Snappy is built into the reader, these two into Node; Zstandard is in neither. */
const compressors = {
  GZIP: (packed: Uint8Array) => gunzipSync(packed),
  BROTLI: (packed: Uint8Array) => brotliDecompressSync(packed),
};

/**
 * The rows of a Parquet file, one row group in memory at a time. It has no lines: `line` is the row, from 1. Throws
 * `Refusal` where the file is broken or packed in a way that cannot be read.
 */
export async function* readParquetRows(path: string): AsyncGenerator<TableRead> {
  try {
    const file = await asyncBufferFromFile(path);
    const metadata = await parquetMetadataAsync(file);
    let rowStart = 0;
    for (const { num_rows } of metadata.row_groups) {
      const rowEnd = rowStart + Number(num_rows);
      const rows = await parquetReadObjects({ file, metadata, rowStart, rowEnd, compressors });
      for (const [place, cells] of rows.entries()) yield { line: rowStart + place + 1, cells };
      rowStart = rowEnd;
    }
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new Refusal(`${path} cannot be read as Parquet (${why}): write it as CSV or JSON Lines.`);
  }
}
