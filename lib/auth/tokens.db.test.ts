import { expect, test } from "vitest";
import { createFirstOwner, resetPassword } from "@/lib/auth/mutations";
import { hashToken } from "@/lib/auth/token-text";
import { consumeToken, findToken, issueToken } from "@/lib/auth/tokens";
import { db } from "@/lib/db/client";
import { makeStudy, makeUser } from "@/prisma/factories";

const password = "four random words here";
const person = (email: string) => ({ name: "Ada", email, password });

test("a set-up link makes one owner, however many open it at once", async () => {
  await db.user.updateMany({ data: { isOwner: false } });
  const { token, path } = await issueToken("SETUP", null);
  expect(path).toBe(`/setup/${token}`);
  const made = await Promise.all([1, 2, 3, 4, 5].map((n) => createFirstOwner(token, person(`first${n}@example.org`))));
  expect(made.filter(({ ok }) => ok)).toHaveLength(1);
  expect(await db.user.count({ where: { isOwner: true } })).toBe(1);
  expect(await findToken("SETUP", token)).toBeNull();
});

test("the first owner gets the demo studies", async () => {
  await db.user.updateMany({ data: { isOwner: false } });
  const [demo, other] = [await makeStudy({ isDemo: true }), await makeStudy()];
  const made = await createFirstOwner((await issueToken("SETUP", null)).token, person("demos@example.org"));
  const memberships = await db.membership.findMany({ where: { userId: made.ok ? made.value.userId : "" } });
  expect(memberships).toContainEqual(expect.objectContaining({ studyId: demo.id, role: "OWNER" }));
  expect(memberships).not.toContainEqual(expect.objectContaining({ studyId: other.id }));
});

test("where there is an owner already, a forgotten set-up link makes no second one", async () => {
  await makeUser({ isOwner: true });
  const { token } = await issueToken("SETUP", null);
  expect(await createFirstOwner(token, person("second@example.org"))).toMatchObject({ ok: false });
  expect(await db.user.count({ where: { email: "second@example.org" } })).toBe(0);
});

test("what fails after the token was taken gives it back", async () => {
  await db.user.updateMany({ data: { isOwner: false } });
  const taken = await makeUser();
  const { token } = await issueToken("SETUP", null);
  expect(await createFirstOwner(token, person(taken.email))).toMatchObject({
    ok: false,
    fieldErrors: { email: expect.stringContaining("already") },
  });
  expect(await createFirstOwner(token, person("free@example.org"))).toMatchObject({ ok: true });
});

test("looking at a link spends nothing", async () => {
  const user = await makeUser({ name: "Grace" });
  const { token } = await issueToken("RESET", user.id);
  for (let look = 0; look < 3; look++) expect((await findToken("RESET", token))?.user?.name).toBe("Grace");
  expect(await resetPassword(token, password)).toMatchObject({ ok: true });
});

test("a reset link works once under parallel use and ends older sessions", async () => {
  const user = await makeUser();
  const before = new Date();
  const { token } = await issueToken("RESET", user.id);
  const resets = await Promise.all([1, 2, 3, 4].map(() => resetPassword(token, password)));
  expect(resets.filter(({ ok }) => ok)).toHaveLength(1);
  const { sessionsValidFrom } = await db.user.findUniqueOrThrow({ where: { id: user.id } });
  expect(sessionsValidFrom.getTime()).toBeGreaterThanOrEqual(before.getTime());
});

test("a newer link of the same kind ends the older one, and only this user's", async () => {
  const [ada, grace] = await Promise.all([makeUser(), makeUser()]);
  const old = await issueToken("RESET", ada.id);
  const other = await issueToken("RESET", grace.id);
  const young = await issueToken("RESET", ada.id);
  expect(await findToken("RESET", old.token)).toBeNull();
  expect(await findToken("RESET", other.token)).not.toBeNull();
  expect(await findToken("RESET", young.token)).not.toBeNull();
});

test("an expired link, or one for another purpose, is no link", async () => {
  const user = await makeUser();
  const { token } = await issueToken("RESET", user.id);
  expect(await db.$transaction((tx) => consumeToken(tx, "SETUP", token))).toBeNull();
  await db.oneTimeToken.update({ where: { hash: hashToken(token) }, data: { expiresAt: new Date(Date.now() - 1) } });
  expect(await resetPassword(token, password)).toMatchObject({ ok: false, reason: expect.stringContaining("expired") });
});

test("the database holds no token", async () => {
  const user = await makeUser();
  const { token } = await issueToken("RESET", user.id);
  const rows = await db.oneTimeToken.findMany();
  expect(JSON.stringify(rows)).not.toContain(token);
});
