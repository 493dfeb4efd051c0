import type { Transaction } from "@/lib/db/client";
import type { Queryable } from "@/lib/db/pg-transaction";

/*
 * Locks by name of a study, for what must not happen twice at once. They are taken before any row is locked, so that nobody waits for
 * one while others wait for their rows (docs/decisions/010-lock-order.md).
 */

/** `protocol`: who edits the draft. `people`: who changes roles. */
type StudyLock = "protocol" | "people";

const key = (name: string, studyId: string) => `${name}:${studyId}`;

/** Waits its turn; held until the transaction ends. */
export const takeTurn = (tx: Transaction, name: StudyLock, studyId: string) =>
  tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${key(name, studyId)}, 0))`;

const publishing = (studyId: string) => key("publishing", studyId);

/** Held by an import that publishes a version, until its labels are stored: minutes, where there are many. */
export const takePublishing = (client: Queryable, studyId: string) =>
  client.query("SELECT pg_advisory_xact_lock(hashtextextended($1, 0))", [publishing(studyId)]);

/** Whether no import is publishing. None begins to until this transaction ends. */
export async function keepPublishingOut(tx: Transaction, studyId: string): Promise<boolean> {
  const [row] = await tx.$queryRaw<{ isFree: boolean }[]>`
    SELECT pg_try_advisory_xact_lock_shared(hashtextextended(${publishing(studyId)}, 0)) AS "isFree"`;
  return row?.isFree ?? false;
}
