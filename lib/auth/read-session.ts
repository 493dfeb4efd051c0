import type { JWT } from "next-auth/jwt";
import { sessionCookieName } from "@/lib/auth/cookie";
import { decodeSession } from "@/lib/auth/decode-session";
import { hashToken } from "@/lib/auth/token-text";
import { prepared } from "@/lib/db/pg-transaction";
import { pool } from "@/lib/db/pool";

/** What a session token says of its session. */
export type Session = { userId: string /** ms since 1970 */; signedAt: number; sessionId: string };

/** Null for claims that name nobody. A token from before sessions had identifiers is known by whose it is and since when. */
export function sessionOf({ sub, signedAt = 0, sid }: JWT): Session | null {
  return sub ? { userId: sub, signedAt, sessionId: sid ?? `${sub} ${signedAt}` } : null;
}

/** The session of a signed token, ended or not; null where it was not signed here or has expired. */
export async function readSession(token: string | null | undefined): Promise<Session | null> {
  const claims = token ? await decodeSession(token) : null;
  return claims && sessionOf(claims);
}

/** The session's token in a request's cookies, where no page or action is rendered that could ask Next for it. */
export function findToken(cookies: string | null): string | null {
  const pairs = cookies?.split(";").map((pair) => pair.trim()) ?? [];
  return pairs.find((pair) => pair.startsWith(`${sessionCookieName}=`))?.slice(sessionCookieName.length + 1) ?? null;
}

/** Under which name a session is kept once it has ended. */
export const hashSession = ({ sessionId }: Session): string => hashToken(sessionId);

const selectEnded = prepared(`SELECT FROM "EndedSession" WHERE hash = $1`);

/** Whether its person signed out of it, on whatever copy of the cookie. */
export async function isEnded(session: Session): Promise<boolean> {
  return (await pool.query(selectEnded(hashSession(session)))).rowCount === 1;
}
