import { PassThrough, Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { ZipFile } from "yazl";
import { byteBatches } from "@/lib/text/bytes/byte-batches";

/** A text under a path. */
export type ZipEntry = { path: string; chunks: AsyncIterable<string> };

/** The oldest date a zip can hold, in its DOS form only: that has no time zone, so the bytes are the same everywhere. */
const entryOptions = { mtime: new Date(1980, 0, 1), forceDosTimestamp: true, mode: 0o100644, compressionLevel: 4 };

/**
 * The files as a zip archive, written as they come. A failure of a file is thrown from here; stopping early ends the
 * files too. What has been sent until then is no archive, and no reader takes it for one.
 */
export async function* zipChunks(files: AsyncIterable<ZipEntry>): AsyncGenerator<Uint8Array> {
  const zip = new ZipFile();
  const output = zip.outputStream as Readable;
  const stop = new AbortController();
  zip.on("error", (error: Error) => output.destroy(error));
  const addAll = async () => {
    for await (const { path, chunks } of files) {
      const entry = new PassThrough();
      zip.addReadStream(entry, path, entryOptions);
      await pipeline(Readable.from(byteBatches(chunks)), entry, { signal: stop.signal });
    }
    zip.end();
  };
  const adding = addAll().catch((error: Error) => void output.destroy(error));
  try {
    for await (const chunk of output) yield chunk as Uint8Array;
  } finally {
    stop.abort();
    await adding;
  }
}
