import { prepared, type Queryable } from "@/lib/db/pg-transaction";

/*
 * An item has k primary slots. `Item.openSlots` is k less the primary assignments that are leased or done, and never
 * below 0 (the database refuses it). Taking a slot is a decrement under the row's lock. Whoever gives one up marks the
 * assignment first, then locks the item and counts anew: exact whatever else happens at once, also after k changed.
 */

const takeOne = prepared(`UPDATE "Item" SET "openSlots" = "openSlots" - 1 WHERE id = $1 AND "openSlots" > 0`);

/** Takes a slot of this item if there is one. The item stays locked until the transaction ends. */
export async function takeSlot(client: Queryable, itemId: string): Promise<boolean> {
  return (await client.query(takeOne(itemId))).rowCount === 1;
}

// Always in the order of ids, so that two of these never wait for each other.
const lockItems = prepared(`SELECT FROM "Item" WHERE id = ANY($1) ORDER BY id FOR NO KEY UPDATE`);

// A statement of its own: it has to see what was committed while the locks were waited for.
const countAnew = prepared(`
  UPDATE "Item" i SET "openSlots" = GREATEST(0, s."labelsPerItem" - (
    SELECT count(*)::int FROM "Assignment" a
    WHERE a."studyId" = i."studyId" AND a."itemId" = i.id AND a.purpose = 'PRIMARY' AND a.state IN ('LEASED', 'DONE')))
  FROM "Study" s WHERE s.id = i."studyId" AND i.id = ANY($1)`);

/**
 * Counts the free slots of these items anew, in the caller's transaction: after assignments were given up or erased, or
 * after k changed. The items stay locked until it ends; the caller may not wait for other items' locks after this.
 */
export async function recountSlots(client: Queryable, itemIds: readonly string[]): Promise<void> {
  if (itemIds.length === 0) return;
  await client.query(lockItems(itemIds));
  await client.query(countAnew(itemIds));
}
