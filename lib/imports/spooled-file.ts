import { randomUUID } from "node:crypto";
import { read as readCallback } from "node:fs";
import { type FileHandle, open, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { type RandomAccess, UnreadableSource } from "@/lib/text/bytes/source";

/** A whole file that can be read anywhere and again, by its descriptor: threads of one process share those. */
export type StoredFile = { kind: "stored"; fd: number; size: number };

const readAt = promisify(readCallback);

/** The bytes from `from` to `to`; fewer at the end of the file. */
async function readPart({ fd }: StoredFile, from: number, to: number): Promise<Buffer> {
  const buffer = Buffer.allocUnsafe(Math.max(0, to - from));
  let filled = 0;
  while (filled < buffer.length) {
    const { bytesRead } = await readAt(fd, buffer, filled, buffer.length - filled, from + filled);
    if (bytesRead === 0) break;
    filled += bytesRead;
  }
  return buffer.subarray(0, filled);
}

export const accessTo = (file: StoredFile): RandomAccess => ({
  size: file.size,
  read: (from, to) => readPart(file, from, to),
});

/** A name that nobody else finds: where the system lets go of open files, the file has none from the beginning. */
async function openNameless(): Promise<{ handle: FileHandle; remove: () => Promise<void> }> {
  const path = join(tmpdir(), `grata-import-${randomUUID()}`);
  const handle = await open(path, "wx+", 0o600);
  const remove = () => rm(path, { force: true });
  const isGone = await remove().then(
    () => true,
    () => false,
  );
  return { handle, remove: isGone ? async () => undefined : remove };
}

/**
 * Keeps what comes in until it is closed, in a file without a name: a process that dies leaves nothing behind. So a slow
 * sender holds no thread, and a reader may look at the end before the beginning. Throws what the source throws.
 */
export async function spool(
  bytes: AsyncIterable<Uint8Array>,
): Promise<{ file: StoredFile; close: () => Promise<void> }> {
  const { handle, remove } = await openNameless();
  const close = async () => {
    await handle.close();
    await remove();
  };
  try {
    let size = 0;
    for await (const chunk of bytes) {
      await handle.writeFile(chunk);
      size += chunk.byteLength;
    }
    return { file: { kind: "stored", fd: handle.fd, size }, close };
  } catch (error) {
    await close();
    if ((error as NodeJS.ErrnoException).code !== "ENOSPC") throw error;
    throw new UnreadableSource("The disk of the server has no room for this file");
  }
}
