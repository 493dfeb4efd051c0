import { createUser, setPasswordHash } from "@/lib/auth/accounts";
import { adoptDemos } from "@/lib/auth/adopt-demos";
import { type DeviceMark, findMark } from "@/lib/auth/known-devices";
import { checkPassword, hashPassword, type Verify } from "@/lib/auth/password";
import { countAttempt, forgiveAttempt, forgivePace, paceAttempt } from "@/lib/auth/rate-limit";
import type { AccountInput, SignInInput } from "@/lib/auth/schema";
import { consumeToken } from "@/lib/auth/tokens";
import { db } from "@/lib/db/client";
import { transact } from "@/lib/db/transact";
import { fail, ok, type Result } from "@/lib/result";

export type UserId = { userId: string };

/** The same sentence for an unknown address and for a wrong password: it tells nobody who has an account. */
export const wrongCredentials = "E-mail address or password is wrong";

/** Where a sign-in comes from: the network address, and what the browser's device cookie says. */
export type SignInOrigin = { address: string; marks: readonly DeviceMark[] };

/**
 * Whose credentials these are. A device on which the account was opened before is slowed down by its own errors alone. All others
 * are slowed down per address and account, and counted per address and per account, before the password is looked at; what
 * succeeds is given back. An unknown address takes as long as a wrong password.
 */
export async function checkCredentials(
  { email, password }: SignInInput,
  { address, marks }: SignInOrigin,
  compare?: Verify,
): Promise<Result<UserId>> {
  const user = await db.user.findUnique({
    where: { email },
    select: { id: true, passwordHash: true, sessionsValidFrom: true },
  });
  const mark = findMark(marks, user);
  const pair = mark ? `device ${mark.deviceId}` : `${address} ${email}`;
  const turn = await paceAttempt(pair);
  if (!turn.ok) return turn;
  if (!mark) {
    const byAddress = await countAttempt("signInByAddress", address);
    if (!byAddress.ok) return byAddress;
    const byEmail = await countAttempt("signInByEmail", email);
    if (!byEmail.ok) return byEmail;
  }
  if (!(await checkPassword(user?.passwordHash ?? null, password, compare)) || !user) return fail(wrongCredentials);
  await forgivePace(pair);
  if (!mark) await Promise.all([forgiveAttempt("signInByAddress", address), forgiveAttempt("signInByEmail", email)]);
  return ok({ userId: user.id });
}

const spent = (use: string) => `This link does not work any more: it was used or has expired. ${use}`;
export const spentSetUp = spent("Sign in, or restart the app for a new link if there is no owner yet");
export const spentReset = spent("Ask the owner of your study for a new one");

/** Makes the first owner out of the one-time link that the first start printed; the demo studies become theirs. */
export async function createFirstOwner(
  token: string,
  { password, ...person }: AccountInput,
): Promise<Result<{ userId: string }>> {
  const passwordHash = await hashPassword(password);
  return transact(async (tx) => {
    if (!(await consumeToken(tx, "SETUP", token))) return fail(spentSetUp);
    if ((await tx.user.count({ where: { isOwner: true } })) > 0)
      return fail("This installation has an owner already. Sign in, or ask them for an invitation");
    const user = await createUser(tx, { ...person, passwordHash, isOwner: true });
    if (!user.ok) return user;
    await adoptDemos(tx, user.value.id);
    return ok({ userId: user.value.id });
  });
}

/** Sets a new password by a one-time link; sessions signed before end. */
export async function resetPassword(token: string, password: string): Promise<Result<UserId>> {
  const passwordHash = await hashPassword(password);
  return transact(async (tx) => {
    const reset = await consumeToken(tx, "RESET", token);
    if (!reset?.userId) return fail(spentReset);
    await setPasswordHash(tx, reset.userId, passwordHash);
    return ok({ userId: reset.userId });
  });
}

/** A new password for somebody who knows the old one. Other sessions end. */
export async function changePassword(
  userId: string,
  { current, password }: { current: string; password: string },
): Promise<Result<null>> {
  const turn = await paceAttempt(`password of ${userId}`);
  if (!turn.ok) return turn;
  const { passwordHash } = await db.user.findUniqueOrThrow({ where: { id: userId }, select: { passwordHash: true } });
  if (!(await checkPassword(passwordHash, current)))
    return fail("Mend the marked field", { current: "This is not your password" });
  await forgivePace(`password of ${userId}`);
  await setPasswordHash(db, userId, await hashPassword(password));
  return ok(null);
}
