import { prepared, type Queryable } from "@/lib/db/pg-transaction";

export type SlotError = {
  itemId: string;
  what: "overfull" | "miscounted";
  openSlots: number;
  taken: number;
  k: number;
};

// Labels are counted by judgment, not by assignment: that is what the guarantee is about. Of a panel those of its people count.
const select = prepared(`
  SELECT i.id AS "itemId", i."openSlots", s."labelsPerItem" AS k, whole.leased + whole.labeled AS taken, whole.labeled
  FROM "Item" i JOIN "Study" s ON s.id = i."studyId",
  LATERAL (SELECT s."slotRule"->>'by' AS by, EXISTS (SELECT FROM "SlotShare" h WHERE h."studyId" = $1) AS "isParted") rule,
  LATERAL (
    SELECT
      (SELECT count(*)::int FROM "Assignment" a JOIN "Rater" r ON r."studyId" = $1 AND r.id = a."raterId"
        WHERE a."studyId" = $1 AND a."itemId" = i.id AND a.purpose = 'PRIMARY' AND a.state = 'LEASED'
          AND (rule.by IS DISTINCT FROM 'people' OR r."slotShare" IS NOT NULL)) AS leased,
      (SELECT count(DISTINCT j."raterId")::int FROM "Judgment" j JOIN "Rater" r ON r."studyId" = $1 AND r.id = j."raterId"
        WHERE j."studyId" = $1 AND j."itemId" = i.id AND j.purpose = 'PRIMARY'
          AND (rule.by IS DISTINCT FROM 'people' OR r."slotShare" IS NOT NULL)) AS labeled) whole,
  LATERAL (SELECT GREATEST(0, s."labelsPerItem" - whole.leased - whole.labeled) AS free) item,
  LATERAL (
    SELECT coalesce(sum(own.short), 0)::int AS short, coalesce(sum(own.kept), 0)::int AS kept,
      coalesce(bool_and(own.kept BETWEEN 0 AND own.short), true) AS "isKept"
    FROM (
      SELECT (i."groupSlots"->>h.share)::int AS kept, GREATEST(0, h.labels - (
        SELECT count(DISTINCT t."raterId")::int FROM (
          SELECT a."raterId" FROM "Assignment" a
          WHERE a."studyId" = $1 AND a."itemId" = i.id AND a.purpose = 'PRIMARY' AND a.state = 'LEASED'
          UNION ALL SELECT j."raterId" FROM "Judgment" j WHERE j."studyId" = $1 AND j."itemId" = i.id AND j.purpose = 'PRIMARY') t
        JOIN "Rater" r ON r."studyId" = $1 AND r.id = t."raterId" WHERE r."slotShare" = h.share)) AS short
      FROM "SlotShare" h WHERE h."studyId" = $1) own) shares
  WHERE i."studyId" = $1 AND i."isServable" AND CASE
    WHEN i."reservedFor" IS NOT NULL THEN whole.labeled > 0 OR i."openSlots" <> 0 OR i."groupSlots" IS NOT NULL
    WHEN whole.labeled > s."labelsPerItem" THEN true
    WHEN rule."isParted" THEN i."openSlots" <> shares.kept OR NOT shares."isKept"
      OR i."openSlots" <> CASE rule.by WHEN 'people' THEN shares.short ELSE LEAST(shares.short, item.free) END
    ELSE i."groupSlots" IS NOT NULL OR i."openSlots" <> item.free END`);

/** Items with more primary labels than k, or whose count of free slots, of the whole or of a share, is not what is short. */
export async function findSlotErrors(client: Queryable, studyId: string): Promise<SlotError[]> {
  const { rows } = await client.query<Omit<SlotError, "what"> & { labeled: number }>(select(studyId));
  return rows.map(({ labeled, ...row }) => ({ ...row, what: labeled > row.k ? "overfull" : "miscounted" }));
}
