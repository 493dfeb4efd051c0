import { createHash, randomUUID } from "node:crypto";
import { createWriteStream } from "node:fs";
import { open, readdir, rename, rm } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { nameDraft, removeLeftovers } from "@/lib/draft-file";
import { makeFolder } from "@/lib/make-folder";
import { checkRange, type MediaStore, type Received } from "@/lib/media/media-store";

const isHash = (name: string) => /^[0-9a-f]{64}$/.test(name);

const orNull = (error: NodeJS.ErrnoException) => {
  if (error.code === "ENOENT") return null;
  throw error;
};

/** Files and folders that their owner alone can read. */
const openFolder = (path: string) => makeFolder(resolve(path), { mode: 0o700 });

/**
 * Bytes in files of their own in the folder `media` of the data folder: `ab/<hash>` for a hash that begins with `ab`, and `incoming` for what is on its way.
 * What a killed process left there is taken away by the next that receives something.
 */
export function diskStore(dataDir: string): MediaStore {
  const folder = join(dataDir, "media");
  const incoming = join(folder, "incoming");

  /** Throws for a name that is no hash: it is part of a path. */
  function pathOf(hash: string): string {
    if (!isHash(hash)) throw new TypeError(`"${hash}" is not the SHA-256 of a file.`);
    return join(folder, hash.slice(0, 2), hash);
  }

  async function receive(content: AsyncIterable<Uint8Array>): Promise<Received> {
    await openFolder(incoming);
    await removeLeftovers(incoming);
    const draft = nameDraft(join(incoming, randomUUID()));
    const sum = createHash("sha256");
    let bytes = 0;
    async function* counted() {
      for await (const chunk of content) {
        sum.update(chunk);
        bytes += chunk.length;
        yield chunk;
      }
    }
    const drop = () => rm(draft, { force: true });
    try {
      const file = createWriteStream(draft, { mode: 0o600, flush: true });
      await pipeline(Readable.from(counted(), { objectMode: false }), file);
    } catch (error) {
      await drop();
      throw error;
    }
    const hash = sum.digest("hex");
    let isKept = false;
    const keep = async () => {
      if (isKept) return;
      isKept = true;
      await openFolder(dirname(pathOf(hash)));
      await rename(draft, pathOf(hash));
    };
    return { hash, bytes, keep, drop };
  }

  return {
    receive,
    open: async (hash, range) => {
      const file = await open(pathOf(hash), "r").catch(orNull);
      if (!file) return null;
      const { size } = await file.stat();
      try {
        if (range) checkRange(range, size);
      } catch (error) {
        await file.close();
        throw error;
      }
      const content = file.createReadStream(range && { start: range.first, end: range.last });
      return { bytes: size, content };
    },
    delete: (hash) => rm(pathOf(hash), { force: true }),
    list: async function* () {
      for (const start of (await readdir(folder).catch(orNull)) ?? [])
        if (/^[0-9a-f]{2}$/.test(start)) yield* (await readdir(join(folder, start))).filter(isHash);
    },
  };
}
