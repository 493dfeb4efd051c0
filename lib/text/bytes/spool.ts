import { type FileHandle, mkdtemp, open, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Text set aside on disk under a name until it is asked for. */
export type Spool = {
  append: (name: string, text: string) => Promise<void>;
  read: (name: string) => AsyncGenerator<string>;
  /** Takes the files away. */
  close: () => Promise<void>;
};

const bufferLength = 256 * 1024;

type Entry = { handle: FileHandle; waiting: string[]; length: number };

async function flush(entry: Entry) {
  const text = entry.waiting.join("");
  entry.waiting = [];
  entry.length = 0;
  if (text !== "") await entry.handle.appendFile(text);
}

/** A folder of its own that only this user may read, gone after `close`. */
export async function openSpool(): Promise<Spool> {
  const folder = await mkdtemp(join(tmpdir(), "persona-grata-export-"));
  const entries = new Map<string, Entry>();
  const pathOf = (place: number) => join(folder, String(place));
  return {
    append: async (name, text) => {
      const known = entries.get(name);
      const entry = known ?? { handle: await open(pathOf(entries.size), "wx+", 0o600), waiting: [], length: 0 };
      if (!known) entries.set(name, entry);
      entry.waiting.push(text);
      entry.length += text.length;
      if (entry.length >= bufferLength) await flush(entry);
    },
    read: async function* (name) {
      const entry = entries.get(name);
      if (!entry) return;
      await flush(entry);
      const stream = entry.handle.createReadStream({ start: 0, autoClose: false, encoding: "utf8" });
      for await (const chunk of stream) yield chunk as string;
    },
    close: async () => {
      for (const { handle } of entries.values()) await handle.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
