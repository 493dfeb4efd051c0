import { megabytes, readLimits } from "@/lib/exchange/read-limits";
import { UnreadableSource } from "@/lib/exchange/source";

/** Whoever started the import does not want it any more. */
export class ImportCancelled extends Error {
  override name = "ImportCancelled";
}

type Watch = { onBytes: (total: number) => void; signal: AbortSignal };

/**
 * Passes a file's bytes on: counts them, stops at the size limit and when cancelled. A source that breaks off (a lost
 * connection) becomes `UnreadableSource`, so that it ends as a problem of the file.
 */
export async function* watchBytes(bytes: AsyncIterable<Uint8Array>, { onBytes, signal }: Watch) {
  let total = 0;
  try {
    for await (const chunk of bytes) {
      if (signal.aborted) throw new ImportCancelled();
      total += chunk.byteLength;
      if (total > readLimits.fileBytes)
        throw new UnreadableSource(`The file is larger than ${megabytes(readLimits.fileBytes)}: split it`);
      onBytes(total);
      yield chunk;
    }
  } catch (error) {
    if (signal.aborted) throw new ImportCancelled();
    if (error instanceof UnreadableSource) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    throw new UnreadableSource(`The file broke off before its end (${reason}): send it again`);
  }
}

/** The first bytes of a stream, and the whole stream again. */
export async function peekHead(bytes: AsyncIterable<Uint8Array>, size: number) {
  const iterator = bytes[Symbol.asyncIterator]();
  const chunks: Uint8Array[] = [];
  let held = 0;
  while (held < size) {
    const next = await iterator.next();
    if (next.done) break;
    chunks.push(Buffer.from(next.value));
    held += next.value.byteLength;
  }
  async function* whole() {
    try {
      yield* chunks;
      for (let next = await iterator.next(); !next.done; next = await iterator.next()) yield next.value;
    } finally {
      await iterator.return?.();
    }
  }
  return { head: Buffer.concat(chunks).subarray(0, size), bytes: whole() };
}
