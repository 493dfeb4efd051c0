import { type FileHandle, open, stat } from "node:fs/promises";
import { Refusal } from "@/lib/refusal";
import type { Encoding } from "@/lib/text/bytes/encodings";
import { explainArchive } from "@/lib/text/bytes/file-kinds";
import { openBytes, takeHead } from "@/lib/text/bytes/open-bytes";
import { headBytes, type RandomAccess, type SourceFile, UnreadableSource } from "@/lib/text/bytes/source";
import { readTable, sniffTable, type TableRead } from "@/lib/text/rows/table-rows";

/** A file of labels, and what it is written in where that is not UTF-8. */
export type LabelFile = { path: string; encoding?: Encoding };

async function openFile(path: string): Promise<{ handle: FileHandle; access: RandomAccess }> {
  const found = await stat(path).catch(() => null);
  if (found?.isDirectory()) throw new Refusal(`${path} is a folder: name a file in it.`);
  if (!found?.isFile()) throw new Refusal(`There is no file ${path}.`);
  const handle = await open(path);
  const read = async (from: number, to: number) => {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(to - from), 0, to - from, from);
    return buffer.subarray(0, bytesRead);
  };
  return { handle, access: { size: found.size, read } };
}

const refuse = (path: string, error: unknown) =>
  error instanceof UnreadableSource ? new Refusal(`${path}: ${error.message}.`) : error;

async function refuseArchive(access: RandomAccess): Promise<never> {
  // The names stand at the end of an archive.
  const end = Buffer.from(await access.read(Math.max(0, access.size - headBytes), access.size));
  const other = "This is an archive: unpack it and name the file in it";
  throw new UnreadableSource(explainArchive((path) => end.includes(path)) ?? other);
}

/**
 * The beginning of a file as text, enough to tell how it is written; null for Parquet, which has its own names for all.
 */
export async function readHead({ path, encoding }: LabelFile): Promise<Buffer | null> {
  const { handle, access } = await openFile(path);
  try {
    const opened = await openBytes(path, access, { encoding });
    return opened.kind === "text" ? await takeHead(opened.read(), headBytes) : null;
  } catch (error) {
    throw refuse(path, error);
  } finally {
    await handle.close();
  }
}

/**
 * The rows of a CSV, JSON Lines, JSON or Parquet file as a stream; a row that cannot be read comes as a problem. Throws
 * `Refusal` where there is no such file, or where it is something else.
 */
export async function* openRows({ path, encoding }: LabelFile): AsyncGenerator<TableRead> {
  const { handle, access } = await openFile(path);
  try {
    const opened = await openBytes(path, access, { encoding });
    if (opened.kind === "archive") await refuseArchive(access);
    if (opened.kind === "parquet") {
      const { readParquetRows } = await import("@/lib/text/rows/parquet-rows");
      yield* readParquetRows(access);
    } else if (opened.kind === "text") {
      const head = await takeHead(opened.read(), headBytes);
      yield* readTable(
        { kind: "file", name: path, bytes: opened.read() },
        sniffTable(opened.name, head.toString("utf8")),
      );
    }
  } catch (error) {
    throw refuse(path, error);
  } finally {
    await handle.close();
  }
}

/** What a reader of a format makes of a file of text. Throws `Refusal` as `openRows` does. */
export async function* openRecords<Own>(
  { path, encoding }: LabelFile,
  read: (source: SourceFile) => AsyncIterable<Own>,
): AsyncGenerator<Own> {
  const { handle, access } = await openFile(path);
  try {
    const opened = await openBytes(path, access, { encoding });
    if (opened.kind === "text") yield* read({ kind: "file", name: opened.name, bytes: opened.read() });
  } catch (error) {
    throw refuse(path, error);
  } finally {
    await handle.close();
  }
}
