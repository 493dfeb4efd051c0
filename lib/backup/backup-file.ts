import { z } from "zod";
import { Refusal } from "@/lib/refusal";

/*
 * A backup is gzipped SQL: comment lines that say what it is, and for each table a COPY statement with its rows, ended by `\.`, as
 * psql would load it (as superuser, into an empty database of the same schema). Then the files of the media store, in lines that
 * are comments to psql: base64, a mebibyte at most to a line. The last line repeats the number of rows of each table and of files,
 * so that a cut file is known as such.
 */

const headerSchema = z.object({
  format: z.literal("persona-grata-backup"),
  version: z.literal(1),
  createdAt: z.iso.datetime(),
  appVersion: z.string(),
  migrations: z.array(z.object({ name: z.string(), checksum: z.string() })),
});
export type BackupHeader = z.output<typeof headerSchema>;

const tableSchema = z.object({ name: z.string(), columns: z.array(z.string()).min(1) });
const mediaSchema = z.object({ hash: z.string() });
const endSchema = z.object({ rows: z.record(z.string(), z.number()), files: z.number().default(0) });

export type BackupPart =
  | { kind: "header"; header: BackupHeader }
  | { kind: "table"; name: string; columns: string[]; rows: AsyncIterable<Buffer> }
  | { kind: "media"; hash: string; content: AsyncIterable<Buffer> }
  | ({ kind: "end" } & BackupCounts);

export type BackupCounts = {
  /** By table. */
  rows: Record<string, number>;
  /** Of the media store. */
  files: number;
};

/** Of all tables together. */
export const sumRows = (rows: BackupCounts["rows"]) => Object.values(rows).reduce((sum, count) => sum + count, 0);

export const endOfRows = "\\.\n";
const newline = 0x0a;

export const writeHeader = (header: BackupHeader) =>
  `-- header ${JSON.stringify(header)}\nSET session_replication_role = replica;\n`;
export const writeEnd = (counts: BackupCounts) => `-- end ${JSON.stringify(counts)}\n`;
export const writeTable = (table: { name: string; columns: readonly string[] }, copy: string) =>
  `-- table ${JSON.stringify({ name: table.name, columns: table.columns })}\n${copy};\n`;

const lineBytes = 2 ** 20;
const endOfMedia = "--.";

export async function* writeMedia(hash: string, content: AsyncIterable<Buffer>): AsyncGenerator<string> {
  yield `-- media ${JSON.stringify({ hash })}\n`;
  for await (const chunk of content)
    for (let at = 0; at < chunk.length; at += lineBytes)
      yield `--+${chunk.subarray(at, at + lineBytes).toString("base64")}\n`;
  yield `${endOfMedia}\n`;
}

export const countLines = (chunk: Buffer) => {
  let lines = 0;
  for (let at = chunk.indexOf(newline); at !== -1; at = chunk.indexOf(newline, at + 1)) lines++;
  return lines;
};

const damaged = (what: string) => new Refusal(`The backup is damaged (${what}): use another copy of the file.`);

/** Whole lines out of whatever chunks come, as large as they come. */
async function* readWholeLines(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let rest: Buffer[] = [];
  for await (const chunk of chunks) {
    const cut = chunk.lastIndexOf(newline) + 1;
    if (cut === 0) {
      rest.push(chunk);
      continue;
    }
    yield Buffer.concat([...rest, chunk.subarray(0, cut)]);
    rest = [chunk.subarray(cut)];
  }
  if (rest.some(({ length }) => length > 0)) throw damaged("it ends in the middle of a line");
}

/** Lines one at a time, or all up to the end of a table's rows. */
function makeReader(chunks: AsyncIterable<Buffer>) {
  const source = readWholeLines(chunks)[Symbol.asyncIterator]();
  let block: Buffer = Buffer.alloc(0);
  async function fill(): Promise<boolean> {
    while (block.length === 0) {
      const next = await source.next();
      if (next.done) return false;
      block = next.value;
    }
    return true;
  }
  async function readLine(): Promise<string | null> {
    if (!(await fill())) return null;
    const cut = block.indexOf(newline) + 1;
    const line = block.subarray(0, cut - 1).toString("utf8");
    block = block.subarray(cut);
    return line;
  }
  async function* readRows(): AsyncGenerator<Buffer> {
    while (await fill()) {
      const isEnd = block.subarray(0, endOfRows.length).equals(Buffer.from(endOfRows));
      const at = isEnd ? 0 : block.indexOf(`\n${endOfRows}`) + 1;
      if (isEnd || at > 0) {
        const rows = block.subarray(0, at);
        block = block.subarray(at + endOfRows.length);
        if (rows.length > 0) yield rows;
        return;
      }
      yield block;
      block = Buffer.alloc(0);
    }
    throw damaged("a table has no end");
  }
  async function* readMedia(): AsyncGenerator<Buffer> {
    for (let line = await readLine(); line !== null; line = await readLine()) {
      if (line === endOfMedia) return;
      if (!line.startsWith("--+")) break;
      yield Buffer.from(line.slice(3), "base64");
    }
    throw damaged("a file of the media store has no end");
  }
  return { readLine, readRows, readMedia };
}

function parse<Schema extends z.ZodType>(schema: Schema, text: string): z.output<Schema> {
  try {
    return schema.parse(JSON.parse(text));
  } catch {
    throw damaged(`line "${text.slice(0, 60)}"`);
  }
}

/** Reads an unzipped backup part by part. The rows of a table and the content of a file have to be read to their end before the next part is asked for. */
export async function* readBackup(chunks: AsyncIterable<Buffer>): AsyncGenerator<BackupPart> {
  const reader = makeReader(chunks);
  for (let line = await reader.readLine(); line !== null; line = await reader.readLine()) {
    const [, kind, text = ""] = /^-- (header|table|media|end) (.*)$/.exec(line) ?? [];
    if (kind === "header") yield { kind, header: parse(headerSchema, text) };
    else if (kind === "end") yield { kind, ...parse(endSchema, text) };
    else if (kind === "media") yield { kind, ...parse(mediaSchema, text), content: reader.readMedia() };
    else if (kind === "table") {
      // The COPY statement is for psql: ours is made anew from names that are checked.
      await reader.readLine();
      yield { kind, ...parse(tableSchema, text), rows: reader.readRows() };
    }
  }
}
