import { createWriteStream } from "node:fs";
import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { Readable, type Writable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { writeDraft } from "@/lib/draft-file";
import { type ExportFile, manifestPath } from "@/lib/formats/contract/export-file";
import type { ExportForm } from "@/lib/formats/format";
import { Refusal } from "@/lib/refusal";
import { byteBatches } from "@/lib/text/bytes/byte-batches";
import { zipChunks } from "@/lib/text/bytes/zip-chunks";

type Given = { mayReplace: boolean; onProgress?: (bytes: number) => void };

async function* counted(chunks: AsyncIterable<Uint8Array>, onProgress: Given["onProgress"]) {
  let bytes = 0;
  for await (const chunk of chunks) {
    bytes += chunk.length;
    onProgress?.(bytes);
    yield chunk;
  }
}

/** Writes beside the file and puts it in its place when it is whole: what stands there is never half an export. */
async function writeWhole(chunks: AsyncIterable<Uint8Array>, path: string, onProgress: Given["onProgress"]) {
  await writeDraft(path, (draft) =>
    pipeline(Readable.from(counted(chunks, onProgress), { objectMode: false }), createWriteStream(draft)),
  );
}

const isMissing = (error: NodeJS.ErrnoException) => {
  if (error.code === "ENOENT") return null;
  throw error;
};

/** All the bytes of one format; a manifest that comes after a single file is read for whoever keeps it. */
async function* bytesAndManifest(files: AsyncIterable<ExportFile>, format: ExportForm): AsyncGenerator<Uint8Array> {
  if (format === "zip") return yield* zipChunks(files);
  for await (const { path, chunks } of files) {
    if (path.endsWith(`.${format}`)) yield* byteBatches(chunks);
    else if (path === manifestPath) for await (const _ of chunks);
  }
}

/** One file. Refuses to replace one unless told to. */
export async function writeFile(
  path: string,
  files: AsyncIterable<ExportFile>,
  format: ExportForm,
  { mayReplace, onProgress }: Given,
) {
  const found = await stat(path).catch(isMissing);
  if (found?.isDirectory()) throw new Refusal(`${path} is a folder: name a file.`);
  if (found && !mayReplace)
    throw new Refusal(`${path} is there already: choose another name, or replace it with --force.`);
  await writeWhole(bytesAndManifest(files, format), path, onProgress);
}

/** All files under a folder. Refuses one that holds something unless told to; then only files of the same names are replaced. */
export async function writeFolder(folder: string, files: AsyncIterable<ExportFile>, { mayReplace, onProgress }: Given) {
  const found = await stat(folder).catch(isMissing);
  if (found && !found.isDirectory()) throw new Refusal(`${folder} is a file: name a folder, or a file ending in .zip.`);
  if (found && !mayReplace && (await readdir(folder)).length > 0)
    throw new Refusal(`${folder} is not empty: choose another folder, or write into it with --force.`);
  for await (const { path, chunks } of files) await writeWhole(byteBatches(chunks), join(folder, path), onProgress);
}

/** Into a stream that stays open, such as standard output. A reader that has enough and leaves (`head`) is no failure. */
export async function writeToStream(stream: Writable, files: AsyncIterable<ExportFile>, format: ExportForm) {
  const isEnough = (error: NodeJS.ErrnoException) => error.code === "EPIPE";
  // The stream tells of it once more after the pipeline has ended.
  stream.on("error", (error) => {
    if (!isEnough(error)) throw error;
  });
  await pipeline(Readable.from(bytesAndManifest(files, format), { objectMode: false }), stream, { end: false }).catch(
    (error) => {
      if (!isEnough(error)) throw error;
    },
  );
}
