import { pgTransaction } from "@/lib/db/pg-transaction";
import { recountSlots } from "@/lib/slots/item-slots";
import { lockedItems, partSlots, takeSettingsTurn } from "@/lib/slots/settle-slots";
import type { StudyAccess } from "@/lib/studies/proof";
import type { StudySettings } from "@/lib/studies/schema";

const readK = `SELECT "labelsPerItem" FROM "Study" WHERE id = $1`;

// Another tie rule or switch changes figures: cached ones are of the revision before.
const save = `
  UPDATE "Study" SET name = $2, description = $3, "contentWarning" = $4, "labelsPerItem" = $5, "leaseMinutes" = $6,
    policies = $7, "tieRule" = $8, "countRepeats" = $9, "mostPerDay" = $10, "slotRule" = $11,
    "itemsAhead" = $12, revision = revision + 1 WHERE id = $1`;

/**
 * Saves the settings. Another k, or other people who fill it, opens or closes slots on every item in the same transaction: what is
 * filled or reserved stays, also where it is more than the new k. Where a rule says who fills the slots, it says how many there are.
 * Returns how many items were counted anew.
 */
export function changeSettings({ studyId }: StudyAccess, settings: StudySettings): Promise<number> {
  const { name, description, contentWarning, leaseMinutes, policies, slotRule = null } = settings;
  const { tieRule, countRepeats, mostPerDay, itemsAhead } = settings;
  return pgTransaction(async (client) => {
    await takeSettingsTurn(client, studyId);
    const { rows } = await client.query<{ labelsPerItem: number }>(readK, [studyId]);
    const parted = await partSlots(client, studyId, slotRule);
    const k = parted.k ?? settings.labelsPerItem;
    const isOther = parted.isOther || rows[0]?.labelsPerItem !== k;
    if (isOther) await lockedItems(client, studyId);
    const described = [name, description, contentWarning];
    const rule = slotRule && JSON.stringify(slotRule);
    const given = [k, leaseMinutes, JSON.stringify(policies), tieRule, countRepeats, mostPerDay, rule, itemsAhead];
    await client.query(save, [studyId, ...described, ...given]);
    // Listed again: an import that the study's row was waited for has brought items with the k before.
    const items = isOther ? await lockedItems(client, studyId) : [];
    await recountSlots(client, items);
    return items.length;
  });
}
