import type { ClientBase } from "pg";
import { pgTransaction } from "@/lib/db/pg-transaction";
import { recountSlots } from "@/lib/slots/item-slots";
import type { StudyAccess } from "@/lib/studies/proof";
import type { StudySettings } from "@/lib/studies/schema";

// One change of settings at a time, without holding the study's row while the items are waited for: labels need both.
const waitForOthers = `SELECT pg_advisory_xact_lock(hashtextextended('study-settings:' || $1, 0))`;
const readK = `SELECT "labelsPerItem" FROM "Study" WHERE id = $1`;
const lockItems = `SELECT id FROM "Item" WHERE "studyId" = $1 ORDER BY id FOR NO KEY UPDATE`;

// Another tie rule or switch changes figures: cached ones are of the revision before.
const save = `
  UPDATE "Study" SET name = $2, description = $3, "contentWarning" = $4, "labelsPerItem" = $5, "leaseMinutes" = $6,
    policies = $7, "tieRule" = $8, "countRepeats" = $9, "mostPerDay" = $10, revision = revision + 1 WHERE id = $1`;

async function lockedItems(client: ClientBase, studyId: string): Promise<string[]> {
  const { rows } = await client.query<{ id: string }>(lockItems, [studyId]);
  return rows.map(({ id }) => id);
}

/**
 * Saves the settings. Another k opens or closes slots on every item in the same transaction: what is filled or reserved
 * stays, also where it is more than the new k. Returns how many items were counted anew.
 */
export function changeSettings({ studyId }: StudyAccess, settings: StudySettings): Promise<number> {
  const { name, description, contentWarning, labelsPerItem, leaseMinutes, policies } = settings;
  const { tieRule, countRepeats, mostPerDay } = settings;
  return pgTransaction(async (client) => {
    await client.query(waitForOthers, [studyId]);
    const { rows } = await client.query<{ labelsPerItem: number }>(readK, [studyId]);
    const isOtherK = rows[0]?.labelsPerItem !== labelsPerItem;
    if (isOtherK) await lockedItems(client, studyId);
    const described = [name, description, contentWarning];
    const given = [labelsPerItem, leaseMinutes, JSON.stringify(policies), tieRule, countRepeats, mostPerDay];
    await client.query(save, [studyId, ...described, ...given]);
    // Listed again: an import that the study's row was waited for has brought items with the k before.
    const items = isOtherK ? await lockedItems(client, studyId) : [];
    await recountSlots(client, items);
    return items.length;
  });
}
