import { createUser } from "@/lib/auth/accounts";
import { hashPassword } from "@/lib/auth/password";
import type { AccountInput } from "@/lib/auth/schema";
import { hashToken, makeTokenText } from "@/lib/auth/token-text";
import { cryptoRandom } from "@/lib/crypto-random";
import { db, type Transaction } from "@/lib/db/client";
import { transact } from "@/lib/db/transact";
import type { StudyRole } from "@/lib/generated/prisma/enums";
import { closedWords, invitationState, unknownInvitation } from "@/lib/invitations/invitation-state";
import type { InvitationInput } from "@/lib/invitations/schema";
import { enrolRater } from "@/lib/raters/enrol-rater";
import { fail, ok, type Result } from "@/lib/result";
import { settleSlots } from "@/lib/slots/settle-slots";
import { grantableRoles } from "@/lib/studies/permissions";
import type { StudyAccess } from "@/lib/studies/proof";
import { roleWords } from "@/lib/studies/role-words";

const dayMs = 24 * 60 * 60 * 1000;

/** Makes an invitation. `path` is the link without the host: only its hash is kept, so it can be shown only now. */
export async function createInvitation(
  { studyId, role: ownRole }: StudyAccess,
  { role, groupId, note, maxUses, expiresInDays }: Omit<InvitationInput, "studyId">,
): Promise<Result<{ path: string }>> {
  if (!grantableRoles(ownRole).includes(role))
    return fail("Mend the marked field", {
      role: `As ${roleWords[ownRole].name.toLowerCase()} you may not invite to this role`,
    });
  const group = groupId && (await db.raterGroup.findFirst({ where: { id: groupId, studyId }, select: { id: true } }));
  if (groupId && !group) return fail("Mend the marked field", { groupId: "This group is gone. Choose another" });
  const token = makeTokenText();
  const expiresAt = new Date(Date.now() + expiresInDays * dayMs);
  await db.invitation.create({
    data: { hash: hashToken(token), studyId, role, groupId, note, maxUses, expiresAt },
    select: { id: true },
  });
  return ok({ path: `/join/${token}` });
}

/** The link stops working at once; whoever joined by it stays. */
export async function revokeInvitation({ studyId }: StudyAccess, invitationId: string) {
  await db.invitation.updateMany({
    where: { id: invitationId, studyId, revokedAt: null },
    data: { revokedAt: new Date() },
  });
}

/** Spends one use, unless there is none left: the condition stands in the update, so that two cannot take the last one. */
async function spendUse(tx: Transaction, token: string) {
  const [spent] = await tx.invitation.updateManyAndReturn({
    where: {
      hash: hashToken(token),
      revokedAt: null,
      expiresAt: { gt: new Date() },
      uses: { lt: tx.invitation.fields.maxUses },
    },
    data: { uses: { increment: 1 } },
    select: { studyId: true, role: true, groupId: true },
  });
  return spent ?? null;
}

type Use = { studyId: string; role: StudyRole; groupId: string | null };

async function whyClosed(tx: Transaction, token: string): Promise<string> {
  const invitation = await tx.invitation.findUnique({
    where: { hash: hashToken(token) },
    select: { uses: true, maxUses: true, expiresAt: true, revokedAt: true },
  });
  if (!invitation) return unknownInvitation;
  const state = invitationState(invitation, new Date());
  // Open again in the moment since: somebody else's joining failed and gave its use back.
  return state === "open" ? "Somebody took the last place just now. Try once more" : closedWords[state];
}

export type Joined = { userId: string; studyId: string; role: StudyRole };

async function enter(tx: Transaction, userId: string, { studyId, role, groupId }: Use): Promise<Result<Joined>> {
  const { count } = await tx.membership.createMany({ data: [{ studyId, userId, role }], skipDuplicates: true });
  // Nothing is spent: a refusal undoes the transaction.
  if (count === 0) return fail("You are in this study already");
  if (role === "RATER" || role === "ADJUDICATOR") {
    const kind = role === "RATER" ? "HUMAN" : "ADJUDICATOR";
    await enrolRater(tx, { studyId, userId, kind, groupId }, cryptoRandom);
  }
  return ok({ userId, studyId, role });
}

/** Whoever joined a panel is given all items, and whoever joined a group those of the group. */
async function settled(joining: Promise<Result<Joined>>): Promise<Result<Joined>> {
  const joined = await joining;
  if (joined.ok) await settleSlots(joined.value.studyId);
  return joined;
}

/** Takes a signed-in person into the study. */
export const acceptInvitation = (userId: string, token: string): Promise<Result<Joined>> =>
  settled(
    transact<Joined>(async (tx) => {
      const use = await spendUse(tx, token);
      return use ? enter(tx, userId, use) : fail(await whyClosed(tx, token));
    }),
  );

/** Makes an account and takes it into the study: both or neither. */
export async function acceptAsNewPerson(token: string, { password, ...person }: AccountInput): Promise<Result<Joined>> {
  const passwordHash = await hashPassword(password);
  const joining = transact<Joined>(async (tx) => {
    // The link first: only its holder may learn whether an address has an account.
    const use = await spendUse(tx, token);
    if (!use) return fail(await whyClosed(tx, token));
    const user = await createUser(tx, { ...person, passwordHash });
    return user.ok ? enter(tx, user.value.id, use) : user;
  });
  return settled(joining);
}
