import { pool } from "@/lib/db/pool";

/** How often whoever works on an import says so, and how long its silence may last. */
export const beatMs = 5_000;
const silenceSeconds = 45;

const interrupted = JSON.stringify([
  {
    ...{ file: "", line: 0, field: null },
    message: "The app was stopped while this file was being read: load it again",
  },
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
     WHERE "studyId" = $1 AND state IN ('STAGING', 'COMMITTING') AND "touchedAt" < now() - $3 * interval '1 second'
     RETURNING CASE WHEN state = 'FAILED' THEN id END AS id`,
    [studyId, interrupted, silenceSeconds],
  );
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
