import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { db } from "@/lib/db/client";
import { findSeat } from "@/lib/labeling/access";
import { tryLabeling } from "@/lib/raters/mutations";
import { makeMember, makePublishedStudy, makeSeat, reseat } from "@/prisma/factories";

test("an owner who looks in on the labeling is no rater until they choose to try it, and then one who has seen the conditions", async () => {
  const study = await makePublishedStudy();
  const { user, access } = await makeMember(study, "OWNER");
  const looking = await findSeat({ userId: user.id, signedAt: Date.now(), sessionId: randomUUID() }, study.id);
  expect(looking).toMatchObject({ ok: false, reason: "not-enrolled" });
  expect(await db.rater.count({ where: { userId: user.id } })).toBe(0);
  const raterId = await tryLabeling(access);
  expect(await reseat(user, study)).toMatchObject({ raterId });
  expect(await db.rater.findMany({ where: { userId: user.id } })).toMatchObject([
    { kind: "HUMAN", origin: "APP", sawConditions: true },
  ]);
});

test("a rater who is given a role that shows conditions is marked from then on", async () => {
  const study = await makePublishedStudy();
  const { user, id } = await makeSeat(study);
  await db.membership.update({
    where: { studyId_userId: { studyId: study.id, userId: user.id } },
    data: { role: "OWNER" },
  });
  await reseat(user, study);
  expect(await db.rater.findUnique({ where: { id } })).toMatchObject({ sawConditions: true });
});

test.each(["RESEARCHER", "COORDINATOR", "ADJUDICATOR", "VIEWER"] as const)("a %s has no seat", async (role) => {
  const study = await makePublishedStudy();
  const { user } = await makeMember(study, role);
  expect(await findSeat({ userId: user.id, signedAt: Date.now(), sessionId: randomUUID() }, study.id)).toMatchObject({
    ok: false,
    reason: "not-found",
  });
  expect(await db.rater.count({ where: { userId: user.id } })).toBe(0);
});

test("a session from before a reset password, a stranger and a made-up study have no seat", async () => {
  const study = await makePublishedStudy();
  const { user } = await makeSeat(study);
  const stranger = await makeMember(await makePublishedStudy(), "OWNER");
  const now = Date.now();
  await db.user.update({ where: { id: user.id }, data: { sessionsValidFrom: new Date(now) } });
  expect(await findSeat({ userId: user.id, signedAt: now - 1, sessionId: randomUUID() }, study.id)).toMatchObject({
    reason: "not-signed-in",
  });
  expect((await findSeat({ userId: user.id, signedAt: now, sessionId: randomUUID() }, study.id)).ok).toBe(true);
  expect(await findSeat({ userId: stranger.user.id, signedAt: now, sessionId: randomUUID() }, study.id)).toMatchObject({
    reason: "not-found",
  });
  expect(await findSeat({ userId: user.id, signedAt: now, sessionId: randomUUID() }, "' OR 1=1 --")).toMatchObject({
    reason: "not-found",
  });
  expect(await findSeat(null, study.id)).toMatchObject({ reason: "not-signed-in" });
});
