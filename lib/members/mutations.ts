import { issueToken } from "@/lib/auth/tokens";
import { cryptoRandom } from "@/lib/crypto-random";
import { db, type Transaction } from "@/lib/db/client";
import { pgTransaction } from "@/lib/db/pg-transaction";
import { takeTurn } from "@/lib/db/study-locks";
import { transact } from "@/lib/db/transact";
import type { StudyRole } from "@/lib/generated/prisma/enums";
import { recordSight } from "@/lib/raters/condition-sight";
import { enrolRater } from "@/lib/raters/enrol-rater";
import { fail, ok, type Result } from "@/lib/result";
import { freeHeld } from "@/lib/slots/free-held";
import { settleSlots } from "@/lib/slots/settle-slots";
import { seesConditions } from "@/lib/studies/permissions";
import type { StudyAccess } from "@/lib/studies/proof";

const gone = "This person is not in the study any more";
const lastOwner = "A study keeps at least one owner: make somebody else owner first";

/** The member's role, in its turn: two owners cannot demote each other at the same moment. */
async function lockMember(tx: Transaction, studyId: string, userId: string): Promise<Result<StudyRole>> {
  await takeTurn(tx, "people", studyId);
  const member = await tx.membership.findUnique({
    where: { studyId_userId: { studyId, userId } },
    select: { role: true },
  });
  return member ? ok(member.role) : fail(gone);
}

async function isLastOwner(tx: Transaction, studyId: string, role: StudyRole) {
  return role === "OWNER" && (await tx.membership.count({ where: { studyId, role: "OWNER" } })) === 1;
}

/**
 * Gives a member another role. Whoever sees conditions, now or before, is marked: their labels stay out of the headline
 * figures. A new rater or adjudicator gets a pseudonym.
 */
export async function changeRole({ studyId }: StudyAccess, userId: string, role: StudyRole): Promise<Result<null>> {
  const changed = await transact<null>(async (tx) => {
    const before = await lockMember(tx, studyId, userId);
    if (!before.ok) return before;
    if (role !== "OWNER" && (await isLastOwner(tx, studyId, before.value))) return fail(lastOwner, { role: lastOwner });
    await tx.membership.update({
      where: { studyId_userId: { studyId, userId } },
      data: { role },
      select: { role: true },
    });
    const sawConditions = seesConditions(before.value) || seesConditions(role);
    if (role === "RATER" || role === "ADJUDICATOR") {
      const kind = role === "RATER" ? "HUMAN" : "ADJUDICATOR";
      await enrolRater(tx, { studyId, userId, kind, sawConditions }, cryptoRandom);
    } else if (sawConditions) await recordSight(tx, { studyId, userId });
    await tx.study.update({ where: { id: studyId }, data: { revision: { increment: 1 } }, select: { id: true } });
    return ok(null);
  });
  await settleSlots(studyId);
  return changed;
}

/** Takes somebody's role away. What they labeled as a rater stays: erasing that is a withdrawal. So does what they saw. What they held is free. */
export async function removeMember({ studyId }: StudyAccess, userId: string): Promise<Result<null>> {
  const removed = await transact<null>(async (tx) => {
    const before = await lockMember(tx, studyId, userId);
    if (!before.ok) return before;
    if (await isLastOwner(tx, studyId, before.value)) return fail(lastOwner);
    if (seesConditions(before.value)) await recordSight(tx, { studyId, userId });
    await tx.membership.delete({ where: { studyId_userId: { studyId, userId } }, select: { role: true } });
    return ok(null);
  });
  const rater = removed.ok && (await db.rater.findUnique({ where: { studyId_userId: { studyId, userId } } }));
  if (rater) await pgTransaction((client) => freeHeld(client, { studyId, raterId: rater.id }, true));
  await settleSlots(studyId);
  return removed;
}

/** A one-time link with which a member of the study sets a new password. It is shown once, to whoever asked for it. */
export async function issueResetLink({ studyId }: StudyAccess, userId: string): Promise<Result<{ path: string }>> {
  const member = await db.membership.findUnique({
    where: { studyId_userId: { studyId, userId } },
    select: { userId: true },
  });
  return member ? ok({ path: (await issueToken("RESET", userId)).path }) : fail(gone);
}
