import { createReadStream } from "node:fs";
import { open, stat } from "node:fs/promises";
import { headBytes } from "@/lib/exchange/source";
import { readTable, sniffTable, type TableRead } from "@/lib/exchange/table-rows";
import { Refusal } from "@/lib/refusal";

async function readHead(path: string): Promise<Buffer> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(headBytes), 0, headBytes, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

/**
 * The rows of a CSV, JSON Lines, JSON or Parquet file as a stream; a row that cannot be read comes as a problem. Throws
 * `Refusal` where there is no such file.
 */
export async function* openRows(path: string): AsyncGenerator<TableRead> {
  const found = await stat(path).catch(() => null);
  if (!found?.isFile()) throw new Refusal(`There is no file ${path}.`);
  const head = await readHead(path);
  if (head.subarray(0, 4).toString("latin1") === "PAR1") {
    const { readParquetRows } = await import("./read-parquet-rows");
    yield* readParquetRows(path);
    return;
  }
  yield* readTable(
    { kind: "file", name: path, bytes: createReadStream(path) },
    sniffTable(path, head.toString("utf8")),
  );
}
