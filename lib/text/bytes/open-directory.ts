import { createReadStream } from "node:fs";
import { readdir, stat } from "node:fs/promises";
import { basename, join, relative, sep } from "node:path";
import { megabytes, readLimits } from "@/lib/text/bytes/read-limits";
import { type SourceFolder, UnreadableSource } from "@/lib/text/bytes/source";

/** A directory on this machine as a folder. Links are not followed. Throws `UnreadableSource`. */
export async function openDirectory(path: string): Promise<SourceFolder> {
  const entries = (await readdir(path, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile());
  if (entries.length > readLimits.archiveEntries)
    throw new UnreadableSource(`${path} holds ${entries.length} files: at most ${readLimits.archiveEntries} are read`);
  const paths = entries.map((entry) => join(entry.parentPath, entry.name));
  const sizes = await Promise.all(paths.map(async (file) => (await stat(file)).size));
  if (sizes.reduce((sum, size) => sum + size, 0) > readLimits.unpackedBytes)
    throw new UnreadableSource(`${path} holds more than ${megabytes(readLimits.unpackedBytes)}`);
  return {
    kind: "folder",
    name: basename(path),
    files: paths.map((file) => ({
      path: relative(path, file).split(sep).join("/"),
      open: () => createReadStream(file),
    })),
  };
}
