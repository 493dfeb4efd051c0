import { setTimeout as sleep } from "node:timers/promises";
import { pgTransaction } from "@/lib/db/pg-transaction";
import { pool } from "@/lib/db/pool";
import { ImportCancelled } from "@/lib/imports/incoming-bytes";
import { isAlive } from "@/lib/imports/stale-imports";

/** How often whoever waits looks whether it is their turn. */
const lookMs = 300;

const lockTickets = `SELECT pg_advisory_xact_lock(hashtextextended('import-queue:' || $1, 0))`;

// The clock is asked behind the lock, so that no earlier time appears once somebody has looked.
const takeTicket = `UPDATE "Import" SET "queuedAt" = clock_timestamp() WHERE id = $1`;

const countAhead = `
  SELECT count(other.id)::int AS ahead FROM "Import" mine LEFT JOIN "Import" other
    ON other."studyId" = mine."studyId" AND other.state = 'STAGING' AND (other."queuedAt", other.id) < (mine."queuedAt", mine.id)
      AND ${isAlive("other")}
  WHERE mine.id = $1 AND mine.state = 'STAGING' GROUP BY mine.id`;

/**
 * Resolves when no file of the study that was whole before this one is still being read, in whichever process. Nothing has
 * to be given back: the turn ends when the import is no longer STAGING, or has given no sign of life for too long. A look
 * every moment holds no connection. Throws `ImportCancelled` where the import was cancelled meanwhile, also in another process.
 */
export async function takeStudyTurn(
  { importId, studyId }: { importId: string; studyId: string },
  signal: AbortSignal,
  onAhead: (ahead: number) => void,
): Promise<void> {
  await pgTransaction(async (client) => {
    await client.query(lockTickets, [studyId]);
    await client.query(takeTicket, [importId]);
  });
  for (let told = 0; ; ) {
    signal.throwIfAborted();
    const { rows } = await pool.query<{ ahead: number }>(countAhead, [importId]);
    const [row] = rows;
    if (!row) throw new ImportCancelled();
    if (row.ahead !== told) onAhead(row.ahead);
    if (row.ahead === 0) return;
    told = row.ahead;
    await sleep(lookMs, undefined, { signal }).catch(() => undefined);
  }
}
