import { expect, test } from "vitest";
import { db } from "@/lib/db/client";
import { makeDemoVisitor } from "@/lib/demo/make-demo-visitor";
import { deleteStudy } from "@/lib/studies/mutations";
import { makeMember, makeStudy, makeUser } from "@/prisma/factories";

const userOf = (result: Awaited<ReturnType<typeof makeDemoVisitor>>) => (result.ok ? result.value.userId : "");

test("a visitor is a rater with a pseudonym and no password", async () => {
  const demo = await makeStudy({ isDemo: true });
  const userId = userOf(await makeDemoVisitor(demo.id));
  const user = await db.user.findUniqueOrThrow({ where: { id: userId }, include: { memberships: true, raters: true } });
  expect(user).toMatchObject({
    passwordHash: null,
    isOwner: false,
    memberships: [{ studyId: demo.id, role: "RATER" }],
  });
  expect(user.raters).toMatchObject([{ kind: "HUMAN", origin: "APP", sawConditions: false }]);
});

test("only an open demo takes visitors", async () => {
  const closed = [await makeStudy(), await makeStudy({ isDemo: true, state: "PAUSED" }), { id: crypto.randomUUID() }];
  for (const { id } of closed) expect(await makeDemoVisitor(id)).toMatchObject({ ok: false });
});

test("a visitor tries a second demo as the same person, and goes when both are deleted", async () => {
  const demos = [await makeStudy({ isDemo: true }), await makeStudy({ isDemo: true })] as const;
  const visitor = userOf(await makeDemoVisitor(demos[0].id));
  expect(userOf(await makeDemoVisitor(demos[1].id, visitor))).toBe(visitor);
  for (const [demo, left] of [
    [demos[0], 1],
    [demos[1], 0],
  ] as const) {
    await deleteStudy((await makeMember(demo, "OWNER")).access);
    expect(await db.user.count({ where: { id: visitor } })).toBe(left);
  }
});

test("somebody with a role in the demo keeps it", async () => {
  const demo = await makeStudy({ isDemo: true });
  const { user } = await makeMember(demo, "VIEWER", { user: await makeUser() });
  await makeDemoVisitor(demo.id, user.id);
  expect(await db.membership.findFirst({ where: { userId: user.id } })).toMatchObject({ role: "VIEWER" });
  expect(await db.rater.count({ where: { userId: user.id } })).toBe(0);
});
