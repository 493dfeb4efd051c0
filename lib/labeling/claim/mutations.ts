import { labelPool } from "@/lib/db/label-pool";
import { labelTransaction, prepared, WithCommit } from "@/lib/db/pg-transaction";
import type { AssignmentState } from "@/lib/generated/prisma/enums";
import { lockRater, renewedExpiry } from "@/lib/labeling/claim/lease-next";
import { type Handed, tellGivenUp } from "@/lib/labeling/claim/tell-given-up";
import type { RaterSeat } from "@/lib/labeling/seat";
import { getOwnProtocol } from "@/lib/labeling/show/own-protocol";
import type { AnswersInput } from "@/lib/protocol/schema";
import { fail, ok, type Result } from "@/lib/result";
import { recountSlots } from "@/lib/slots/item-slots";

const lockAssignment = prepared(`
  SELECT state, "itemId", policy FROM "Assignment" WHERE id = $1 AND "raterId" = $2 AND "studyId" = $3 FOR NO KEY UPDATE`);

const markSkipped = prepared(`
  WITH skipped AS (
    UPDATE "Assignment" SET state = 'SKIPPED', "skipReason" = $2, "finishedAt" = now(), draft = NULL
    WHERE id = $1 RETURNING "raterId")
  UPDATE "Rater" r SET changes = changes + 1 FROM skipped WHERE r.id = $3 AND r.id = skipped."raterId"`);

/** Gives an item back for good: its slot is free for others, and this rater never sees it again. Skipping twice is one skip. */
export function skipItem(
  seat: RaterSeat,
  { assignmentId, reason }: { assignmentId: string; reason: string },
): Promise<Result<null, "not-found" | "already-labeled">> {
  return labelTransaction<Result<null, "not-found" | "already-labeled">>(async (client) => {
    const [rater, { rows }] = await Promise.all([
      lockRater(client, seat),
      client.query<Handed & { state: AssignmentState }>(lockAssignment(assignmentId, seat.raterId, seat.studyId)),
    ]);
    const [assignment] = rows;
    if (!rater || !assignment) return fail("not-found");
    if (assignment.state === "DONE") return fail("already-labeled");
    if (assignment.state === "SKIPPED") return ok(null);
    await client.query(markSkipped(assignmentId, reason, seat.raterId));
    if (assignment.state !== "LEASED") return ok(null);
    await tellGivenUp(client, seat, rater, { handed: [assignment], how: "SKIPPED" });
    await recountSlots(client, [assignment.itemId]);
    return ok(null);
  });
}

const markReleased = prepared(`
  UPDATE "Assignment" a SET state = 'RELEASED'
  FROM unnest($3::uuid[], $4::timestamptz[]) AS held (id, "leaseExpiresAt")
  WHERE a.id = held.id AND a."leaseExpiresAt" = held."leaseExpiresAt"
    AND a."raterId" = $1 AND a."studyId" = $2 AND a.state = 'LEASED'
  RETURNING a."itemId", a.policy`);

/**
 * Frees the slots of leases that are not needed now. A lease that was renewed since the caller heard of it is somebody
 * else's (another tab's, or the page that was loaded next) and stays.
 */
export function releaseLeases(
  seat: RaterSeat,
  leases: readonly { assignmentId: string; leaseExpiresAt: string }[],
): Promise<number> {
  return labelTransaction(async (client) => {
    const rater = await lockRater(client, seat);
    if (!rater) return 0;
    const ids = leases.map(({ assignmentId }) => assignmentId);
    const times = leases.map(({ leaseExpiresAt }) => leaseExpiresAt);
    const { rows } = await client.query<Handed>(markReleased(seat.raterId, seat.studyId, ids, times));
    await tellGivenUp(client, seat, rater, { handed: rows, how: "RELEASED" });
    await recountSlots(
      client,
      rows.map(({ itemId }) => itemId),
    );
    return rows.length;
  });
}

const writeDraft = prepared(`
  UPDATE "Assignment" SET draft = $4, "draftSavedAt" = now()
  WHERE id = $1 AND "raterId" = $2 AND "studyId" = $3 AND state IN ('LEASED', 'EXPIRED', 'RELEASED')`);

const renewAll = prepared(`
  UPDATE "Assignment" SET "leaseExpiresAt" = ${renewedExpiry}
  WHERE "raterId" = $1 AND "studyId" = $2 AND state = 'LEASED'
  RETURNING id AS "assignmentId", "leaseExpiresAt"`);

const findOwn = prepared(`SELECT "versionId" FROM "Assignment" WHERE id = $1 AND "raterId" = $2 AND "studyId" = $3`);

/** Far more than all texts of a page, so that a draft is no place to store things. */
const longestDraft = 100_000;

type Renewed = { assignmentId: string; leaseExpiresAt: Date };

/** Keeps a draft, and renews all leases, under the rater's row as everything that locks several of their assignments. */
const keep = (seat: RaterSeat, assignmentId: string, answers: AnswersInput | undefined): Promise<Renewed[]> =>
  labelTransaction(async (client) => {
    const { raterId, studyId, leaseMinutes } = seat;
    const sent = [
      lockRater(client, seat),
      answers && client.query(writeDraft(assignmentId, raterId, studyId, JSON.stringify(answers))),
    ];
    const renewed = client.query<Renewed>(renewAll(raterId, studyId, leaseMinutes));
    return new WithCommit(Promise.all([renewed, ...sent]).then(([{ rows }]) => rows));
  });

/** Half an answer is no error, but what the item's own protocol does not ask, or nobody writes, is not kept. */
async function findDraftRefusal(
  seat: RaterSeat,
  versionId: string,
  answers: AnswersInput,
): Promise<Result<null, "answers" | "too-large">> {
  if (JSON.stringify(answers).length > longestDraft) return fail("too-large");
  const { questions } = await getOwnProtocol(labelPool, seat, versionId);
  const asked = new Set(questions.map(({ key }) => key));
  const unknown = Object.keys(answers).filter((key) => !asked.has(key));
  return unknown.length > 0
    ? fail("answers", Object.fromEntries(unknown.map((key) => [key, "The protocol has no such question"])))
    : ok(null);
}

/**
 * Keeps what somebody has answered so far, and all their leases for another term. Of an item that is labeled, skipped or
 * given away meanwhile the lease is not brought back.
 */
export async function saveDraft(
  seat: RaterSeat,
  { assignmentId, answers }: { assignmentId: string; answers?: AnswersInput },
): Promise<Result<Renewed[], "not-found" | "answers" | "too-large">> {
  const { rows } = await labelPool.query<{ versionId: string }>(findOwn(assignmentId, seat.raterId, seat.studyId));
  const [own] = rows;
  if (!own) return fail("not-found");
  if (answers !== undefined) {
    const checked = await findDraftRefusal(seat, own.versionId, answers);
    if (!checked.ok) return checked;
  }
  return ok(await keep(seat, assignmentId, answers));
}
