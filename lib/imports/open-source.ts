import { isArchive } from "@/lib/exchange/detect-format";
import { openZip } from "@/lib/exchange/open-zip";
import type { FolderFile, Source, SourceFolder } from "@/lib/exchange/source";
import { previewBytes } from "@/lib/imports/contract";
import { type Watch, watchBytes } from "@/lib/imports/incoming-bytes";
import type { StudyVersions } from "@/lib/imports/protocol-plan";
import { type Asked, planFolder, planReading, type ReadingPlan } from "@/lib/imports/reading-plan";
import { readPart, readWhole, type StoredFile } from "@/lib/imports/spooled-file";
import { ok, type Result } from "@/lib/result";

/** A source with the plan to read it, or why there is none. */
export type OpenedSource = { source: Source; plan: Result<ReadingPlan, string> };

/** How far an archive is read cannot be told from its unpacked bytes; that nobody wants it any more can. */
const watchFile = ({ path, open }: FolderFile, { signal, onBytes }: Watch): FolderFile => ({
  path,
  open: () => watchBytes(open(), { signal, onBytes: () => onBytes(0) }),
});

/** Looks at the beginning of a file and decides how it is read. Throws `UnreadableSource`. */
export async function openSource(
  given: StoredFile | SourceFolder,
  { asked, versions }: { asked: Asked; versions: StudyVersions },
  watch: Watch,
): Promise<OpenedSource> {
  if (given.kind === "folder") return { source: given, plan: ok(planFolder(asked)) };
  const head = await readPart(given, 0, previewBytes);
  if (isArchive(head)) {
    const { files, ...folder } = await openZip(given.fd, asked.fileName);
    return { source: { ...folder, files: files.map((file) => watchFile(file, watch)) }, plan: ok(planFolder(asked)) };
  }
  const source = { kind: "file", name: asked.fileName, bytes: watchBytes(readWhole(given), watch) } as const;
  return { source, plan: await planReading(asked, head, versions) };
}
