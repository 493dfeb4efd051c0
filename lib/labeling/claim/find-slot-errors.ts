import { prepared, type Queryable } from "@/lib/db/pg-transaction";

export type SlotError = {
  itemId: string;
  what: "overfull" | "miscounted";
  openSlots: number;
  taken: number;
  k: number;
};

// Labels are counted by judgment, not by assignment: that is what the guarantee is about.
const select = prepared(`
  SELECT i.id AS "itemId", i."openSlots", s."labelsPerItem" AS k, used.leased + used.labeled AS taken, used.labeled
  FROM "Item" i JOIN "Study" s ON s.id = i."studyId", LATERAL (
    SELECT
      (SELECT count(*)::int FROM "Assignment" a
        WHERE a."studyId" = $1 AND a."itemId" = i.id AND a.purpose = 'PRIMARY' AND a.state = 'LEASED') AS leased,
      (SELECT count(DISTINCT j."raterId")::int FROM "Judgment" j
        WHERE j."studyId" = $1 AND j."itemId" = i.id AND j.purpose = 'PRIMARY') AS labeled) used
  WHERE i."studyId" = $1
    AND (used.labeled > s."labelsPerItem" OR i."openSlots" <> GREATEST(0, s."labelsPerItem" - used.leased - used.labeled))`);

/** Items with more primary labels than k, or whose count of free slots is not k less those leased and labeled. */
export async function findSlotErrors(client: Queryable, studyId: string): Promise<SlotError[]> {
  const { rows } = await client.query<Omit<SlotError, "what"> & { labeled: number }>(select(studyId));
  return rows.map(({ labeled, ...row }) => ({ ...row, what: labeled > row.k ? "overfull" : "miscounted" }));
}
