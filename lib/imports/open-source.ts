import { createWriteStream } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { isArchive } from "@/lib/exchange/detect-format";
import { openZip } from "@/lib/exchange/open-zip";
import type { Source, SourceFolder } from "@/lib/exchange/source";
import { previewBytes } from "@/lib/imports/contract";
import { peekHead, watchBytes } from "@/lib/imports/incoming-bytes";
import type { StudyVersions } from "@/lib/imports/protocol-plan";
import { type Asked, planFolder, planReading, type ReadingPlan } from "@/lib/imports/reading-plan";
import { ok, type Result } from "@/lib/result";

/** A source with the plan to read it (or why there is none), and what has to be cleared away afterwards. */
export type OpenedSource = { source: Source; plan: Result<ReadingPlan, string>; close: () => Promise<void> };

const nothingToClose = async () => undefined;

/** An archive's directory stands at its end: it waits in a file of its own, which only this user can read, until it is read. */
async function spoolArchive(bytes: AsyncIterable<Uint8Array>, fileName: string) {
  const folder = await mkdtemp(join(tmpdir(), "grata-import-"));
  const remove = () => rm(folder, { recursive: true, force: true });
  try {
    const path = join(folder, "archive.zip");
    await pipeline(bytes, createWriteStream(path, { mode: 0o600 }));
    const zip = await openZip(path, fileName);
    const close = async () => {
      zip.close();
      await remove();
    };
    return { folder: zip.folder, close };
  } catch (error) {
    await remove();
    throw error;
  }
}

type Watch = Parameters<typeof watchBytes>[1];

/** Looks at the beginning of what comes in and decides how it is read. Throws `UnreadableSource`. */
export async function openSource(
  given: AsyncIterable<Uint8Array> | SourceFolder,
  { asked, versions }: { asked: Asked; versions: StudyVersions },
  watch: Watch,
): Promise<OpenedSource> {
  if ("kind" in given) return { source: given, plan: ok(planFolder(asked)), close: nothingToClose };
  const { head, bytes } = await peekHead(watchBytes(given, watch), previewBytes);
  if (isArchive(head)) {
    const { folder, close } = await spoolArchive(bytes, asked.fileName);
    return { source: folder, plan: ok(planFolder(asked)), close };
  }
  const source = { kind: "file", name: asked.fileName, bytes } as const;
  return { source, plan: await planReading(asked, head, versions), close: nothingToClose };
}
