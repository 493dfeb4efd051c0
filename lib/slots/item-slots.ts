import { prepared, type Queryable } from "@/lib/db/pg-transaction";
import { isOpenTo, takeOneFor } from "@/lib/slots/share-sql";

/*
 * An item has k primary slots, one that is reserved for training, a test or hidden gold none. `Item.openSlots` is k less the primary
 * assignments that are leased or done, and never below 0 (the database refuses it). Where a study's slots are parted among shares of its
 * raters, `Item.groupSlots` says the same of each share, and `openSlots` is their sum. Taking a slot is a decrement under the row's lock.
 * Whoever gives one up marks the
 * assignment first, then locks the item and counts anew: exact whatever else happens at once, also after k changed.
 */

const takeOne = prepared(`UPDATE "Item" i SET ${takeOneFor("$2")} WHERE i.id = $1 AND ${isOpenTo("$2")}`);

/** Takes a slot of this item for this rater if there is one. The item stays locked until the transaction ends. */
export async function takeSlot(client: Queryable, itemId: string, raterId: string): Promise<boolean> {
  return (await client.query(takeOne(itemId, raterId))).rowCount === 1;
}

// Always in the order of ids, so that two of these never wait for each other.
const lockItems = prepared(`SELECT FROM "Item" WHERE id = ANY($1) ORDER BY id FOR NO KEY UPDATE`);

const isTaken = `a."studyId" = x."studyId" AND a."itemId" = x.id AND a.purpose = 'PRIMARY' AND a.state IN ('LEASED', 'DONE')`;

// A statement of its own: it has to see what was committed while the locks were waited for. What groups are short of is free only as far
// as the item is short of k: labels may have come along from another group, or be of somebody who is in none.
const countAnew = prepared(`
  UPDATE "Item" i SET "openSlots" = counted.open, "groupSlots" = counted.shares
  FROM (SELECT x.id, coalesce(parted.open, whole.free) AS open, parted.shares
    FROM "Item" x JOIN "Study" s ON s.id = x."studyId", LATERAL (
      SELECT GREATEST(0, s."labelsPerItem" - (SELECT count(*)::int FROM "Assignment" a WHERE ${isTaken})) AS free) whole, LATERAL (
      SELECT sum(kept.free)::int AS open, jsonb_object_agg(kept.share, kept.free) AS shares FROM (
        SELECT own.share, CASE WHEN s."slotRule"->>'by' = 'people' THEN own.short
          ELSE LEAST(own.short, GREATEST(0, whole.free - (sum(own.short) OVER (ORDER BY own.share)::int - own.short))) END AS free
        FROM (SELECT h.share, GREATEST(0, h.labels - (
            SELECT count(*)::int FROM "Assignment" a JOIN "Rater" r ON r."studyId" = a."studyId" AND r.id = a."raterId"
            WHERE ${isTaken} AND r."slotShare" = h.share)) AS short
          FROM "SlotShare" h WHERE h."studyId" = x."studyId") own) kept) parted
    WHERE x.id = ANY($1) AND x."reservedFor" IS NULL) counted
  WHERE i.id = counted.id`);

/**
 * Counts the free slots of these items anew, in the caller's transaction: after assignments were given up or erased, or
 * after k changed. The items stay locked until it ends; the caller may not wait for other items' locks after this.
 */
export async function recountSlots(client: Queryable, itemIds: readonly string[]): Promise<void> {
  if (itemIds.length === 0) return;
  await client.query(lockItems(itemIds));
  await client.query(countAnew(itemIds));
}
