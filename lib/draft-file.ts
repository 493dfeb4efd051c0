import { rmSync } from "node:fs";
import { readdir, rename, rm, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import { isAlive } from "@/lib/db/embedded/lock";
import { makeFolder } from "@/lib/make-folder";
import { Refusal } from "@/lib/refusal";

/** What is being written stands beside its place under an ending with the process that writes it. */
export const nameDraft = (path: string) => `${path}.grata-${process.pid}.part`;
const drafts = /\.grata-(\d+)\.part$/;

/** Takes away what killed processes left in a folder. Returns the paths. */
export async function removeLeftovers(folder: string): Promise<string[]> {
  const names = await readdir(folder).catch(() => []);
  const left = names.filter((name) => {
    const pid = Number(drafts.exec(name)?.[1]);
    return pid > 0 && !isAlive(pid);
  });
  const paths = left.map((name) => join(folder, name));
  for (const path of paths) await rm(path, { force: true });
  return paths;
}

const isFolder = (path: string) =>
  stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );

/**
 * Lets `write` fill a file beside `path` and puts it in its place when it is whole: what stands there is never half a file. What
 * fails, or is told to stop, leaves nothing; what earlier processes left that were killed is taken away, and told to `onLeftover`.
 */
export async function writeDraft<T>(
  path: string,
  write: (draft: string) => Promise<T>,
  onLeftover: (path: string) => void = () => undefined,
): Promise<T> {
  await makeFolder(dirname(path));
  if (await isFolder(path)) throw new Refusal(`${path} is a folder: name a file in it.`);
  for (const left of await removeLeftovers(dirname(path))) onLeftover(left);
  const draft = nameDraft(path);
  // Also where a signal ends the process in the midst of it.
  const remove = () => rmSync(draft, { force: true });
  process.on("exit", remove);
  try {
    const written = await write(draft);
    await rename(draft, path);
    return written;
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  } finally {
    process.off("exit", remove);
  }
}
