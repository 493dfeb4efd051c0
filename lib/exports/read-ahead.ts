import { EventEmitter, once } from "node:events";
import { type FileHandle, mkdtemp, open, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

const readBytes = 256 * 1024;

/** What has been written so far, and whether more will come. */
class Ahead extends EventEmitter<{ more: [] }> {
  written = 0;
  isWhole = false;
  isLeft = false;
  failure: unknown;

  constructor(private readonly file: FileHandle) {
    super();
  }

  async fill(chunks: AsyncGenerator<Uint8Array>) {
    try {
      for await (const chunk of chunks) {
        if (this.isLeft) break;
        await this.file.write(chunk, 0, chunk.length, this.written);
        this.written += chunk.length;
        this.emit("more");
      }
    } catch (error) {
      this.failure = error;
    } finally {
      this.isWhole = true;
      this.emit("more");
    }
  }

  async *read(): AsyncGenerator<Uint8Array> {
    for (let at = 0; ; ) {
      while (at === this.written && !this.isWhole) await once(this, "more");
      if (at === this.written) break;
      const buffer = Buffer.allocUnsafe(Math.min(readBytes, this.written - at));
      const { bytesRead } = await this.file.read(buffer, 0, buffer.length, at);
      at += bytesRead;
      yield buffer.subarray(0, bytesRead);
    }
    if (this.failure) throw this.failure;
  }
}

/**
 * The same bytes, read as fast as they come into a file of this process and handed on as slowly as somebody takes them: `onRead`
 * tells, perhaps twice, when the source is done with, which does not wait for the line. Whoever stops early ends the source too.
 */
export async function* readAhead(chunks: AsyncGenerator<Uint8Array>, onRead: () => void): AsyncGenerator<Uint8Array> {
  try {
    const folder = await mkdtemp(join(tmpdir(), "persona-grata-download-"));
    try {
      yield* throughFile(join(folder, "bytes"), chunks, onRead);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  } finally {
    // Where there was no room for the file.
    onRead();
  }
}

async function* throughFile(path: string, chunks: AsyncGenerator<Uint8Array>, onRead: () => void) {
  const file = await open(path, "wx+", 0o600);
  const ahead = new Ahead(file);
  const filled = ahead.fill(chunks).finally(onRead);
  try {
    yield* ahead.read();
  } finally {
    ahead.isLeft = true;
    await filled;
    await file.close();
  }
}
