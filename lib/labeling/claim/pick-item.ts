import { prepared, type Queryable } from "@/lib/db/pg-transaction";
import type { Layout } from "@/lib/generated/prisma/enums";
import type { RaterSeat } from "@/lib/labeling/seat";

/** `place`: where the item stands in the walk. */
export type PickedItem = { itemId: string; place: number; layout: Layout; keys: string[] };

/** The column that a walk goes by: positions are drawn with the study's seed when items are loaded. */
type Walk = "position" | "fileIndex";
export const walkOf = ({ itemOrder }: RaterSeat): Walk => (itemOrder === "FILE" ? "fileIndex" : "position");

/** Items after $3 and up to $4 with a free slot that this rater has neither on the desk nor behind them. */
const eligible = (walk: Walk) => `
  FROM "Item" i
  WHERE i."studyId" = $1 AND i."openSlots" > 0 AND i."isServable" AND i."${walk}" > $3 AND i."${walk}" <= $4
    AND NOT EXISTS (SELECT FROM "Assignment" a
      WHERE a."raterId" = $2 AND a."itemId" = i.id AND a.state IN ('LEASED', 'DONE', 'SKIPPED'))`;

// Not FOR UPDATE: that would also skip every item into which a label is just being stored (foreign keys lock the row, gently).
const takeNext = (walk: Walk) =>
  prepared(`
  WITH picked AS (SELECT i.id ${eligible(walk)} ORDER BY i."${walk}" LIMIT 1 FOR NO KEY UPDATE OF i SKIP LOCKED)
  UPDATE "Item" i SET "openSlots" = i."openSlots" - 1 FROM picked WHERE i.id = picked.id
  RETURNING i.id AS "itemId", i."${walk}" AS place, i.layout,
    ARRAY(SELECT p.key FROM "ItemPart" p WHERE p."itemId" = i.id ORDER BY length(p.key), p.key) AS keys`);

const statements = { position: takeNext("position"), fileIndex: takeNext("fileIndex") };

const seeAny = prepared(`SELECT ${eligible("position")} LIMIT 1`);

const first = -1;
const last = 2 ** 31 - 1;

/**
 * Takes a slot of the next item behind a place of this rater's walk: from there to the end, then once around. The caller holds the
 * rater's row. Items that others are taking at this very moment are passed over, so that nobody queues; null may
 * therefore mean "none that is not locked": `canPick` tells.
 */
export async function pickItem(client: Queryable, seat: RaterSeat, place: number): Promise<PickedItem | null> {
  const { studyId, raterId } = seat;
  const take = statements[walkOf(seat)];
  const ahead = await client.query<PickedItem>(take(studyId, raterId, place, last));
  if (ahead.rows[0] || place === first) return ahead.rows[0] ?? null;
  const behind = await client.query<PickedItem>(take(studyId, raterId, first, place));
  return behind.rows[0] ?? null;
}

/** Whether there is anything to pick, locked for a moment or not. */
export async function canPick(client: Queryable, { studyId, raterId }: RaterSeat): Promise<boolean> {
  const { rowCount } = await client.query(seeAny(studyId, raterId, first, last));
  return Boolean(rowCount);
}
