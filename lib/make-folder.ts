import { mkdir, stat } from "node:fs/promises";
import { dirname } from "node:path";
import { Refusal } from "@/lib/refusal";

const elsewhere = "Choose another place (GRATA_DATA_DIR names the data folder)";

const kindOf = async (path: string) => {
  const found = await stat(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return null;
    // The way to it leads through a file.
    if (error.code === "ENOTDIR") return "none" as const;
    throw error;
  });
  return found === null || found === "none" ? found : found.isDirectory() ? "folder" : "file";
};

/**
 * Makes an absolute folder with those around it (for whom `mode` says, else for all), one at a time: asked for all at once, Node names the wrong reason where the
 * folder around them is on a read-only disk, and never answers where nothing can be made in it. Throws a `Refusal`, or what the system says.
 */
export async function makeFolder(path: string, { mode }: { mode?: number } = {}): Promise<void> {
  const kind = await kindOf(path);
  if (kind === "folder") return;
  if (kind === "file") throw new Refusal(`${path} is a file, and a folder is needed there. ${elsewhere}, or move it.`);
  await makeFolder(dirname(path), { mode });
  try {
    await mkdir(path, { mode });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    // Somebody else was quicker.
    if (code === "EEXIST") return makeFolder(path, { mode });
    if (code === "ENOENT") throw new Refusal(`No folder can be made at ${path}. ${elsewhere}.`);
    throw error;
  }
}
