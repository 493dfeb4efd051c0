import { createReadStream } from "node:fs";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGunzip } from "node:zlib";
import pg from "pg";
import { from as copyFrom } from "pg-copy-streams";
import {
  type BackupCounts,
  type BackupHeader,
  type BackupPart,
  countLines,
  readBackup,
  sumRows,
} from "@/lib/backup/backup-file";
import {
  type AppliedMigration,
  listApplied,
  listTables,
  portableText,
  quote,
  type Table,
  withoutLeftOut,
} from "@/lib/backup/tables";
import { log, startClock } from "@/lib/log/log";
import { keepUnused } from "@/lib/media/keep-unused";
import type { MediaStore } from "@/lib/media/media-store";
import { Refusal } from "@/lib/refusal";

type Options = { onProgress?: (table: string, rows: number) => void };

export type Restored = BackupCounts & { /** Invitations that were open in the backup. */ revokedInvitations: number };

const lockTimeoutMs = 30_000;
const lockAttempts = 5;

/** The file's content; what gzip has to say about a file is said in words. */
async function* unzipFile(path: string): AsyncGenerator<Buffer> {
  const source = createReadStream(path);
  const unzip = createGunzip();
  source.on("error", (error) => unzip.destroy(error));
  try {
    yield* source.pipe(unzip) as AsyncIterable<Buffer>;
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === "ENOENT" || code === "EACCES" || code === "EISDIR")
      throw new Refusal(`The backup ${path} cannot be read (${message}): check the path.`);
    if (code === "Z_BUF_ERROR") throw new Refusal(`The backup ${path} is cut short: use another copy of the file.`);
    if (code?.startsWith("Z_")) throw new Refusal(`${path} is not a backup of Persona Grata (${message}).`);
    throw error;
  } finally {
    source.destroy();
    unzip.destroy();
  }
}

/** The moment a backup was made and what schema it has. Throws a `Refusal` for a file that is none. */
export async function readBackupHeader(path: string): Promise<BackupHeader> {
  for await (const part of readBackup(unzipFile(path))) {
    if (part.kind === "header") return part.header;
    break;
  }
  throw new Refusal(`${path} is not a backup of Persona Grata: it has no header.`);
}

function refuseOtherSchema(
  path: string,
  { migrations, appVersion }: BackupHeader,
  applied: readonly AppliedMigration[],
) {
  const ours = new Map(applied.map(({ name, checksum }) => [name, checksum]));
  const foreign = migrations.find(({ name, checksum }) => ours.get(name) !== checksum);
  if (foreign)
    throw new Refusal(
      `The backup ${path} has another schema (migration ${foreign.name}, Persona Grata ${appVersion}) than this database: update the code to the version that made it, then restore.`,
    );
  const missing = applied.find(({ name }) => !migrations.some((migration) => migration.name === name));
  if (missing)
    throw new Refusal(
      `The backup ${path} is older than this database, which also has migration ${missing.name}: restore it with Persona Grata ${appVersion}, then update.`,
    );
}

/**
 * Replaces everything in the database by what a backup holds, in one transaction: until it ends everybody works on the old data, and if it
 * fails nothing has changed. Requests that come meanwhile wait. What was ended since the backup stays ended: nobody is signed in
 * afterwards, and no invitation lets anybody in. Throws a `Refusal` for a backup of another schema.
 */
export async function restoreBackup(
  connectionString: string,
  media: MediaStore,
  path: string,
  options: Options = {},
): Promise<Restored> {
  const header = await readBackupHeader(path);
  const client = new pg.Client({ connectionString, application_name: "persona-grata-restore" });
  client.on("error", () => undefined);
  await client.connect();
  try {
    refuseOtherSchema(path, header, await listApplied(client));
    await client.query(portableText);
    const tables = (await listTables(client)).filter(({ name }) => name !== "_prisma_migrations");
    await beginAlone(client, tables);
    const clock = startClock();
    const counts = await replace(client, media, tables, path, options);
    const revokedInvitations = await closeDoors(client);
    await client.query("COMMIT");
    await client.query("ANALYZE");
    log.info("restored", { count: sumRows(counts.rows), ms: clock() });
    return { ...counts, revokedInvitations };
  } catch (error) {
    await client.query("ROLLBACK").catch(() => undefined);
    throw error;
  } finally {
    await client.end();
  }
}

/** Begins a transaction that holds every table. Against labels being written that may deadlock, which is tried again. */
async function beginAlone(client: pg.Client, tables: readonly Table[]) {
  const names = tables.map(({ name }) => quote(name)).join(", ");
  for (let attempt = 1; ; attempt++) {
    try {
      await client.query("BEGIN");
      await keepUnused(client);
      await client.query(`SET LOCAL lock_timeout = ${lockTimeoutMs}`);
      await client.query(`LOCK TABLE ${names} IN ACCESS EXCLUSIVE MODE`);
      return;
    } catch (error) {
      await client.query("ROLLBACK");
      const code = error instanceof pg.DatabaseError ? error.code : undefined;
      if (code === "40P01" && attempt < lockAttempts) continue;
      if (code !== "40P01" && code !== "55P03") throw error;
      throw new Refusal(
        `Something has been writing to the database for ${lockTimeoutMs / 1000} s (an import, a backup): wait until it ends and restore again.`,
      );
    }
  }
}

async function replace(
  client: pg.Client,
  media: MediaStore,
  tables: readonly Table[],
  path: string,
  options: Options,
): Promise<BackupCounts> {
  const revision = await getLatestRevision(client);
  // Tables refer to each other in a circle: the references are taken off and put back, which also checks all rows at once.
  const references = await listReferences(client);
  for (const { table, name } of references) await client.query(`ALTER TABLE ${table} DROP CONSTRAINT ${quote(name)}`);
  await client.query(`TRUNCATE ${tables.map(({ name }) => quote(name)).join(", ")}`);
  // What is counted as rows come in is in the backup too, as it is in a file that psql loads.
  const counting = await listTablesWithTriggers(client);
  for (const table of counting) await client.query(`ALTER TABLE ${table} DISABLE TRIGGER USER`);
  const counts = await load(client, media, tables, path, options);
  for (const table of counting) await client.query(`ALTER TABLE ${table} ENABLE TRIGGER USER`);
  for (const { table, name, definition } of references)
    await client.query(`ALTER TABLE ${table} ADD CONSTRAINT ${quote(name)} ${definition}`);
  // Cached results are kept by revision: none of before may pass for one of after.
  await client.query(`UPDATE "Study" SET revision = revision + $1`, [revision + 1]);
  return counts;
}

/**
 * A backup cannot know which sessions, passwords and invitations were ended after it was made, often because somebody should be
 * kept out. Returns how many invitations were still open.
 */
async function closeDoors(client: pg.Client): Promise<number> {
  await client.query(`UPDATE "User" SET "sessionsValidFrom" = clock_timestamp()`);
  const { rowCount } = await client.query(`
    UPDATE "Invitation" SET "revokedAt" = now() WHERE "revokedAt" IS NULL AND "expiresAt" > now() AND uses < "maxUses"`);
  return rowCount ?? 0;
}

async function getLatestRevision(client: pg.Client): Promise<number> {
  const { rows } = await client.query<{ revision: number }>(
    `SELECT coalesce(max(revision), 0) AS revision FROM "Study"`,
  );
  return Number(rows[0]?.revision ?? 0);
}

type Reference = { table: string; name: string; definition: string };

async function listReferences(client: pg.Client): Promise<Reference[]> {
  const { rows } = await client.query<Reference>(`
    SELECT conrelid::regclass::text AS table, conname AS name, pg_get_constraintdef(oid) AS definition
    FROM pg_constraint WHERE contype = 'f' AND connamespace = current_schema()::regnamespace ORDER BY conname`);
  return rows;
}

async function listTablesWithTriggers(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query<{ table: string }>(`
    SELECT DISTINCT c.oid::regclass::text AS table FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
    WHERE NOT t.tgisinternal AND c.relnamespace = current_schema()::regnamespace ORDER BY 1`);
  return rows.map(({ table }) => table);
}

async function load(
  client: pg.Client,
  media: MediaStore,
  tables: readonly Table[],
  path: string,
  { onProgress }: Options,
): Promise<BackupCounts> {
  const known = new Set(withoutLeftOut(tables).map(({ name }) => name));
  const rows: BackupCounts["rows"] = {};
  let files = 0;
  let promised: BackupCounts | null = null;
  for await (const part of readBackup(unzipFile(path))) {
    if (part.kind === "end") promised = part;
    if (part.kind === "media") {
      await loadMedia(media, path, part);
      files++;
    }
    if (part.kind !== "table") continue;
    if (!known.has(part.name))
      throw new Refusal(`The backup ${path} has a table "${part.name}" that this database lacks.`);
    rows[part.name] = await loadTable(client, part, (rows) => onProgress?.(part.name, rows));
  }
  if (!promised || Object.entries(promised.rows).some(([name, count]) => rows[name] !== count))
    throw new Refusal(`The backup ${path} is damaged (rows are missing): use another copy of the file.`);
  if (files !== promised.files)
    throw new Refusal(`The backup ${path} is damaged (files are missing): use another copy of the file.`);
  return { rows, files };
}

/** A file that is there already is the same: it goes by its content. */
async function loadMedia(media: MediaStore, path: string, part: Extract<BackupPart, { kind: "media" }>) {
  const { hash, keep, drop } = await media.receive(part.content);
  try {
    if (hash !== part.hash)
      throw new Refusal(`The backup ${path} is damaged (a file has another content): use another copy of the file.`);
    await keep();
  } finally {
    await drop();
  }
}

async function loadTable(
  client: pg.Client,
  { name, columns, rows }: Extract<BackupPart, { kind: "table" }>,
  onRows: (rows: number) => void,
) {
  const stream = client.query(copyFrom(`COPY ${quote(name)} (${columns.map(quote).join(", ")}) FROM STDIN`));
  let count = 0;
  const counted = async function* () {
    for await (const chunk of rows) {
      count += countLines(chunk);
      onRows(count);
      yield chunk;
    }
  };
  await pipeline(Readable.from(counted(), { objectMode: false }), stream);
  return count;
}
