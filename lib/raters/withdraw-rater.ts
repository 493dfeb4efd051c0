import { randomUUID } from "node:crypto";
import type { ClientBase } from "pg";
import { pgTransaction } from "@/lib/db/pg-transaction";
import { fail, ok, type Result } from "@/lib/result";
import { recountSlots } from "@/lib/slots/item-slots";
import { settleSlots } from "@/lib/slots/settle-slots";
import type { StudyAccess } from "@/lib/studies/proof";

export type Erased = { judgments: number; reopenedItems: number; accountDeleted: boolean };

type Leaving = { userId: string | null; itemIds: string[]; judgments: number };

// The lock waits for a label that is being stored and keeps the next one out, so that the counts are of everything.
const lockRater = `
  SELECT "userId" FROM "Rater" WHERE id = $1 AND "studyId" = $2 AND status <> 'WITHDRAWN'
    AND kind IN ('HUMAN', 'ADJUDICATOR') FOR UPDATE`;

const countWhatGoes = `
  SELECT (SELECT count(*) FROM "Judgment" WHERE "studyId" = $2 AND "raterId" = $1)::int AS judgments,
    ARRAY(SELECT "itemId" FROM "Assignment" WHERE "studyId" = $2 AND "raterId" = $1 AND purpose = 'PRIMARY'
      UNION SELECT "itemId" FROM "Judgment" WHERE "studyId" = $2 AND "raterId" = $1 AND purpose = 'PRIMARY') AS "itemIds"`;

async function lockLeaving(client: ClientBase, studyId: string, raterId: string): Promise<Leaving | null> {
  const { rows } = await client.query<{ userId: string | null }>(lockRater, [raterId, studyId]);
  if (!rows[0]) return null;
  const counts = await client.query<Omit<Leaving, "userId">>(countWhatGoes, [raterId, studyId]);
  return counts.rows[0] ? { ...rows[0], ...counts.rows[0] } : null;
}

// Whoever held a role that shows conditions, or was shown personas after their answers, is not blind when they come back.
const keepSight = `
  INSERT INTO "ConditionSight" ("studyId", "userId") SELECT r."studyId", r."userId" FROM "Rater" r
  WHERE r.id = $1 AND r."userId" IS NOT NULL AND (r."sawConditions" OR EXISTS (
    SELECT FROM "Judgment" j JOIN "ProtocolVersion" v ON v.id = j."versionId" AND v."studyId" = j."studyId"
    WHERE j."studyId" = r."studyId" AND j."raterId" = r.id AND v."personaVisibility" = 'AFTER_ANSWER'))
  ON CONFLICT DO NOTHING`;

const deleteRater = `DELETE FROM "Rater" WHERE id = $1 RETURNING "studyId", kind, origin, pseudonym, "groupId", "createdAt"`;
const keepTombstone = `
  INSERT INTO "Rater" (id, "studyId", kind, origin, pseudonym, "groupId", "createdAt", status, "erasedJudgments")
  VALUES ($1, $2, $3, $4, $5, $6, $7, 'WITHDRAWN', $8)`;

async function replaceByTombstone(client: ClientBase, raterId: string, judgments: number) {
  await client.query(keepSight, [raterId]);
  const { rows } = await client.query(deleteRater, [raterId]);
  const { studyId, kind, origin, pseudonym, groupId, createdAt } = rows[0];
  await client.query(keepTombstone, [randomUUID(), studyId, kind, origin, pseudonym, groupId, createdAt, judgments]);
}

const endRole = `DELETE FROM "Membership" WHERE "studyId" = $1 AND "userId" = $2 AND role IN ('RATER', 'ADJUDICATOR')`;
const deleteAccount = `
  DELETE FROM "User" u WHERE u.id = $1 AND NOT u."isOwner"
    AND NOT EXISTS (SELECT FROM "Membership" m WHERE m."userId" = u.id)`;

/** Whoever has no role anywhere any more leaves neither name nor address behind. */
async function leave(client: ClientBase, studyId: string, userId: string): Promise<boolean> {
  await client.query(endRole, [studyId, userId]);
  return (await client.query(deleteAccount, [userId])).rowCount === 1;
}

/**
 * Erases what a person gave: labels with their texts, drafts, skips and leases, their role here, and their account if it
 * has no other study. Slots reopen, cached results go, and a row with the pseudonym and the number of erased judgments
 * stays, tied to nobody, so that files exported before can be mended. That they have seen conditions stays with their
 * account: it is no label of theirs, and whoever comes back is judged by it.
 *
 * The rater's row itself is deleted, not emptied: a label that was on its way then has no rater to belong to, and the
 * database refuses it.
 */
export async function withdrawRater({ studyId }: StudyAccess, raterId: string): Promise<Result<Erased>> {
  const erased = await erase(studyId, raterId);
  // Whoever leaves a panel is waited for no more.
  await settleSlots(studyId);
  return erased;
}

const erase = (studyId: string, raterId: string): Promise<Result<Erased>> =>
  pgTransaction<Result<Erased>>(async (client) => {
    const leaving = await lockLeaving(client, studyId, raterId);
    if (!leaving) return fail("This rater is not in the study any more");
    const { userId, itemIds, judgments } = leaving;
    await replaceByTombstone(client, raterId, judgments);
    await recountSlots(client, itemIds);
    await client.query(`UPDATE "Study" SET revision = revision + 1 WHERE id = $1`, [studyId]);
    const accountDeleted = userId !== null && (await leave(client, studyId, userId));
    return ok({ judgments, reopenedItems: itemIds.length, accountDeleted });
  });
