import { randomUUID } from "node:crypto";
import { beforeEach, expect, test } from "vitest";
import { noFilter } from "@/lib/analysis/filter";
import { measureJudges } from "@/lib/analysis/judges/figures";
import { readLabelTable } from "@/lib/analysis/label-queries";
import { adoptDemos } from "@/lib/auth/adopt-demos";
import { db, pool } from "@/lib/db/client";
import { makeDemoVisitor } from "@/lib/demo/make-demo-visitor";
import { seedDemos } from "@/lib/demo/seed-demos";
import { findSeat } from "@/lib/labeling/access";
import { claimItems } from "@/lib/labeling/claim/claim-items";
import { findSlotErrors } from "@/lib/labeling/claim/find-slot-errors";
import { deleteStudy } from "@/lib/studies/mutations";
import { prove } from "@/lib/studies/proof";
import { makeStudy, makeUser } from "@/prisma/factories";

beforeEach(async () => {
  for (const { id } of await db.study.findMany({ select: { id: true } }))
    await deleteStudy(prove({ studyId: id, userId: id, role: "OWNER" }));
  await db.user.deleteMany();
});

const listDemos = () => db.study.findMany({ where: { isDemo: true }, select: { id: true, name: true, state: true } });

test("three demos come, and only once however often and however many at once ask", async () => {
  expect(await seedDemos()).toHaveLength(3);
  expect((await Promise.all([seedDemos(), seedDemos()])).flat()).toEqual([]);
  const demos = await listDemos();
  expect(demos.map(({ name, state }) => [name, state]).sort()).toEqual([
    ["Demo: is it safe?", "OPEN"],
    ["Demo: which fits this person?", "OPEN"],
    ["Demo: who said it?", "OPEN"],
  ]);
});

test("everybody in them is simulated and called so, and slots stay open", async () => {
  for (const studyId of await seedDemos()) {
    const raters = await db.rater.findMany({
      where: { studyId },
      select: { pseudonym: true, sourceName: true, origin: true },
    });
    expect(raters).toHaveLength(8);
    for (const { pseudonym, origin } of raters) {
      expect(origin).toBe("SIMULATED");
      expect(pseudonym).toMatch(/^simulated-/);
    }
    expect(await findSlotErrors(pool, studyId)).toEqual([]);
    expect(await db.item.count({ where: { studyId, openSlots: { lt: 4 } } })).toBe(0);
    const people = await db.rater.findMany({
      where: { studyId, kind: "HUMAN" },
      include: { _count: { select: { judgments: true } } },
    });
    for (const { doneCount, _count } of people) expect(doneCount).toBe(_count.judgments);
  }
});

test("a visitor labels at once", async () => {
  for (const studyId of await seedDemos()) {
    const visitor = await makeDemoVisitor(studyId);
    if (!visitor.ok) throw new Error(visitor.reason);
    const seat = await findSeat(
      { userId: visitor.value.userId, signedAt: Date.now(), sessionId: randomUUID() },
      studyId,
    );
    if (!seat.ok) throw new Error(seat.reason);
    expect((await claimItems(seat.value, 2)).leases).toHaveLength(2);
  }
});

test("whoever owns the installation owns the demos, and nothing else", async () => {
  const early = await makeUser({ isOwner: true });
  const [first = ""] = await seedDemos();
  const real = await makeStudy();
  const late = await makeUser({ isOwner: true });
  await db.membership.create({ data: { studyId: first, userId: late.id, role: "VIEWER" } });
  await db.$transaction((tx) => adoptDemos(tx, late.id));
  const roles = async (userId: string) =>
    (await db.membership.findMany({ where: { userId }, select: { role: true } })).map(({ role }) => role).sort();
  expect(await roles(early.id)).toEqual(["OWNER", "OWNER", "OWNER"]);
  expect(await roles(late.id)).toEqual(["OWNER", "OWNER", "VIEWER"]);
  expect(await db.membership.count({ where: { studyId: real.id } })).toBe(0);
});

test("a demo goes whole, with its visitors, and comes back with the next seed", async () => {
  const owner = await makeUser({ isOwner: true });
  const [studyId = ""] = await seedDemos();
  await makeDemoVisitor(studyId);
  expect((await deleteStudy(prove({ studyId, userId: owner.id, role: "OWNER" }))).ok).toBe(true);
  expect(await db.judgment.count({ where: { studyId } })).toBe(0);
  expect(await db.user.count()).toBe(1);
  expect(await seedDemos()).toHaveLength(1);
});

test("judges of the demo have terms, so that their page gives a verdict and says what fails", async () => {
  await seedDemos();
  const { id: studyId } = await db.study.findFirstOrThrow({
    where: { name: "Demo: is it safe?" },
    select: { id: true },
  });
  const table = await readLabelTable({ studyId });
  for (const key of ["safety", "reasoning"]) {
    const question = table.versions[0]?.questions.find((own) => own.key === key);
    if (!question) throw new Error(`the demo asks no ${key}`);
    const verdicts = measureJudges(table, question, noFilter).rows.flatMap(({ verdict }) => verdict ?? []);
    expect(verdicts).toHaveLength(2);
    for (const { preconditions } of verdicts)
      expect(preconditions.find((own) => own.key === "terms")).toMatchObject({ isMet: true });
  }
});
