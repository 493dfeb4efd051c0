import { labelPool } from "@/lib/db/label-pool";
import { prepared } from "@/lib/db/pg-transaction";
import type { Emptiness } from "@/lib/labeling/policies/policy";
import type { RaterSeat } from "@/lib/labeling/seat";

const handled = `SELECT FROM "Assignment" own
  WHERE own."studyId" = $1 AND own."raterId" = $2 AND own."itemId" = i.id AND own.state IN ('LEASED', 'DONE', 'SKIPPED')`;

const findNew = prepared(`
  SELECT FROM "Item" i WHERE i."studyId" = $1 AND i."isServable" AND NOT EXISTS (${handled}) LIMIT 1`);

const findReserved = prepared(`
  SELECT a."leaseExpiresAt" AS until FROM "Assignment" a JOIN "Item" i ON i.id = a."itemId" AND i."studyId" = a."studyId"
  WHERE a."studyId" = $1 AND a.state = 'LEASED' AND a.purpose = 'PRIMARY' AND a."raterId" <> $2 AND i."isServable"
    AND NOT EXISTS (${handled})
  ORDER BY a."leaseExpiresAt" LIMIT 1`);

/** Why no item is open to this rater: all done, all full, or with others now. */
export async function explainOpenItems({ studyId, raterId }: RaterSeat): Promise<Emptiness> {
  const unseen = await labelPool.query(findNew(studyId, raterId));
  if (!unseen.rowCount) return { reason: "all-done" };
  const reserved = await labelPool.query<{ until: Date }>(findReserved(studyId, raterId));
  return reserved.rows[0] ? { reason: "reserved", until: reserved.rows[0].until } : { reason: "all-full" };
}
