import { randomUUID } from "node:crypto";
import { prepared, type Queryable, WithCommit } from "@/lib/db/pg-transaction";
import type { Purpose } from "@/lib/generated/prisma/enums";
import { drawOrder } from "@/lib/labeling/claim/draw-order";
import { beforeFirst, halt } from "@/lib/labeling/policies/policy";
import type { RaterSeat } from "@/lib/labeling/seat";
import { type ItemRow, readItem } from "@/lib/labeling/show/item-content";
import { getProtocol } from "@/lib/protocol/frozen-protocol";

/** A rater's row, locked: claims, submits and skips of one rater happen one after another. */
export type LockedRater = {
  /** Where the rater stands in each policy. */
  cursors: Record<string, number>;
  doneCount: number;
  /** Labels given among those that are none of them, unannounced. */
  besideCount: number;
};

/** Where a rater stands in a policy. */
export const cursorIn = ({ cursors }: LockedRater, { key }: { key: string }): number => cursors[key] ?? beforeFirst;

const lockRow = prepared(`
  SELECT cursors, "doneCount", "besideCount" FROM "Rater" WHERE id = $1 AND status <> 'WITHDRAWN' FOR NO KEY UPDATE`);

/** Null when the person has withdrawn since the gate let them in. */
export async function lockRater(client: Queryable, { raterId }: RaterSeat): Promise<LockedRater | null> {
  const { rows } = await client.query<LockedRater>(lockRow(raterId));
  return rows[0] ?? null;
}

export type Lease = {
  assignmentId: string;
  itemId: string;
  versionId: string;
  purpose: Purpose;
  shownOrder: string[];
  draft: unknown;
  leaseExpiresAt: Date;
  /** The item's row, where it was read with the claim. */
  row?: ItemRow | null;
};

/** A lease may be renewed for this many of its terms, and for an hour at least: nobody keeps a slot for ever by staying. */
const mostTerms = 8;
const leastMinutes = 60;

/** SQL: another term from now, as far as the time since the claim allows; never less than what is left. $3: the term in minutes. */
export const renewedExpiry = `GREATEST("leaseExpiresAt", LEAST(now() + $3::int * interval '1 minute',
      "claimedAt" + GREATEST(${mostTerms} * $3::int, ${leastMinutes}) * interval '1 minute'))`;

const leaseColumns = `id AS "assignmentId", "itemId", "versionId", purpose, "shownOrder", draft, "leaseExpiresAt"`;

// The rater's row first, whoever asks: several assignments are locked here. $3: the lease in minutes. $4: leases with less than this
// share of it left are renewed; 2 renews all. $5: the one that is being labeled.
const renewAndList = prepared(`
  WITH own AS (SELECT id FROM "Rater" WHERE id = $2 FOR NO KEY UPDATE),
  renewed AS (
    UPDATE "Assignment" a SET "leaseExpiresAt" = ${renewedExpiry}
    FROM own WHERE a."studyId" = $1 AND a."raterId" = own.id AND a.state = 'LEASED'
      AND a."leaseExpiresAt" < now() + $3::int * $4::float8 * interval '1 minute'
    RETURNING a.id, a."leaseExpiresAt")
  SELECT a.id AS "assignmentId", a."itemId", a."versionId", a.purpose, a."shownOrder", a.draft,
    coalesce(renewed."leaseExpiresAt", a."leaseExpiresAt") AS "leaseExpiresAt"
  FROM "Assignment" a LEFT JOIN renewed ON renewed.id = a.id
  WHERE a."studyId" = $1 AND a."raterId" = $2 AND a.state = 'LEASED' AND a.id IS DISTINCT FROM $5
  ORDER BY a."claimedAt", a.id`);

/** Whether the study gives this rater anything to label. */
export const takesLabels = ({ studyState, status, versionId }: RaterSeat) =>
  studyState === "OPEN" && status === "ACTIVE" && versionId !== null;

/** What the rater holds, oldest first, but for the one that is `labeled` now. `renew`: all of them, or only those past a third of their time. */
export async function listLeases(
  client: Queryable,
  seat: RaterSeat,
  { renew, labeled = null }: { renew: "all" | "old"; labeled?: string | null },
): Promise<Lease[]> {
  if (!takesLabels(seat)) return [];
  const { studyId, raterId, leaseMinutes } = seat;
  const share = renew === "all" ? 2 : 2 / 3;
  return (await client.query<Lease>(renewAndList(studyId, raterId, leaseMinutes, share, labeled))).rows;
}

// A slot that this rater gave up or lost earlier is taken up again in the same row, with its draft if the questions are the same.
const insertLease = prepared(`
  WITH moved AS (UPDATE "Rater" SET cursors = cursors || jsonb_build_object($8::text, $9::int) WHERE id = $4)
  INSERT INTO "Assignment" AS a (id, "studyId", "itemId", "raterId", "versionId", "shownOrder", purpose, policy,
    "claimedAt", "leaseExpiresAt", occurrence)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, clock_timestamp(), now() + $10::int * interval '1 minute', $11)
  ON CONFLICT ("studyId", "raterId", "itemId", purpose, occurrence) DO UPDATE SET state = 'LEASED', "versionId" = excluded."versionId",
    policy = excluded.policy,
    "claimedAt" = excluded."claimedAt", "leaseExpiresAt" = excluded."leaseExpiresAt",
    draft = CASE WHEN a."versionId" = excluded."versionId" THEN a.draft END
  RETURNING ${leaseColumns}`);

/**
 * Takes the next item for this rater, who holds so many, under the newest published version, from the first of the study's policies
 * that has one, and sends its lease, with which the transaction may end. Null when no policy has any, or none that is not locked by
 * somebody else for a moment; `halt` where one lets nobody past. The caller holds the rater's row.
 */
export async function leaseNext(
  client: Queryable,
  seat: RaterSeat,
  rater: LockedRater,
  held: number,
): Promise<WithCommit<Lease> | typeof halt | null> {
  const { studyId, raterId, seed, versionId, leaseMinutes } = seat;
  if (!versionId) return null;
  for (const policy of seat.policies) {
    const given = await policy.next(client, seat, { cursor: cursorIn(rater, policy), met: rater.doneCount + held });
    if (given === halt) return halt;
    if (!given) continue;
    const { itemId, layout, keys } = given.item;
    const { personaVisibility } = await getProtocol(client, versionId);
    const order = given.order ?? drawOrder(keys, { layout, seed, raterId, itemId });
    const names = [randomUUID(), studyId, itemId, raterId, versionId, order, policy.purpose, policy.key];
    const leased = client.query<Lease>(insertLease(...names, given.cursor, leaseMinutes, given.occurrence ?? 1));
    const read = readItem(client, itemId, { withPersona: personaVisibility === "SHOWN" });
    return new WithCommit(
      Promise.all([leased, read]).then(([{ rows }, row]) => {
        if (!rows[0]) throw new Error("leaseNext: the lease was not stored");
        return { ...rows[0], row };
      }),
    );
  }
  return null;
}
