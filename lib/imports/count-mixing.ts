import type { Queryable } from "@/lib/db/pg-transaction";
import { givesInFileOrder } from "@/lib/labeling/policies/policies";

/** What an import's items come among: items loaded before that raters may meet, and those that somebody has met. */
export type Mixing = { inFileOrder: boolean; earlierItems: number; servedItems: number };

const count = `
  SELECT s.policies, earlier.items::int AS "earlierItems", earlier.served::int AS "servedItems"
  FROM "Study" s CROSS JOIN LATERAL (
    SELECT count(*) AS items, count(*) FILTER (WHERE EXISTS (SELECT FROM "Assignment" a WHERE a."studyId" = $2 AND a."itemId" = i.id)) AS served
    FROM "Item" i WHERE i."studyId" = $2 AND i."isServable" AND i."importId" IS DISTINCT FROM $1) AS earlier
  WHERE s.id = $2`;

type Counted = Omit<Mixing, "inFileOrder"> & { policies: unknown };

export async function countMixing(client: Queryable, importId: string, studyId: string): Promise<Mixing | null> {
  const { rows } = await client.query<Counted>(count, [importId, studyId]);
  if (!rows[0]) return null;
  const { policies, ...counts } = rows[0];
  return { inFileOrder: givesInFileOrder(policies), ...counts };
}
