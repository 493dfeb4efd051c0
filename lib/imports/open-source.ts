import { type Watch, watchBytes } from "@/lib/imports/incoming-bytes";
import type { StudyVersions } from "@/lib/imports/protocol-plan";
import { type Asked, planFolder, planReading, type ReadingPlan, readHead } from "@/lib/imports/reading-plan";
import { accessTo, type StoredFile } from "@/lib/imports/spooled-file";
import { ok, type Result } from "@/lib/result";
import { explainArchive } from "@/lib/text/bytes/file-kinds";
import { openBytes } from "@/lib/text/bytes/open-bytes";
import { openZip } from "@/lib/text/bytes/open-zip";
import { type FolderFile, type Source, type SourceFolder, UnreadableSource } from "@/lib/text/bytes/source";

/** A source with the plan to read it, or why there is none. */
export type OpenedSource = { source: Source; plan: Result<ReadingPlan, string> };

/** How far an archive is read cannot be told from its unpacked bytes; that nobody wants it any more can. */
const watchFile = ({ path, open }: FolderFile, { signal, onBytes }: Watch): FolderFile => ({
  path,
  open: () => watchBytes(open(), { signal, onBytes: () => onBytes(0) }),
});

async function openArchive({ fd }: StoredFile, asked: Asked, watch: Watch): Promise<OpenedSource> {
  const { files, ...folder } = await openZip(fd, asked.fileName);
  const because = explainArchive((path) => files.some((file) => file.path === path));
  if (because !== null) throw new UnreadableSource(because);
  return { source: { ...folder, files: files.map((file) => watchFile(file, watch)) }, plan: ok(planFolder(asked)) };
}

async function* none() {}

/** Looks at the beginning of a file and decides how it is read. Throws `UnreadableSource`. */
export async function openSource(
  given: StoredFile | SourceFolder,
  { asked, versions }: { asked: Asked; versions: StudyVersions },
  watch: Watch,
): Promise<OpenedSource> {
  if (given.kind === "folder") return { source: given, plan: ok(planFolder(asked)) };
  const access = accessTo(given);
  const { encoding } = asked.mapping ?? {};
  const opened = await openBytes(asked.fileName, access, { encoding, watch: (bytes) => watchBytes(bytes, watch) });
  if (opened.kind === "archive") return openArchive(given, asked, watch);
  if (opened.kind === "parquet") {
    const source = { kind: "file", name: asked.fileName, bytes: none(), access } as const;
    return { source, plan: await planReading(asked, { bytes: Buffer.alloc(0), isHead: false, access }, versions) };
  }
  const head = await readHead(opened.name, opened.read);
  const plan = await planReading({ ...asked, fileName: opened.name }, head, versions);
  return { source: { kind: "file", name: asked.fileName, bytes: opened.read() }, plan };
}
