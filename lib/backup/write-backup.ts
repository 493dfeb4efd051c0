import { once } from "node:events";
import { open } from "node:fs/promises";
import { pipeline } from "node:stream/promises";
import { createGzip, type Gzip } from "node:zlib";
import pg from "pg";
import { to as copyTo } from "pg-copy-streams";
import {
  type BackupCounts,
  countLines,
  endOfRows,
  sumRows,
  writeEnd,
  writeHeader,
  writeMedia,
  writeTable,
} from "@/lib/backup/backup-file";
import { listApplied, listTables, portableText, quote, type Table, withoutLeftOut } from "@/lib/backup/tables";
import { writeDraft } from "@/lib/draft-file";
import { log, startClock } from "@/lib/log/log";
import { keepUnusedUntilClosed } from "@/lib/media/keep-unused";
import type { MediaStore } from "@/lib/media/media-store";
import { version } from "@/lib/version";

type Options = {
  onProgress?: (table: string, rows: number) => void;
  /** Told of what a backup left that was killed. */
  onLeftover?: (path: string) => void;
};

export type Written = BackupCounts & {
  /** Names of media whose bytes are not where they should be: what a person has taken out of the data folder. */
  missing: string[];
};

/**
 * Writes the whole database, as of one moment, and the media that it names to a file that only its owner can read. People go on labeling meanwhile: one read-only
 * transaction sees a single snapshot and blocks nobody. The file appears under its name when it is complete.
 */
export async function writeBackup(
  connectionString: string,
  media: MediaStore,
  path: string,
  options: Options = {},
): Promise<Written> {
  const client = new pg.Client({ connectionString, application_name: "persona-grata-backup" });
  await client.connect();
  try {
    const clock = startClock();
    const counts = await writeDraft(path, (draft) => fill(client, media, draft, options), options.onLeftover);
    log.info("backup made", { count: sumRows(counts.rows), ms: clock() });
    return counts;
  } finally {
    await client.end();
  }
}

async function fill(client: pg.Client, media: MediaStore, draft: string, options: Options): Promise<Written> {
  const file = await open(draft, "w", 0o600);
  const zip = createGzip({ level: 6 });
  const written = pipeline(zip, file.createWriteStream({ flush: true }));
  const [counts] = await Promise.all([dump(client, media, zip, options).finally(() => zip.end()), written]);
  return counts;
}

async function put(zip: Gzip, chunk: Buffer | string) {
  if (!zip.write(chunk)) await once(zip, "drain");
}

async function dump(client: pg.Client, media: MediaStore, zip: Gzip, { onProgress }: Options): Promise<Written> {
  await client.query(portableText);
  // Before the snapshot: what it names has to be there still when its turn comes. Freed with the connection.
  await keepUnusedUntilClosed(client);
  await client.query("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
  const createdAt = new Date().toISOString();
  const migrations = await listApplied(client);
  await put(
    zip,
    writeHeader({ format: "persona-grata-backup", version: 1, createdAt, appVersion: version, migrations }),
  );
  const rows: BackupCounts["rows"] = {};
  for (const table of withoutLeftOut(await listTables(client))) {
    rows[table.name] = await dumpTable(client, zip, table, (rows) => onProgress?.(table.name, rows));
  }
  const { files, missing } = await dumpMedia(client, media, zip);
  await put(zip, writeEnd({ rows, files }));
  await client.query("COMMIT");
  return { rows, files, missing };
}

async function dumpMedia(client: pg.Client, media: MediaStore, zip: Gzip) {
  const { rows } = await client.query<{ hash: string; name: string }>(
    `SELECT hash, min(name) AS name FROM "Media" GROUP BY hash ORDER BY hash`,
  );
  const missing: string[] = [];
  for (const { hash, name } of rows) {
    const opened = await media.open(hash);
    if (opened) for await (const line of writeMedia(hash, opened.content)) await put(zip, line);
    else missing.push(name);
  }
  return { files: rows.length - missing.length, missing };
}

async function dumpTable(client: pg.Client, zip: Gzip, table: Table, onRows: (rows: number) => void) {
  const target = `${quote(table.name)} (${table.columns.map(quote).join(", ")})`;
  await put(zip, writeTable(table, `COPY ${target} FROM stdin`));
  let rows = 0;
  const stream: AsyncIterable<Buffer> = client.query(copyTo(`COPY ${target} TO STDOUT`));
  for await (const chunk of stream) {
    rows += countLines(chunk);
    await put(zip, chunk);
    onRows(rows);
  }
  await put(zip, endOfRows);
  return rows;
}
