import { labelPool } from "@/lib/db/label-pool";
import { labelTransaction, prepared } from "@/lib/db/pg-transaction";
import { log } from "@/lib/log/log";
import { recountSlots } from "@/lib/slots/item-slots";

/** How many leases one sweep ends; the rest wait for the next. */
const batch = 200;
/** How often a claim looks, per study and process. One that finds nothing to claim looks at once. */
const pauseMs = 1000;

const findExpired = prepared(`
  SELECT FROM "Assignment" WHERE "studyId" = $1 AND state = 'LEASED' AND "leaseExpiresAt" < now() LIMIT 1`);

const expire = prepared(`
  UPDATE "Assignment" SET state = 'EXPIRED' WHERE id IN (
    SELECT id FROM "Assignment" WHERE "studyId" = $1 AND state = 'LEASED' AND "leaseExpiresAt" < now()
    ORDER BY "leaseExpiresAt" LIMIT ${batch} FOR UPDATE SKIP LOCKED)
  RETURNING "itemId"`);

/** Ends the leases that have run out and opens their slots. Returns how many. Several at once share the work. */
export async function sweepLeases(studyId: string): Promise<number> {
  const { rowCount } = await labelPool.query(findExpired(studyId));
  if (!rowCount) return 0;
  const count = await labelTransaction(async (client) => {
    const { rows } = await client.query<{ itemId: string }>(expire(studyId));
    await recountSlots(client, [...new Set(rows.map(({ itemId }) => itemId))]);
    return rows.length;
  });
  if (count > 0) log.info("leases swept", { studyId, count });
  return count;
}

const lastSweeps = new Map<string, number>();

/** Sweeps unless this process did so a moment ago. */
export async function sweepNowAndThen(studyId: string): Promise<void> {
  const now = Date.now();
  if (now - (lastSweeps.get(studyId) ?? 0) < pauseMs) return;
  lastSweeps.set(studyId, now);
  await sweepLeases(studyId);
}
