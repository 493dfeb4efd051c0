import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { findLiveUserId, keepEnded } from "@/lib/auth/ended-sessions";
import { isEnded, sessionOf } from "@/lib/auth/read-session";
import { db } from "@/lib/db/client";
import { makeUser } from "@/prisma/factories";

const inAnHour = () => new Date(Date.now() + 3_600_000);

/** Two devices of one person. */
async function signInTwice() {
  const { id } = await makeUser();
  const claims = () => ({ sub: id, signedAt: Date.now(), sid: randomUUID() });
  return { id, here: claims(), there: claims() };
}

const endIt = async (claims: Parameters<typeof sessionOf>[0]) => {
  const session = sessionOf(claims);
  if (session) await keepEnded(session, inAnHour());
};

test("signing out ends every copy of that session's token and no other session", async () => {
  const { id, here, there } = await signInTwice();
  await endIt(here);
  await endIt(here);
  // Signed anew meanwhile: another token of the same session.
  expect(await findLiveUserId({ ...here, iat: 1, exp: 2, jti: "another" })).toBeNull();
  expect(await findLiveUserId(there)).toBe(id);
});

test("a token from before sessions had identifiers can be ended too", async () => {
  const { id } = await makeUser();
  const old = { sub: id, signedAt: Date.now() };
  expect(await findLiveUserId(old)).toBe(id);
  await endIt(old);
  expect(await findLiveUserId(old)).toBeNull();
});

test("nobody is signed in by a token of a deleted person, of nobody, or from before a new password", async () => {
  const { id, here } = await signInTwice();
  await db.user.update({ where: { id }, data: { sessionsValidFrom: inAnHour() } });
  expect(await findLiveUserId(here)).toBeNull();
  await db.user.delete({ where: { id } });
  expect(await findLiveUserId(here)).toBeNull();
  expect(await findLiveUserId({})).toBeNull();
});

test("what would have expired by now is kept no longer, and the table names no session", async () => {
  const { here, there } = await signInTwice();
  const session = sessionOf(here);
  if (session) await keepEnded(session, new Date(Date.now() - 1));
  await endIt(there);
  expect(session && (await isEnded(session))).toBe(false);
  expect(JSON.stringify(await db.endedSession.findMany())).not.toContain(there.sid);
});
