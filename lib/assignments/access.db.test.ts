import { expect, test } from "vitest";
import { findSeat } from "@/lib/assignments/access";
import { db } from "@/lib/db/client";
import { makeMember, makePublishedStudy, makeSeat } from "@/prisma/factories";

const seatOf = async (user: { id: string }, study: { id: string }) => {
  const seat = await findSeat({ userId: user.id, signedAt: Date.now() }, study.id);
  if (!seat.ok) throw new Error(seat.reason);
  return seat.value;
};

test("an owner who tries the labeling out becomes a rater who has seen the conditions", async () => {
  const study = await makePublishedStudy();
  const { user } = await makeMember(study, "OWNER");
  const seat = await seatOf(user, study);
  expect(await seatOf(user, study)).toMatchObject({ raterId: seat.raterId });
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
  await seatOf(user, study);
  expect(await db.rater.findUnique({ where: { id } })).toMatchObject({ sawConditions: true });
});

test.each(["RESEARCHER", "COORDINATOR", "ADJUDICATOR", "VIEWER"] as const)("a %s has no seat", async (role) => {
  const study = await makePublishedStudy();
  const { user } = await makeMember(study, role);
  expect(await findSeat({ userId: user.id, signedAt: Date.now() }, study.id)).toMatchObject({
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
  expect(await findSeat({ userId: user.id, signedAt: now - 1 }, study.id)).toMatchObject({ reason: "not-signed-in" });
  expect((await findSeat({ userId: user.id, signedAt: now }, study.id)).ok).toBe(true);
  expect(await findSeat({ userId: stranger.user.id, signedAt: now }, study.id)).toMatchObject({ reason: "not-found" });
  expect(await findSeat({ userId: user.id, signedAt: now }, "' OR 1=1 --")).toMatchObject({ reason: "not-found" });
  expect(await findSeat(null, study.id)).toMatchObject({ reason: "not-signed-in" });
});
