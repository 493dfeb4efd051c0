import { megabytes, readLimits } from "@/lib/text/bytes/read-limits";
import { UnreadableSource } from "@/lib/text/bytes/source";

/** Whoever started the import does not want it any more. */
export class ImportCancelled extends Error {
  override name = "ImportCancelled";
}

/** Something that may become true meanwhile; an `AbortSignal` is one. */
export type Cancellation = { readonly aborted: boolean };

/**
 * Passes the bytes of an upload on, up to the size limit and until cancelled. A source that breaks off (a lost connection)
 * becomes `UnreadableSource`, so that it ends as a problem of the file.
 */
export async function* limitIncoming(bytes: AsyncIterable<Uint8Array>, signal: Cancellation) {
  let total = 0;
  try {
    for await (const chunk of bytes) {
      if (signal.aborted) throw new ImportCancelled();
      total += chunk.byteLength;
      if (total > readLimits.fileBytes)
        throw new UnreadableSource(`The file is larger than ${megabytes(readLimits.fileBytes)}: split it`);
      yield chunk;
    }
  } catch (error) {
    if (signal.aborted) throw new ImportCancelled();
    if (error instanceof UnreadableSource) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    throw new UnreadableSource(`The file broke off before its end (${reason}): send it again`);
  }
}

/** What watches over a file that is being read: stops it when cancelled, and is told how far it is. */
export type Watch = { signal: Cancellation; onBytes: (total: number) => Promise<void> };

/** Passes on what is read, and tells of every piece: also where no row comes out of it. */
export async function* watchBytes(bytes: AsyncIterable<Uint8Array>, { signal, onBytes }: Watch) {
  let total = 0;
  for await (const chunk of bytes) {
    if (signal.aborted) throw new ImportCancelled();
    total += chunk.byteLength;
    await onBytes(total);
    yield chunk;
  }
}
