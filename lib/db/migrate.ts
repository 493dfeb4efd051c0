import { randomUUID } from "node:crypto";
import pg from "pg";
import type { Migration } from "@/lib/db/migrations";
import { log } from "@/lib/log/log";
import { Refusal } from "@/lib/refusal";

/** Prisma's own key, so that `prisma migrate deploy` and this runner exclude each other too. */
const lockKey = 72_707_369;
const lockTimeoutMs = 60_000;
const oldestMajor = 15;

type Recorded = { migration_name: string; checksum: string; finished_at: Date | null; rolled_back_at: Date | null };

/**
 * Brings a database up to the given migrations and returns the names it applied. One process at a time (advisory lock),
 * each migration in a transaction of its own, recorded as `prisma migrate deploy` records it.
 *
 * Throws a `Refusal` when the database is not one that these migrations may be applied to.
 */
export async function migrate(connectionString: string, migrations: readonly Migration[]): Promise<string[]> {
  const client = new pg.Client({ connectionString, application_name: "persona-grata-migrate" });
  await client.connect();
  try {
    await refuseOldServer(client);
    await lock(client);
    await prepareRecord(client);
    const pending = findPending(await listRecorded(client), migrations);
    for (const migration of pending) {
      await apply(client, migration);
      log.info("migration applied", { migration: migration.name });
    }
    return pending.map(({ name }) => name);
  } finally {
    // Ends the session and with it the lock.
    await client.end();
  }
}

/** Names of the migrations a database still lacks, without changing anything. Throws a `Refusal` as `migrate` does. */
export async function listPending(connectionString: string, migrations: readonly Migration[]): Promise<string[]> {
  const client = new pg.Client({ connectionString });
  await client.connect();
  try {
    const { rows } = await client.query<{ found: boolean }>(
      `SELECT to_regclass('"_prisma_migrations"') IS NOT NULL AS found`,
    );
    const recorded = rows[0]?.found ? await listRecorded(client) : [];
    return findPending(recorded, migrations).map(({ name }) => name);
  } finally {
    await client.end();
  }
}

/** What is left to apply, or a `Refusal` when the record and the folder contradict each other. */
function findPending(recorded: readonly Recorded[], migrations: readonly Migration[]): Migration[] {
  const known = new Map(migrations.map((migration) => [migration.name, migration]));
  const standing = recorded.filter(({ rolled_back_at }) => rolled_back_at === null);
  for (const { migration_name: name, checksum, finished_at } of standing) {
    if (!finished_at)
      throw new Refusal(
        `Migration ${name} failed half-way in this database: mend what it left, then mark it with \`npx prisma migrate resolve --rolled-back ${name}\`, or restore a backup.`,
      );
    const migration = known.get(name);
    if (!migration)
      throw new Refusal(
        `The database is newer than this version of Persona Grata: it has migration ${name}, which this code does not know. Update the code, or restore a backup made with it.`,
      );
    if (migration.checksum !== checksum)
      throw new Refusal(
        `Migration ${name} was changed after it had been applied to this database: restore the file prisma/migrations/${name}/migration.sql and put the change into a new migration.`,
      );
  }
  const applied = new Set(standing.map(({ migration_name }) => migration_name));
  return migrations.filter(({ name }) => !applied.has(name));
}

async function refuseOldServer(client: pg.Client) {
  const { rows } = await client.query<{ version: string }>("SELECT current_setting('server_version_num') AS version");
  const major = Math.floor(Number(rows[0]?.version) / 10_000);
  if (major < oldestMajor)
    throw new Refusal(
      `The database server is PostgreSQL ${major}, Persona Grata needs ${oldestMajor} or later: set DATABASE_URL to a newer server, or unset it to use the embedded one.`,
    );
}

async function lock(client: pg.Client) {
  await client.query(`SET lock_timeout = ${lockTimeoutMs}`);
  try {
    await client.query("SELECT pg_advisory_lock($1)", [lockKey]);
  } catch (error) {
    if (!(error instanceof pg.DatabaseError && error.code === "55P03")) throw error;
    throw new Refusal(
      `Another process has been migrating this database for ${lockTimeoutMs / 1000} s: wait until it ends and start again.`,
    );
  }
  await client.query("SET lock_timeout = 0");
}

/** Creates Prisma's record where there is none, and refuses a database that already serves something else. */
async function prepareRecord(client: pg.Client) {
  const { rows } = await client.query<{ name: string }>(
    "SELECT tablename AS name FROM pg_tables WHERE schemaname = current_schema() ORDER BY tablename",
  );
  if (rows.some(({ name }) => name === "_prisma_migrations")) return;
  const [stranger] = rows;
  if (stranger)
    throw new Refusal(
      `The database already holds tables that are not Persona Grata's ("${stranger.name}" is one): create an empty database and set DATABASE_URL to it.`,
    );
  await client.query(`CREATE TABLE "_prisma_migrations" (
    id varchar(36) PRIMARY KEY NOT NULL,
    checksum varchar(64) NOT NULL,
    finished_at timestamptz,
    migration_name varchar(255) NOT NULL,
    logs text,
    rolled_back_at timestamptz,
    started_at timestamptz NOT NULL DEFAULT now(),
    applied_steps_count integer NOT NULL DEFAULT 0
  )`);
}

async function listRecorded(client: pg.Client): Promise<Recorded[]> {
  const { rows } = await client.query<Recorded>(
    `SELECT migration_name, checksum, finished_at, rolled_back_at FROM "_prisma_migrations" ORDER BY started_at`,
  );
  return rows;
}

async function apply(client: pg.Client, { name, sql, checksum }: Migration) {
  const startedAt = new Date();
  try {
    await client.query("BEGIN");
    await client.query(sql);
    await client.query(
      `INSERT INTO "_prisma_migrations" (id, checksum, migration_name, started_at, finished_at, applied_steps_count)
       VALUES ($1, $2, $3, $4, clock_timestamp(), 1)`,
      [randomUUID(), checksum, name, startedAt],
    );
    await client.query("COMMIT");
  } catch (error) {
    if (!(error instanceof pg.DatabaseError)) throw error;
    await client.query("ROLLBACK");
    // Nothing of it is left, so it is recorded as rolled back: the next start tries again.
    await client.query(
      `INSERT INTO "_prisma_migrations" (id, checksum, migration_name, started_at, rolled_back_at, logs)
       VALUES ($1, $2, $3, $4, clock_timestamp(), $5)`,
      [randomUUID(), checksum, name, startedAt, error.message],
    );
    throw new Refusal(
      `Migration ${name} failed and was rolled back: ${error.message}. Mend the cause and start again; nothing was changed.`,
    );
  }
}
