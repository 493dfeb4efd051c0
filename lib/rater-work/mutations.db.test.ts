import { expect, test } from "vitest";
import { db, pool } from "@/lib/db/client";
import { claimItems } from "@/lib/labeling/claim/claim-items";
import { findSlotErrors } from "@/lib/labeling/claim/find-slot-errors";
import { admitRater, grantTry, releaseItems, resumeRater } from "@/lib/rater-work/mutations";
import { listChecks, listOwnLabels } from "@/lib/rater-work/queries";
import { makeItem, makeItems, makeJudgment, makeMember, makePublishedStudy, makeSeat } from "@/prisma/factories";

async function makeDesk() {
  const study = await makePublishedStudy({ labelsPerItem: 1 });
  const { access } = await makeMember(study, "RESEARCHER");
  return { study, access, rater: await makeSeat(study) };
}

test("a rater goes on, is granted a try, is let in, and gives their items back, each by one decision", async () => {
  const { study, access, rater } = await makeDesk();
  await makeItems(study, 3);
  await claimItems(rater.seat, 2);
  await db.rater.update({ where: { id: rater.id }, data: { status: "PAUSED", pausedBy: "gold" } });
  await db.qualificationTry.create({
    data: { studyId: study.id, raterId: rater.id, number: 2, asked: 5, right: 1, needed: 4, passed: false },
  });
  for (const decide of [resumeRater, grantTry, admitRater])
    expect(await decide(access, rater.id)).toMatchObject({ ok: true });
  const stored = await db.rater.findUniqueOrThrow({ where: { id: rater.id } });
  expect(stored).toMatchObject({ status: "ACTIVE", pausedBy: null, grantedTry: 3 });
  expect([stored.admittedAt, stored.goldClearedAt]).not.toContain(null);
  expect(await releaseItems(access, rater.id)).toEqual({ ok: true, value: { items: 2 } });
  expect(await findSlotErrors(pool, study.id)).toEqual([]);
});

test("a rater of another study is not found by any of them", async () => {
  const [{ access }, other] = [await makeDesk(), await makeDesk()];
  for (const decide of [resumeRater, grantTry, admitRater, releaseItems])
    expect(await decide(access, other.rater.id)).toMatchObject({ ok: false });
});

test("gold is read with its interval over items, and the work as its rater answered it last", async () => {
  const { study, access, rater } = await makeDesk();
  const gold = await makeItem(study, { reservedFor: "GOLD", truth: { verdict: "safe" } });
  const ordinary = await makeItem(study, { prompt: "x".repeat(594), parts: [{ text: "Rested." }] });
  const assignment = await db.assignment.create({
    data: {
      studyId: study.id,
      itemId: gold.id,
      raterId: rater.id,
      versionId: study.version.id,
      purpose: "GOLD",
      state: "DONE",
      shownOrder: ["1"],
      leaseExpiresAt: new Date(),
      finishedAt: new Date(),
    },
  });
  await makeJudgment(rater, gold, study.version, { verdict: "safe" }, { purpose: "GOLD", assignmentId: assignment.id });
  await makeJudgment(rater, ordinary, study.version, { verdict: "safe" });
  await makeJudgment(rater, ordinary, study.version, { verdict: "unsafe" }, { revision: 2 });
  const { GOLD, TRAINING } = await listChecks(access, [rater.id], []);
  expect(GOLD.get(rater.id)).toMatchObject({
    answered: 1,
    right: 1,
    asked: 1,
    accuracy: { defined: true, value: { value: 1, interval: { defined: true } } },
  });
  expect(TRAINING.size).toBe(0);
  expect(await listOwnLabels(access, rater.id)).toMatchObject([
    { purpose: "PRIMARY", answers: { verdict: "unsafe" }, words: 100, activeMs: null },
  ]);
});
