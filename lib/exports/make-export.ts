import { byteBatches } from "@/lib/exports/byte-batches";
import type { ExportFormat, ExportKey, ExportOptions } from "@/lib/exports/catalogue";
import type { ExportFile, MakeExport } from "@/lib/exports/export-file";
import { makeHumanJudge } from "@/lib/exports/human-judge";
import { makePersonaEval } from "@/lib/exports/personaeval";
import { makePersonaFeedback } from "@/lib/exports/personafeedback";
import { makeRawLabels } from "@/lib/exports/raw-labels";
import { readSnapshot } from "@/lib/exports/snapshot";
import { zipChunks } from "@/lib/exports/zip-chunks";
import { log, startClock } from "@/lib/log/log";
import type { StudyAccess } from "@/lib/studies/proof";

const makers: Record<ExportKey, MakeExport> = {
  x1: makePersonaFeedback,
  x3: makePersonaEval,
  x4: makeRawLabels,
  x6: makeHumanJudge,
};

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
  const files = readSnapshot((snapshot) => makers[key](snapshot, studyId, options));
  return options.bom ? markTables(files) : files;
};

async function* onlyFile(files: AsyncIterable<ExportFile>, format: ExportFormat) {
  for await (const { path, chunks } of files) {
    if (!path.endsWith(`.${format}`)) continue;
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
  format: ExportFormat,
  options: ExportOptions,
): AsyncGenerator<Uint8Array> {
  const files = exportFiles(access, key, options);
  return logged(format === "zip" ? zipChunks(files) : onlyFile(files, format), { studyId: access.studyId, kind: key });
}
