import type { JWT } from "next-auth/jwt";
import { hashSession, isEnded, type Session, sessionOf } from "@/lib/auth/read-session";
import { db } from "@/lib/db/client";

/** Whose session it is, if it has not ended: by signing out, a new password, a restored backup or the account's end. */
export async function findLiveUserId(claims: JWT): Promise<string | null> {
  const session = sessionOf(claims);
  if (!session || (await isEnded(session))) return null;
  const user = await db.user.findUnique({
    where: { id: session.userId, sessionsValidFrom: { lte: new Date(session.signedAt) } },
    select: { id: true },
  });
  return user?.id ?? null;
}

/** Signing out: the token is dead from now on, wherever copies of it are. Sessions on other devices stay. */
export async function keepEnded(session: Session, expiresAt: Date): Promise<void> {
  await db.endedSession.deleteMany({ where: { expiresAt: { lt: new Date() } } });
  await db.endedSession.createMany({ data: [{ hash: hashSession(session), expiresAt }], skipDuplicates: true });
}
