import type { Queryable } from "@/lib/db/pg-transaction";
import { pool } from "@/lib/db/pool";
import { log } from "@/lib/log/log";

/** How often whoever works on an import says so, and how long its silence may last. */
export const beatMs = 5_000;
const silenceSeconds = 45;
/** For a commit, whose database session tells by its lock whether it lives: only until it has begun. */
const commitSilenceSeconds = 8;

/** SQL: whoever stages the import in the row of that name has given a sign of life. */
export const isAlive = (row: string) => `${row}."touchedAt" >= now() - interval '${silenceSeconds} seconds'`;

const commitLock = (importId: string) => `hashtextextended('commit:' || ${importId}, 0)`;

/** At the beginning of the transaction of a commit: as long as it lives, the import is being committed. */
export async function holdCommit(client: Queryable, importId: string): Promise<void> {
  await client.query(`SELECT pg_advisory_xact_lock(${commitLock("$1")})`, [importId]);
  // A server that can looks while it works whether its client is still there, and gives up within seconds when it was killed.
  await client.query(`SELECT set_config('client_connection_check_interval', '2s', true) WHERE version() ~ 'linux'`);
}

/** SQL: no session holds the commit of the import in this row. */
const isLeft = `NOT EXISTS (SELECT FROM pg_locks l WHERE l.locktype = 'advisory' AND l.granted
  AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())
  AND (l.classid::bigint << 32 | l.objid::bigint) = ${commitLock("id::text")})`;

const interrupted = JSON.stringify([
  { file: "", line: 0, field: null, message: "The app was stopped while this file was being read: load it again" },
]);

/**
 * Imports whose process died: one that was being staged has failed and loses its rows, one that was being committed was
 * undone by the database and can be committed again.
 */
export async function sweepStaleImports(studyId: string): Promise<void> {
  const { rows } = await pool.query<{ id: string }>(
    `UPDATE "Import" SET state = CASE state WHEN 'STAGING' THEN 'FAILED' ELSE 'READY' END::"ImportState",
       "finishedAt" = CASE state WHEN 'STAGING' THEN now() END,
       problems = CASE state WHEN 'STAGING' THEN $2::jsonb ELSE problems END,
       counts = CASE state WHEN 'STAGING' THEN jsonb_set(counts || '{}', '{report}', coalesce(counts->'report', '{}') || '{"problemCount": 1}') ELSE counts END
     WHERE "studyId" = $1 AND (
       (state = 'STAGING' AND "touchedAt" < now() - $3 * interval '1 second')
       OR (state = 'COMMITTING' AND "touchedAt" < now() - $4 * interval '1 second' AND ${isLeft}))
     RETURNING CASE WHEN state = 'FAILED' THEN id END AS id`,
    [studyId, interrupted, silenceSeconds, commitSilenceSeconds],
  );
  if (rows.length > 0) log.warn("imports swept", { studyId, count: rows.length });
  const failed = rows.flatMap(({ id }) => (id === null ? [] : [id]));
  if (failed.length > 0) await deleteStagedRows(failed);
}

export const deleteStagedRows = (importIds: readonly string[]) =>
  pool.query(`DELETE FROM "StagedRow" WHERE "importId" = ANY($1::uuid[])`, [importIds]);

/** Says that an import is alive until the returned function is called. */
export function keepAlive(importId: string): () => void {
  const beat = () => {
    // A beat that fails is no reason to stop: the work itself will meet the same database.
    pool.query(`UPDATE "Import" SET "touchedAt" = now() WHERE id = $1`, [importId]).catch(() => undefined);
  };
  const timer = setInterval(beat, beatMs);
  timer.unref();
  return () => clearInterval(timer);
}
