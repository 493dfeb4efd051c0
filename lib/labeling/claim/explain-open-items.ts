import { labelPool } from "@/lib/db/label-pool";
import { prepared } from "@/lib/db/pg-transaction";
import { countOf } from "@/lib/format-number";
import type { Emptiness } from "@/lib/labeling/policies/policy";
import type { RaterSeat } from "@/lib/labeling/seat";

const handled = `SELECT FROM "Assignment" own
  WHERE own."studyId" = $1 AND own."raterId" = $2 AND own."itemId" = i.id AND own.state IN ('LEASED', 'DONE', 'SKIPPED')`;

const findNew = prepared(`
  SELECT FROM "Item" i WHERE i."studyId" = $1 AND i."isServable" AND i."reservedFor" IS NULL AND NOT EXISTS (${handled}) LIMIT 1`);

// Slots are parted among shares, or there are none and every share is null.
const countReserved = prepared(`
  SELECT min(a."leaseExpiresAt") AS until, count(DISTINCT a."itemId")::int AS items
  FROM "Assignment" a JOIN "Item" i ON i.id = a."itemId" AND i."studyId" = a."studyId"
    JOIN "Rater" r ON r.id = a."raterId" AND r."studyId" = a."studyId"
  WHERE a."studyId" = $1 AND a.state = 'LEASED' AND a.purpose = 'PRIMARY' AND a."raterId" <> $2 AND i."isServable"
    AND r."slotShare" IS NOT DISTINCT FROM (SELECT "slotShare" FROM "Rater" WHERE id = $2)
    AND NOT EXISTS (${handled})`);

/** Beyond so many it is enough to know that there are more. */
const mostCounted = 1000;

const findShare = prepared(`
  SELECT EXISTS (SELECT FROM "SlotShare" WHERE "studyId" = $1) AS "isParted", r."slotShare" AS share,
    (SELECT count(*)::int FROM (SELECT FROM "Item" i WHERE i."studyId" = $1 AND i."openSlots" > 0 AND i."isServable"
      AND i."groupSlots" IS NOT NULL LIMIT ${mostCounted} + 1) few) AS "forOthers"
  FROM "Rater" r WHERE r.id = $2`);

const atMost = (count: number) =>
  count > mostCounted ? `More than ${mostCounted} items` : countOf(count, "item", "items");

/** What the slots of a study that are parted say to a rater; null where theirs are as everybody's. */
async function explainShare({ studyId, raterId }: RaterSeat): Promise<Emptiness | null> {
  type Row = { isParted: boolean; share: string | null; forOthers: number };
  const { rows } = await labelPool.query<Row>(findShare(studyId, raterId));
  const [found] = rows;
  if (!found?.isParted) return null;
  if (found.share === null) return { reason: "not-asked" };
  if (found.forOthers === 0) return null;
  const tally = `${atMost(found.forOthers)} ${found.forOthers === 1 ? "waits" : "wait"} for other people.`;
  return { reason: "for-others", tally: [tally] };
}

/** Why no item is open to this rater: all done, all full, for others, or with others now. */
export async function explainOpenItems(seat: RaterSeat): Promise<Emptiness> {
  const { studyId, raterId } = seat;
  const share = seat.policies.some(({ slotRule }) => slotRule !== null) ? await explainShare(seat) : null;
  if (share?.reason === "not-asked") return share;
  const unseen = await labelPool.query(findNew(studyId, raterId));
  const tally = share?.tally ?? [];
  if (!unseen.rowCount) return { reason: "all-done", tally };
  const { rows } = await labelPool.query<{ until: Date | null; items: number }>(countReserved(studyId, raterId));
  const [reserved] = rows;
  if (!reserved?.until) return share ?? { reason: "all-full" };
  const held = `${countOf(reserved.items, "item is", "items are")} with other people now.`;
  return { reason: "reserved", until: reserved.until, tally: [held, ...tally] };
}
