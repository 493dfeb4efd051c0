import type { ClientBase } from "pg";
import { recountSlots } from "@/lib/slots/item-slots";

// The rater's row first, in a statement of its own: a claim of theirs that is under way is seen then.
const lockRater = `SELECT FROM "Rater" WHERE id = $2 AND "studyId" = $1 FOR NO KEY UPDATE`;

// What was claimed last goes first.
const release = `
  WITH own AS (SELECT status, "doneCount", quota FROM "Rater" WHERE id = $2 AND "studyId" = $1),
  held AS (
    SELECT a.id, row_number() OVER (ORDER BY a."claimedAt", a.id) AS place FROM "Assignment" a
    WHERE a."studyId" = $1 AND a."raterId" = $2 AND a.state = 'LEASED')
  UPDATE "Assignment" a SET state = 'RELEASED' FROM own, held
  WHERE a."studyId" = $1 AND a.id = held.id AND a.state = 'LEASED'
    AND ($3 OR own.status <> 'ACTIVE' OR own."doneCount" + held.place > own.quota)
  RETURNING a."itemId"`;

/**
 * Gives others the slots that somebody holds and will not fill: all of whoever is paused or `isGone`, what is more than the quota of whoever
 * stays. A label that comes for one all the same takes the slot while it is free. Returns how many were held.
 */
export async function freeHeld(
  client: ClientBase,
  { studyId, raterId }: { studyId: string; raterId: string },
  isGone = false,
): Promise<number> {
  await client.query(lockRater, [studyId, raterId]);
  const { rows } = await client.query<{ itemId: string }>(release, [studyId, raterId, isGone]);
  await recountSlots(client, [...new Set(rows.map(({ itemId }) => itemId))].sort());
  return rows.length;
}
