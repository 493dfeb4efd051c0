import { findWriter } from "@/lib/exports/catalogue";
import { readStudy } from "@/lib/exports/read-study";
import { readSnapshot } from "@/lib/exports/snapshot";
import type { ExportFile } from "@/lib/formats/contract/export-file";
import type { ExportOptions } from "@/lib/formats/contract/export-options";
import type { ExportForm } from "@/lib/formats/format";
import type { ExportKey } from "@/lib/formats/formats";
import { log, startClock } from "@/lib/log/log";
import type { StudyAccess } from "@/lib/studies/proof";
import { byteBatches } from "@/lib/text/bytes/byte-batches";
import { zipChunks } from "@/lib/text/bytes/zip-chunks";

async function* behindMark(chunks: AsyncIterable<string>) {
  yield "\uFEFF";
  yield* chunks;
}

async function* markTables(files: AsyncIterable<ExportFile>): AsyncGenerator<ExportFile> {
  for await (const file of files)
    yield file.path.endsWith(".csv") ? { ...file, chunks: behindMark(file.chunks) } : file;
}

/** The files of an export, all of one moment. Each has to be read before the next is asked for, or passed over. */
export const exportFiles = (
  { studyId }: StudyAccess,
  key: ExportKey,
  options: ExportOptions,
): AsyncGenerator<ExportFile> => {
  const writer = findWriter(key);
  if (!writer) throw new RangeError(`exportFiles: there is no export "${key}"`);
  const files = readSnapshot((snapshot) => writer.files(readStudy(snapshot, studyId), options));
  return options.bom ? markTables(files) : files;
};

async function* onlyFile(files: AsyncIterable<ExportFile>, form: ExportForm) {
  for await (const { path, chunks } of files) {
    if (!path.endsWith(`.${form}`)) continue;
    yield* byteBatches(chunks);
    return;
  }
}

async function* logged(batches: AsyncIterable<Uint8Array>, fields: { studyId: string; kind: ExportKey }) {
  const clock = startClock();
  let bytes = 0;
  try {
    for await (const batch of batches) {
      bytes += batch.length;
      yield batch;
    }
  } catch (error) {
    log.error("export failed", { ...fields, bytes, error });
    throw error;
  }
  log.info("export made", { ...fields, bytes, ms: clock() });
}

/** An export as the bytes of one file: everything in a zip, or the table or the records alone. */
export function exportBytes(
  access: StudyAccess,
  key: ExportKey,
  form: ExportForm,
  options: ExportOptions,
): AsyncGenerator<Uint8Array> {
  const files = exportFiles(access, key, options);
  return logged(form === "zip" ? zipChunks(files) : onlyFile(files, form), { studyId: access.studyId, kind: key });
}
