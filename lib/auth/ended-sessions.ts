import type { JWT } from "next-auth/jwt";
import { hashToken } from "@/lib/auth/token-text";
import { db, pool } from "@/lib/db/client";
import { prepared } from "@/lib/db/pg-transaction";

/** What a session token says of its session. */
export type Session = { userId: string /** ms since 1970 */; signedAt: number; sessionId: string };

/** Null for claims that name nobody. A token from before sessions had identifiers is known by whose it is and since when. */
export function sessionOf({ sub, signedAt = 0, sid }: JWT): Session | null {
  return sub ? { userId: sub, signedAt, sessionId: sid ?? `${sub} ${signedAt}` } : null;
}

const selectEnded = prepared(`SELECT FROM "EndedSession" WHERE hash = $1`);

/** Whether its person signed out of it, on whatever copy of the cookie. */
export async function isEnded({ sessionId }: Session): Promise<boolean> {
  return (await pool.query(selectEnded(hashToken(sessionId)))).rowCount === 1;
}

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
export async function keepEnded({ sessionId }: Session, expiresAt: Date): Promise<void> {
  await db.endedSession.deleteMany({ where: { expiresAt: { lt: new Date() } } });
  await db.endedSession.createMany({ data: [{ hash: hashToken(sessionId), expiresAt }], skipDuplicates: true });
}
