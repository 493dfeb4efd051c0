import { pgTransaction } from "@/lib/db/pg-transaction";
import { pool } from "@/lib/db/pool";
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

// What was reserved for ever, on a panel that there is no more, is reserved as long as anything else. On its own and without the items'
// locks, which a label waits for while it holds its assignment; saving again does what was cut off.
const shorten = `
  UPDATE "Assignment" a SET "leaseExpiresAt" = now() + s."leaseMinutes" * interval '1 minute' FROM "Study" s
  WHERE s.id = $1 AND a."studyId" = $1 AND a.state = 'LEASED' AND a."leaseExpiresAt" > now() + interval '1 year'`;

/**
 * Saves the settings. Another k, or other people who fill it, opens or closes slots on every item in the same transaction: what is
 * filled or reserved stays, also where it is more than the new k. Where a rule says who fills the slots, it says how many there are.
 * Returns how many items were counted anew.
 */
export async function changeSettings({ studyId }: StudyAccess, settings: StudySettings): Promise<number> {
  const { name, description, contentWarning, leaseMinutes, policies, slotRule = null } = settings;
  const { tieRule, countRepeats, mostPerDay, itemsAhead } = settings;
  const counted = await pgTransaction(async (client) => {
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
  if (slotRule?.by !== "people") await pool.query(shorten, [studyId]);
  return counted;
}
