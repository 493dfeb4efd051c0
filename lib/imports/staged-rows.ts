import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { from as copyFrom } from "pg-copy-streams";
import { pool } from "@/lib/db/pool";

export type StagedKind = "persona" | "factor" | "condition" | "task" | "item" | "rater" | "label";

/** Where a row came from. `file` only where an import has several. */
export type Origin = { line: number; file: string | null };

const copyRows = `COPY "StagedRow" ("importId", seq, kind, ref, file, line, payload) FROM STDIN`;
const flushBytes = 1024 * 1024;
const bufferBytes = 2 * flushBytes;

const specials: Record<string, string> = { "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t" };
const escapeText = (text: string) => text.replace(/[\\\n\r\t]/g, (special) => specials[special] ?? special);

/** JSON has no raw control characters: only its backslashes mean something to COPY. */
const escapeJson = (json: string) => (json.includes("\\") ? json.replaceAll("\\", "\\\\") : json);

/** What PostgreSQL's text cannot hold, as JSON.stringify writes it; the slash before it may be a text's own. */
const unstorable = /\\u(?:0000|d[89a-f])/;

function hasUnstorable(value: unknown): boolean {
  if (typeof value === "string") return value.includes("\0") || /\p{Surrogate}/u.test(value);
  if (typeof value !== "object" || value === null) return false;
  return Object.entries(value).some(([key, inner]) => hasUnstorable(key) || hasUnstorable(inner));
}

const unstorableText = "There is a NUL or half a character (a lone surrogate) in the text: take it out";

/** Thrown for a row that cannot be stored; the message is for whoever mends the file. */
export class UnstorableRow extends Error {
  override name = "UnstorableRow";
}

function toJson(payload: object): string {
  try {
    const json = JSON.stringify(payload);
    if (!unstorable.test(json) || !hasUnstorable(payload)) return json;
  } catch (error) {
    if (error instanceof RangeError) throw new UnstorableRow("Objects are nested too deeply here");
    throw error;
  }
  throw new UnstorableRow(unstorableText);
}

async function copy(lines: Buffer) {
  const client = await pool.connect();
  let failed: Error | undefined;
  try {
    await pipeline(Readable.from([lines]), client.query(copyFrom(copyRows)));
  } catch (error) {
    failed = error instanceof Error ? error : new Error(String(error));
    throw error;
  } finally {
    client.release(failed);
  }
}

/** Text as bytes in memory that is used again and again: rows that are kept as strings until they are sent outlive the young generation. */
class ByteBatch {
  private buffer = Buffer.allocUnsafe(bufferBytes);
  length = 0;

  append(text: string) {
    // No character takes more than three bytes per UTF-16 unit.
    const needed = this.length + 3 * text.length;
    if (needed > this.buffer.length) {
      const larger = Buffer.allocUnsafe(Math.max(needed, 2 * this.buffer.length));
      this.buffer.copy(larger, 0, 0, this.length);
      this.buffer = larger;
    }
    this.length += this.buffer.write(text, this.length);
  }

  bytes = () => this.buffer.subarray(0, this.length);

  clear() {
    this.length = 0;
    // What one huge row needed is given back.
    if (this.buffer.length > bufferBytes) this.buffer = Buffer.allocUnsafe(bufferBytes);
  }
}

/**
 * Writes staged rows in batches. A connection is borrowed per batch only, so that a slow upload holds none; the next
 * batch is filled while the last one is on its way.
 */
export class StagedRows {
  private filling = new ByteBatch();
  private sending = new ByteBatch();
  private underway: Promise<void> = Promise.resolve();
  count = 0;

  constructor(private readonly importId: string) {}

  /** Throws `UnstorableRow`. */
  add(kind: StagedKind, ref: string, { line, file }: Origin, payload: object) {
    if (hasUnstorable(ref)) throw new UnstorableRow(unstorableText);
    const json = escapeJson(toJson(payload));
    const place = file === null ? "\\N" : escapeText(file);
    this.filling.append(`${this.importId}\t${this.count++}\t${kind}\t${escapeText(ref)}\t${place}\t${line}\t`);
    this.filling.append(json);
    this.filling.append("\n");
  }

  get isFull() {
    return this.filling.length >= flushBytes;
  }

  /** Hands the batch over once the one before it is stored. */
  async flush() {
    await this.underway;
    if (this.filling.length === 0) return;
    [this.filling, this.sending] = [this.sending, this.filling];
    this.filling.clear();
    this.underway = copy(this.sending.bytes());
    // Looked at by the next flush; until then it must not count as unhandled.
    this.underway.catch(() => undefined);
  }

  async finish() {
    await this.flush();
    await this.underway;
  }
}
