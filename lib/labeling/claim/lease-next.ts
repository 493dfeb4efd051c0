import { randomUUID } from "node:crypto";
import { prepared, type Queryable } from "@/lib/db/pg-transaction";
import { drawOrder, drawPlace } from "@/lib/labeling/claim/draw-order";
import { pickItem, walkOf } from "@/lib/labeling/claim/pick-item";
import type { RaterSeat } from "@/lib/labeling/seat";

/** A rater's row, locked: claims, submits and skips of one rater happen one after another. */
export type LockedRater = { cursor: number; doneCount: number };

const lockRow = prepared(`
  SELECT cursor, "doneCount" FROM "Rater" WHERE id = $1 AND status <> 'WITHDRAWN' FOR NO KEY UPDATE`);

/** Null when the person has withdrawn since the gate let them in. */
export async function lockRater(client: Queryable, { raterId }: RaterSeat): Promise<LockedRater | null> {
  const { rows } = await client.query<LockedRater>(lockRow(raterId));
  return rows[0] ?? null;
}

export type Lease = {
  assignmentId: string;
  itemId: string;
  versionId: string;
  shownOrder: string[];
  draft: unknown;
  leaseExpiresAt: Date;
};

/** A lease may be renewed for this many of its terms, and for an hour at least: nobody keeps a slot for ever by staying. */
const mostTerms = 8;
const leastMinutes = 60;

/** SQL: another term from now, as far as the time since the claim allows; never less than what is left. $3: the term in minutes. */
export const renewedExpiry = `GREATEST("leaseExpiresAt", LEAST(now() + $3::int * interval '1 minute',
      "claimedAt" + GREATEST(${mostTerms} * $3::int, ${leastMinutes}) * interval '1 minute'))`;

const leaseColumns = `id AS "assignmentId", "itemId", "versionId", "shownOrder", draft, "leaseExpiresAt"`;

// $3: the lease in minutes. $4: leases with less than this share of it left are renewed; 2 renews all.
const renewAndList = prepared(`
  WITH renewed AS (
    UPDATE "Assignment" SET "leaseExpiresAt" = ${renewedExpiry}
    WHERE "studyId" = $1 AND "raterId" = $2 AND state = 'LEASED'
      AND "leaseExpiresAt" < now() + $3::int * $4::float8 * interval '1 minute'
    RETURNING id, "leaseExpiresAt")
  SELECT a.id AS "assignmentId", a."itemId", a."versionId", a."shownOrder", a.draft,
    coalesce(renewed."leaseExpiresAt", a."leaseExpiresAt") AS "leaseExpiresAt"
  FROM "Assignment" a LEFT JOIN renewed ON renewed.id = a.id
  WHERE a."studyId" = $1 AND a."raterId" = $2 AND a.state = 'LEASED'
  ORDER BY a."claimedAt", a.id`);

/** What the rater holds, oldest first. `renew`: all of them, or only those past a third of their time. */
export async function listLeases(
  client: Queryable,
  { studyId, raterId, leaseMinutes }: RaterSeat,
  { renew }: { renew: "all" | "old" },
): Promise<Lease[]> {
  const share = renew === "all" ? 2 : 2 / 3;
  return (await client.query<Lease>(renewAndList(studyId, raterId, leaseMinutes, share))).rows;
}

// A slot that this rater gave up or lost earlier is taken up again in the same row, with its draft if the questions are the same.
const insertLease = prepared(`
  WITH moved AS (UPDATE "Rater" SET cursor = $7 WHERE id = $4)
  INSERT INTO "Assignment" AS a (id, "studyId", "itemId", "raterId", "versionId", "shownOrder", "claimedAt", "leaseExpiresAt")
  VALUES ($1, $2, $3, $4, $5, $6, clock_timestamp(), now() + $8::int * interval '1 minute')
  ON CONFLICT ("raterId", "itemId", purpose) DO UPDATE SET state = 'LEASED', "versionId" = excluded."versionId",
    "claimedAt" = excluded."claimedAt", "leaseExpiresAt" = excluded."leaseExpiresAt",
    draft = CASE WHEN a."versionId" = excluded."versionId" THEN a.draft END
  RETURNING ${leaseColumns}`);

const lastPosition = prepared(`SELECT max(position) AS last FROM "Item" WHERE "studyId" = $1`);

/** One order for all; a rater's own where the study says so. */
const walkerOf = ({ itemOrder, raterId }: RaterSeat) => (itemOrder === "PER_RATER" ? raterId : "all");

/** Behind which place to look for the next item: behind the last one in file order, else behind one that is drawn. */
async function findPlace(client: Queryable, seat: RaterSeat, { cursor }: LockedRater): Promise<number> {
  if (walkOf(seat) === "fileIndex") return cursor;
  const { rows } = await client.query<{ last: number | null }>(lastPosition(seat.studyId));
  return drawPlace((rows[0]?.last ?? -1) + 1, { seed: seat.seed, walker: walkerOf(seat), step: cursor + 1 });
}

/**
 * Leases the next item of this rater's walk under the newest published version; null when there is none, or none that is
 * not locked by somebody else for a moment. The caller holds the rater's row.
 */
export async function leaseNext(client: Queryable, seat: RaterSeat, rater: LockedRater): Promise<Lease | null> {
  const { studyId, raterId, seed, versionId, leaseMinutes } = seat;
  const picked = versionId && (await pickItem(client, seat, await findPlace(client, seat, rater)));
  if (!picked) return null;
  const { itemId, layout, place } = picked;
  const order = drawOrder(picked.keys, { layout, seed, raterId, itemId });
  const cursor = walkOf(seat) === "fileIndex" ? place : rater.cursor + 1;
  const values = [randomUUID(), studyId, itemId, raterId, versionId, order, cursor, leaseMinutes];
  const { rows } = await client.query<Lease>(insertLease(...values));
  return rows[0] ?? null;
}
