import { expect, test } from "vitest";
import { db } from "@/lib/db/client";
import type { AssignmentState } from "@/lib/generated/prisma/enums";
import { getStarter } from "@/lib/protocol/starters";
import { changeSettings } from "@/lib/studies/change-settings";
import { changeState, createStudy, deleteStudy } from "@/lib/studies/mutations";
import { prove } from "@/lib/studies/proof";
import { getStudySettings, listStudies } from "@/lib/studies/queries";
import type { StudySettings } from "@/lib/studies/schema";
import {
  makeItem,
  makeJudgment,
  makeMember,
  makePersona,
  makePublishedStudy,
  makeRater,
  makeRaterRow,
  makeStudy,
  makeUser,
} from "@/prisma/factories";

const newStudy = { name: "Nurses", description: "", contentWarning: "", labelsPerItem: 3 };
const settings = {
  ...newStudy,
  leaseMinutes: 30,
  itemsAhead: 10,
  mostPerDay: null,
  policies: [{ key: "shuffled", settings: {} }],
  tieRule: "CATEGORY",
  countRepeats: false,
} satisfies StudySettings;

type Study = Awaited<ReturnType<typeof makePublishedStudy>>;

const assign = (study: Study, rater: { id: string }, item: { id: string }, state: AssignmentState) =>
  db.assignment.create({
    data: {
      studyId: study.id,
      raterId: rater.id,
      itemId: item.id,
      versionId: study.version.id,
      state,
      leaseExpiresAt: new Date(Date.now() + 60_000),
    },
  });

/** An item whose slots are `labels` filled and `leases` reserved. */
async function makeWorkedItem(study: Study, { labels, leases }: { labels: number; leases: number }) {
  const openSlots = study.labelsPerItem - labels - leases;
  const item = await makeItem(study, { openSlots });
  for (let n = 0; n < labels + leases; n++) {
    const rater = await makeRater(study);
    await assign(study, rater, item, n < labels ? "DONE" : "LEASED");
    if (n < labels) await makeJudgment(rater, item, study.version, { verdict: "safe" });
  }
  return item;
}

const openSlots = async ({ id }: { id: string }) => (await db.item.findUniqueOrThrow({ where: { id } })).openSlots;

test("a new study is a draft with a draft protocol, three groups, a seed and an owner", async () => {
  const user = await makeUser();
  const { id } = await createStudy(user.id, newStudy, getStarter("role-identification").protocol);
  const study = await db.study.findUniqueOrThrow({
    where: { id },
    include: { groups: true, versions: true, memberships: true },
  });
  expect(study).toMatchObject({ state: "DRAFT", isDemo: false, memberships: [{ userId: user.id, role: "OWNER" }] });
  expect(study.versions).toEqual([expect.objectContaining({ number: 1, publishedAt: null })]);
  expect(study.groups.map(({ name }) => name).sort()).toEqual(["clinician", "crowd", "role-play judge"]);
  expect(study.seed).toBeGreaterThanOrEqual(0);
});

test("another k opens and closes slots on every item, counting what is filled and reserved", async () => {
  const study = await makePublishedStudy({ labelsPerItem: 3 });
  const { access } = await makeMember(study, "OWNER");
  const fresh = await makeItem(study);
  const half = await makeWorkedItem(study, { labels: 1, leases: 1 });
  const full = await makeWorkedItem(study, { labels: 3, leases: 0 });
  const slots = async () => [await openSlots(fresh), await openSlots(half), await openSlots(full)];
  expect(await slots()).toEqual([3, 1, 0]);
  await changeSettings(access, { ...settings, labelsPerItem: 5 });
  expect(await slots()).toEqual([5, 3, 2]);
  await changeSettings(access, { ...settings, labelsPerItem: 1 });
  expect(await slots()).toEqual([1, 0, 0]);
  // Raised again, an item that held more than k gets no more slots than k leaves.
  await changeSettings(access, { ...settings, labelsPerItem: 3 });
  expect(await slots()).toEqual([3, 1, 0]);
});

test("edits, repeats, surplus and imported labels fill no slot", async () => {
  const study = await makePublishedStudy({ labelsPerItem: 2 });
  const { access } = await makeMember(study, "OWNER");
  const item = await makeItem(study, { openSlots: 1 });
  const [rater, other] = [await makeRater(study), await makeRaterRow(study, { origin: "IMPORTED" })];
  const say = (who: typeof other, given: Parameters<typeof makeJudgment>[4]) =>
    makeJudgment(who, item, study.version, { verdict: "safe" }, given);
  await assign(study, rater, item, "DONE");
  await say(rater, {});
  await say(rater, { revision: 2 });
  await say(rater, { purpose: "REPEAT" });
  await say(other, { purpose: "IMPORTED" });
  await say(other, { purpose: "SURPLUS" });
  await changeSettings(access, { ...settings, labelsPerItem: 4 });
  expect(await openSlots(item)).toBe(3);
});

test("settings that leave k alone leave the slots alone, and make cached results old", async () => {
  const study = await makePublishedStudy({ labelsPerItem: 3 });
  const { access } = await makeMember(study, "OWNER");
  const item = await makeItem(study, { openSlots: 2 });
  const before = await db.study.findUniqueOrThrow({ where: { id: study.id } });
  await changeSettings(access, { ...settings, tieRule: "FILE" });
  expect(await openSlots(item)).toBe(2);
  expect((await db.study.findUniqueOrThrow({ where: { id: study.id } })).revision).toBeGreaterThan(before.revision);
  expect(await getStudySettings(access)).toMatchObject({ tieRule: "FILE", labelsPerItem: 3 });
});

test("a study opens only with items and a published protocol, and says what is missing", async () => {
  const study = await makeStudy({ state: "DRAFT" });
  const { access } = await makeMember(study, "OWNER");
  expect(await changeState(access, "OPEN")).toMatchObject({
    ok: false,
    reason: "Not yet. The protocol is still a draft: publish its first version. No items to label yet: import some",
  });
  expect(await db.study.findUniqueOrThrow({ where: { id: study.id } })).toMatchObject({ state: "DRAFT" });
});

test("a study goes from draft to open, paused, closed and open again, never back to draft", async () => {
  const study = await makePublishedStudy({ state: "DRAFT" });
  const { access } = await makeMember(study, "OWNER");
  await makeItem(study);
  for (const state of ["OPEN", "PAUSED", "CLOSED", "OPEN"] as const)
    expect(await changeState(access, state)).toMatchObject({ ok: true });
  expect(await changeState(access, "DRAFT")).toMatchObject({ ok: false });
  expect(await changeState(access, "OPEN")).toMatchObject({ ok: true });
});

test("deleting a study takes everything in it and nothing of another", async () => {
  const [doomed, kept] = [await makePublishedStudy(), await makePublishedStudy()];
  const access = (await makeMember(doomed, "OWNER")).access;
  for (const study of [doomed, kept]) {
    const persona = await makePersona(study);
    const item = await makeItem(study, { factors: { role: "nurse" }, parts: [{ text: "Rest.", persona }] });
    const rater = await makeRater(study);
    await assign(study, rater, item, "DONE");
    await makeJudgment(rater, item, study.version, { verdict: "safe" });
  }
  expect(await deleteStudy(access)).toMatchObject({ ok: true });
  for (const [study, left] of [
    [doomed, 0],
    [kept, 1],
  ] as const) {
    const where = { studyId: study.id };
    expect(await db.study.count({ where: { id: study.id } })).toBe(left);
    for (const count of [db.item.count({ where }), db.judgment.count({ where }), db.condition.count({ where })])
      expect(await count).toBe(left);
  }
});

test("deleting a demo takes the accounts of its passing visitors, not those of people", async () => {
  const study = await makePublishedStudy({ isDemo: true });
  const { access } = await makeMember(study, "OWNER", { user: await makeUser({ passwordHash: "x" }) });
  const visitor = await makeRater(study);
  const person = await makeRater(study, { user: await makeUser({ passwordHash: "x" }) });
  await deleteStudy(access);
  expect(await db.user.count({ where: { id: visitor.user.id } })).toBe(0);
  expect(await db.user.count({ where: { id: { in: [person.user.id, access.userId] } } })).toBe(2);
});

test("the list counts labels by slots, and tells a rater only of their own", async () => {
  const study = await makePublishedStudy({ labelsPerItem: 3 });
  const { user } = await makeMember(study, "OWNER");
  await makeItem(study);
  await makeWorkedItem(study, { labels: 2, leases: 1 });
  await makeItem(study, { isServable: false });
  const rater = await makeRater(study);
  expect(await listStudies(user.id)).toEqual([
    {
      id: study.id,
      name: "A study",
      state: "OPEN",
      isDemo: false,
      role: "OWNER",
      items: 2,
      labels: 2,
      wanted: 6,
      imported: 0,
      ownLabels: null,
    },
  ]);
  expect(await listStudies(rater.user.id)).toMatchObject([
    { role: "RATER", items: 0, labels: 0, wanted: 0, ownLabels: 0 },
  ]);
});

test("labels that came with files are counted in the list", async () => {
  const study = await makePublishedStudy();
  const { user } = await makeMember(study, "OWNER");
  const item = await makeItem(study);
  const { id: importId } = await db.import.create({
    data: { studyId: study.id, format: "labels", fileName: "votes.csv" },
  });
  const given = { purpose: "IMPORTED", importId } as const;
  await makeJudgment(await makeRater(study), item, study.version, { verdict: "safe" }, given);
  expect(await listStudies(user.id)).toMatchObject([{ labels: 0, imported: 1 }]);
});

test("a proof of another study changes nothing here", async () => {
  const [mine, other] = [await makePublishedStudy(), await makePublishedStudy({ labelsPerItem: 3 })];
  const { user } = await makeMember(mine, "OWNER");
  const item = await makeItem(other);
  await changeSettings(prove({ studyId: mine.id, userId: user.id, role: "OWNER" }), { ...settings, labelsPerItem: 9 });
  expect(await openSlots(item)).toBe(3);
});
