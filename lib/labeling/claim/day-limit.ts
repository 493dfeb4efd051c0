import { prepared, type Queryable } from "@/lib/db/pg-transaction";
import type { RaterSeat } from "@/lib/labeling/seat";

// $3: how many items back. One that was skipped was read all the same.
const findNth = prepared(`
  SELECT a."finishedAt" + interval '24 hours' AS until FROM "Assignment" a
  WHERE a."studyId" = $1 AND a."raterId" = $2 AND a.state IN ('DONE', 'SKIPPED') AND a."finishedAt" > now() - interval '24 hours'
  ORDER BY a."finishedAt" DESC OFFSET $3::int - 1 LIMIT 1`);

/** When this rater may have another item, so many of which they hold; null where they may now. */
export async function findDayEnd(
  client: Queryable,
  { studyId, raterId, mostPerDay }: RaterSeat,
  held: number,
): Promise<Date | null> {
  if (mostPerDay === null) return null;
  // Those on the desk will be labeled too: whoever holds as many as there may be waits for their own.
  const { rows } = await client.query<{ until: Date }>(findNth(studyId, raterId, Math.max(1, mostPerDay - held)));
  return rows[0]?.until ?? null;
}

/** Whether this rater has met as many items within 24 hours as anybody may. */
export const isDayFull = async (client: Queryable, seat: RaterSeat, held: number): Promise<boolean> =>
  seat.mostPerDay !== null && (held >= seat.mostPerDay || (await findDayEnd(client, seat, held)) !== null);
