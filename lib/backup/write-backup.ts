import { once } from "node:events";
import { open } from "node:fs/promises";
import { pipeline } from "node:stream/promises";
import { createGzip, type Gzip } from "node:zlib";
import pg from "pg";
import { to as copyTo } from "pg-copy-streams";
import { countLines, endOfRows, writeEnd, writeHeader, writeTable } from "@/lib/backup/backup-file";
import { listApplied, listTables, portableText, quote, type Table, withoutLeftOut } from "@/lib/backup/tables";
import { writeDraft } from "@/lib/draft-file";
import { version } from "@/lib/version";

type Options = {
  onProgress?: (table: string, rows: number) => void;
  /** Told of what a backup left that was killed. */
  onLeftover?: (path: string) => void;
};

/** Rows by table. */
export type RowCounts = Record<string, number>;

/**
 * Writes the whole database, as of one moment, to a file that only its owner can read. People go on labeling meanwhile: one read-only
 * transaction sees a single snapshot and blocks nobody. The file appears under its name when it is complete.
 */
export async function writeBackup(connectionString: string, path: string, options: Options = {}): Promise<RowCounts> {
  const client = new pg.Client({ connectionString, application_name: "persona-grata-backup" });
  await client.connect();
  try {
    return await writeDraft(path, (draft) => fill(client, draft, options), options.onLeftover);
  } finally {
    await client.end();
  }
}

async function fill(client: pg.Client, draft: string, options: Options): Promise<RowCounts> {
  const file = await open(draft, "w", 0o600);
  const zip = createGzip({ level: 6 });
  const written = pipeline(zip, file.createWriteStream({ flush: true }));
  const [rows] = await Promise.all([dump(client, zip, options).finally(() => zip.end()), written]);
  return rows;
}

async function put(zip: Gzip, chunk: Buffer | string) {
  if (!zip.write(chunk)) await once(zip, "drain");
}

async function dump(client: pg.Client, zip: Gzip, { onProgress }: Options): Promise<RowCounts> {
  await client.query(portableText);
  await client.query("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
  const createdAt = new Date().toISOString();
  const migrations = await listApplied(client);
  await put(
    zip,
    writeHeader({ format: "persona-grata-backup", version: 1, createdAt, appVersion: version, migrations }),
  );
  const counts: RowCounts = {};
  for (const table of withoutLeftOut(await listTables(client))) {
    counts[table.name] = await dumpTable(client, zip, table, (rows) => onProgress?.(table.name, rows));
  }
  await put(zip, writeEnd(counts));
  await client.query("COMMIT");
  return counts;
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
