import { prepared, type Queryable } from "@/lib/db/pg-transaction";

export type SlotError = {
  itemId: string;
  what: "overfull" | "miscounted";
  openSlots: number;
  taken: number;
  k: number;
};

// Labels are counted by judgment, not by assignment: that is what the guarantee is about. Where slots are parted, each share is a row.
const select = prepared(`
  SELECT i.id AS "itemId", CASE WHEN h.share IS NULL THEN i."openSlots" ELSE coalesce((i."groupSlots"->>h.share)::int, -1) END AS "openSlots",
    wanted.k, used.leased + used.labeled AS taken, used.labeled
  FROM "Item" i JOIN "Study" s ON s.id = i."studyId" LEFT JOIN "SlotShare" h ON h."studyId" = i."studyId",
  LATERAL (SELECT coalesce(h.labels, s."labelsPerItem") AS k) wanted,
  LATERAL (
    SELECT
      (SELECT count(*)::int FROM "Assignment" a JOIN "Rater" r ON r."studyId" = $1 AND r.id = a."raterId"
        WHERE a."studyId" = $1 AND a."itemId" = i.id AND a.purpose = 'PRIMARY' AND a.state = 'LEASED'
          AND (h.share IS NULL OR r."slotShare" = h.share)) AS leased,
      (SELECT count(DISTINCT j."raterId")::int FROM "Judgment" j JOIN "Rater" r ON r."studyId" = $1 AND r.id = j."raterId"
        WHERE j."studyId" = $1 AND j."itemId" = i.id AND j.purpose = 'PRIMARY'
          AND (h.share IS NULL OR r."slotShare" = h.share)) AS labeled) used
  WHERE i."studyId" = $1 AND i."isServable" AND CASE WHEN i."reservedFor" IS NOT NULL
    THEN used.labeled > 0 OR i."openSlots" <> 0 OR i."groupSlots" IS NOT NULL ELSE (used.labeled > wanted.k
      OR CASE WHEN h.share IS NULL THEN i."groupSlots" IS NOT NULL OR i."openSlots" <> GREATEST(0, wanted.k - used.leased - used.labeled)
        ELSE (i."groupSlots"->>h.share)::int IS DISTINCT FROM GREATEST(0, wanted.k - used.leased - used.labeled)
          OR i."openSlots" <> (SELECT sum(value::int) FROM jsonb_each_text(i."groupSlots")) END) END`);

/** Items with more primary labels than k, or whose count of free slots is not k less those leased and labeled; by share where there are any. */
export async function findSlotErrors(client: Queryable, studyId: string): Promise<SlotError[]> {
  const { rows } = await client.query<Omit<SlotError, "what"> & { labeled: number }>(select(studyId));
  return rows.map(({ labeled, ...row }) => ({ ...row, what: labeled > row.k ? "overfull" : "miscounted" }));
}
