import { createReadStream } from "node:fs";
import { open, stat } from "node:fs/promises";
import { headBytes } from "@/lib/exchange/source";
import { readTable, sniffTable, type TableRead } from "@/lib/exchange/table-rows";
import { Refusal } from "@/lib/refusal";

/** The beginning of a file, enough to tell how it is written. */
export async function readHead(path: string): Promise<Buffer> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(headBytes), 0, headBytes, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

export const isParquet = (head: Buffer) => head.subarray(0, 4).toString("latin1") === "PAR1";

/**
 * The rows of a CSV, JSON Lines, JSON or Parquet file as a stream; a row that cannot be read comes as a problem. Throws
 * `Refusal` where there is no such file.
 */
export async function* openRows(path: string): AsyncGenerator<TableRead> {
  const found = await stat(path).catch(() => null);
  if (found?.isDirectory()) throw new Refusal(`${path} is a folder: name a file in it.`);
  if (!found?.isFile()) throw new Refusal(`There is no file ${path}.`);
  const head = await readHead(path);
  if (isParquet(head)) {
    const { readParquetRows } = await import("./read-parquet-rows");
    yield* readParquetRows(path);
    return;
  }
  yield* readTable(
    { kind: "file", name: path, bytes: createReadStream(path) },
    sniffTable(path, head.toString("utf8")),
  );
}
