import { LRUCache } from "lru-cache";
import { labelPool } from "@/lib/db/label-pool";
import { prepared } from "@/lib/db/pg-transaction";
import type { Held } from "@/lib/labeling/claim/claim-items";
import { releaseLeases } from "@/lib/labeling/claim/mutations";
import type { RaterSeat } from "@/lib/labeling/seat";
import { isOpenTo } from "@/lib/slots/share-sql";

/** Counted no further: with so many open nobody's share is short. */
const plenty = 5000;

// By the index of open items, and by the one of running leases.
const selectCrowd = prepared(`
  SELECT
    (SELECT count(*)::int FROM (
      SELECT FROM "Item" i WHERE i."studyId" = $1 AND ${isOpenTo("$2")} AND i."isServable" LIMIT ${plenty}) few) AS open,
    (SELECT count(DISTINCT a."raterId")::int FROM "Assignment" a JOIN "Rater" o ON o."studyId" = $1 AND o.id = a."raterId"
      WHERE a."studyId" = $1 AND a.state = 'LEASED'
        AND o."slotShare" IS NOT DISTINCT FROM (SELECT "slotShare" FROM "Rater" WHERE id = $2)) AS people`);

type Crowd = { open: number; people: number };

// A label asks the database as little as it can: what two seconds change is made up for by the labels that follow.
const crowds = new LRUCache<string, Crowd>({ max: 500, ttl: 2000 });

async function findCrowd({ studyId, raterId, policies }: RaterSeat): Promise<Crowd> {
  // Where slots are parted, what is open to one is not open to the next.
  const key = policies.some(({ slotRule }) => slotRule !== null) ? raterId : studyId;
  const known = crowds.get(key);
  if (known) return known;
  const { rows } = await labelPool.query<Crowd>(selectCrowd(studyId, raterId));
  const crowd = rows[0] ?? { open: 0, people: 1 };
  crowds.set(key, crowd);
  return crowd;
}

/**
 * How many items somebody may have waiting behind the one on screen, who has so many: what the study allows while there is
 * plenty, at the end half of their even share of what is left, so that whoever comes finds some; one always.
 */
export function shareAhead(most: number, waiting: number, { open, people }: Crowd): number {
  const share = Math.floor((open + waiting) / (2 * Math.max(1, people)));
  return Math.max(1, Math.min(most, share));
}

/** With the one on screen. A page that does not say how many of its items wait unseen holds two, as it always did. */
export async function countToHold(seat: RaterSeat, want: number, unseen: number | undefined): Promise<number> {
  if (unseen === undefined || seat.itemsAhead === 1) return want;
  return 1 + shareAhead(seat.itemsAhead, unseen, await findCrowd(seat));
}

/** So many of what waits stay with the page whatever its share: it may be showing the next ones by the time it hears of it. */
const neverTaken = 2;

/** Gives back, of the items that wait `unseen` in the page (in the order they will be shown), the last ones that are beyond its share. */
export async function giveBack(seat: RaterSeat, held: Held, toHold: number, unseen: readonly string[]): Promise<Held> {
  const tooMany = held.leases.length - toHold;
  const last = tooMany > 0 ? new Set(unseen.slice(neverTaken).slice(-tooMany)) : new Set<string>();
  const given = held.leases.filter(({ assignmentId }) => last.has(assignmentId));
  if (given.length === 0) return held;
  const leases = given.map(({ assignmentId, leaseExpiresAt }) => ({
    assignmentId,
    leaseExpiresAt: leaseExpiresAt.toISOString(),
  }));
  await releaseLeases(seat, leases);
  return { ...held, leases: held.leases.filter((lease) => !given.includes(lease)) };
}
