import { db, type Transaction } from "@/lib/db/client";
import { fail, ok, type Result } from "@/lib/result";

type NewUser = { name: string; email: string; passwordHash: string; isOwner?: boolean };

/** An account. Its hash is made beforehand: a transaction must not wait for it. */
export async function createUser(tx: Transaction, user: NewUser): Promise<Result<{ id: string }>> {
  // The app's clock on both sides: it signs a session a moment later.
  const [created] = await tx.user.createManyAndReturn({
    data: [{ ...user, sessionsValidFrom: new Date() }],
    select: { id: true },
    skipDuplicates: true,
  });
  if (created) return ok(created);
  const email = "This address has an account already: sign in with it";
  return fail(email, { email });
}

/** Sets the password and ends every session that was signed before. */
export async function setPasswordHash(tx: Transaction, userId: string, passwordHash: string) {
  await tx.user.update({
    where: { id: userId },
    data: { passwordHash, sessionsValidFrom: new Date() },
    select: { id: true },
  });
}

export async function renameUser(userId: string, name: string) {
  await db.user.update({ where: { id: userId }, data: { name }, select: { id: true } });
}
