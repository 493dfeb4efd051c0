import { reader } from "@/lib/db/reader";
import type { StudyAccess } from "@/lib/studies/proof";

/** Slots that nobody has taken, of one share of the raters, or of all where slots are not parted. */
export type OpenShare = {
  /** The group, where slots are parted by groups. */
  group: string | null;
  items: number;
  slots: number;
  /** Of the first `mostLookedAt` of these items, how many no active rater of the share may still take. */
  stuck: number;
};

/** A reserved slot; of a panel it is kept for whoever has it. */
export type HeldItem = { itemId: string; externalId: string; pseudonym: string; until: Date; isKept: boolean };

export type Waiting = { open: OpenShare[]; held: HeldItem[] };

/** Each of these items is held against the raters who are left. */
const mostLookedAt = 500;
const mostHeld = 5;

const isOpen = `i."studyId" = $1 AND i."openSlots" > 0 AND i."isServable" AND (h.share IS NULL OR (i."groupSlots"->>h.share)::int > 0)`;

const openShares = `
  WITH shares AS (
    SELECT share FROM "SlotShare" WHERE "studyId" = $1
    UNION ALL SELECT NULL WHERE NOT EXISTS (SELECT FROM "SlotShare" WHERE "studyId" = $1)),
  able AS (
    SELECT r.id, r."slotShare" AS share FROM "Rater" r
    WHERE r."studyId" = $1 AND r.status = 'ACTIVE' AND r.kind = 'HUMAN' AND r.origin = 'APP' AND (r.quota IS NULL OR r."doneCount" < r.quota)
      AND EXISTS (SELECT FROM "Membership" m WHERE m."studyId" = $1 AND m."userId" = r."userId"))
  SELECT g.name AS "group", counted.items, counted.slots, (
    SELECT count(*)::int FROM (SELECT i.id FROM "Item" i WHERE ${isOpen} ORDER BY i.position LIMIT ${mostLookedAt}) few
    WHERE NOT EXISTS (SELECT FROM able WHERE able.share IS NOT DISTINCT FROM h.share AND NOT EXISTS (
      SELECT FROM "Assignment" a WHERE a."studyId" = $1 AND a."raterId" = able.id AND a."itemId" = few.id AND a.purpose = 'PRIMARY'
        AND a.state IN ('DONE', 'SKIPPED', 'LEASED')))) AS stuck
  FROM shares h LEFT JOIN "RaterGroup" g ON g."studyId" = $1 AND g.id::text = h.share,
  LATERAL (SELECT count(*)::int AS items, coalesce(sum(coalesce((i."groupSlots"->>h.share)::int, i."openSlots")), 0)::int AS slots
    FROM "Item" i WHERE ${isOpen}) counted
  ORDER BY g.name`;

const heldItems = `
  SELECT a."itemId", i."externalId", r.pseudonym, a."leaseExpiresAt" AS until, a."leaseExpiresAt" > now() + interval '1 year' AS "isKept"
  FROM "Assignment" a JOIN "Rater" r ON r."studyId" = $1 AND r.id = a."raterId" JOIN "Item" i ON i."studyId" = $1 AND i.id = a."itemId"
  WHERE a."studyId" = $1 AND a.state = 'LEASED' AND a.purpose = 'PRIMARY' ORDER BY a."leaseExpiresAt", a.id LIMIT ${mostHeld}`;

/** Whom what is unfinished waits for: pseudonyms only. */
export async function findWaiting({ studyId }: StudyAccess): Promise<Waiting> {
  const database = await reader();
  const [open, held] = await Promise.all([
    database.query<OpenShare>(openShares, [studyId]),
    database.query<HeldItem>(heldItems, [studyId]),
  ]);
  return { open: open.rows.filter(({ items }) => items > 0), held: held.rows };
}
