import { expect, test } from "vitest";
import { db } from "@/lib/db/client";
import { withdrawRater } from "@/lib/raters/withdraw-rater";
import { makeItem, makeJudgment, makeMember, makePublishedStudy, makeRater, makeUser } from "@/prisma/factories";

type Study = Awaited<ReturnType<typeof makePublishedStudy>>;
type Rater = Awaited<ReturnType<typeof makeRater>>;

const secret = "my neighbour, who is a nurse in Ulm, said so";

/** A label with its assignment, as the app stores them; the text is the person's own. */
async function label(study: Study, rater: Rater, item: { id: string }) {
  const assignment = await db.assignment.create({
    data: {
      studyId: study.id,
      raterId: rater.id,
      itemId: item.id,
      versionId: study.version.id,
      state: "DONE",
      leaseExpiresAt: new Date(),
      draft: { why: { value: secret } },
    },
  });
  const { id } = await makeJudgment(rater, item, study.version, { verdict: "safe", why: secret });
  await db.judgment.updateMany({ where: { studyId: study.id, id }, data: { assignmentId: assignment.id } });
}

async function makeLabeledStudy() {
  const study = await makePublishedStudy({ labelsPerItem: 2 });
  const { access } = await makeMember(study, "COORDINATOR");
  const user = await makeUser({ name: "Grace Hopper" });
  const leaving = { ...(await makeRater(study, { user })), user };
  const staying = await makeRater(study);
  const items = [await makeItem(study, { openSlots: 0 }), await makeItem(study, { openSlots: 1 })];
  for (const item of items) await label(study, leaving, item);
  for (const item of items.slice(0, 1)) await label(study, staying, item);
  return { study, access, leaving, staying, items };
}

const openSlots = async (items: { id: string }[]) =>
  Promise.all(items.map(async ({ id }) => (await db.item.findUniqueOrThrow({ where: { id } })).openSlots));

test("a withdrawal erases labels, texts and drafts, and reopens the slots", async () => {
  const { study, access, leaving, items } = await makeLabeledStudy();
  expect(await withdrawRater(access, leaving.id)).toMatchObject({
    ok: true,
    value: { judgments: 2, reopenedItems: 2, accountDeleted: true },
  });
  const where = { studyId: study.id };
  expect(await db.judgment.count({ where })).toBe(1);
  expect(await db.assignment.count({ where })).toBe(1);
  expect(await openSlots(items)).toEqual([1, 2]);
});

test("no table holds a word of the person afterwards, nor who they were", async () => {
  const { study, access, leaving } = await makeLabeledStudy();
  await db.assignment.deleteMany({ where: { studyId: study.id, raterId: { not: leaving.id } } });
  await db.judgment.deleteMany({ where: { studyId: study.id, raterId: { not: leaving.id } } });
  await withdrawRater(access, leaving.id);
  const tables = await db.$queryRaw<{ name: string }[]>`
    SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'public' AND table_type = 'BASE TABLE'`;
  expect(tables.length).toBeGreaterThan(20);
  for (const { name } of tables) {
    const rows = await db.$queryRawUnsafe<{ row: string }[]>(`SELECT t::text AS row FROM "${name}" t`);
    const about = rows.filter(({ row }) => row.includes(study.id) || row.includes(leaving.user.id));
    for (const needle of [secret, leaving.id, leaving.user.id, leaving.user.email, leaving.user.name])
      expect(
        about.filter(({ row }) => row.includes(needle)),
        `${name} holds "${needle}"`,
      ).toEqual([]);
  }
});

test("a tombstone keeps the pseudonym and the count, tied to nobody", async () => {
  const { study, access, leaving } = await makeLabeledStudy();
  await withdrawRater(access, leaving.id);
  expect(await db.rater.findMany({ where: { studyId: study.id, status: "WITHDRAWN" } })).toMatchObject([
    { pseudonym: leaving.pseudonym, erasedJudgments: 2, userId: null, sourceName: null, doneCount: 0 },
  ]);
});

test("cached results go: the study's revision grows", async () => {
  const { study, access, leaving } = await makeLabeledStudy();
  const revision = async () => (await db.study.findUniqueOrThrow({ where: { id: study.id } })).revision;
  const before = await revision();
  await withdrawRater(access, leaving.id);
  expect(await revision()).toBeGreaterThan(before);
});

test("others keep their labels", async () => {
  const { access, leaving, staying } = await makeLabeledStudy();
  await withdrawRater(access, leaving.id);
  expect(await db.judgment.count({ where: { raterId: staying.id } })).toBe(1);
});

test("whoever has a role in another study keeps the account, and the labels there", async () => {
  const { study, access, leaving } = await makeLabeledStudy();
  const other = await makePublishedStudy();
  const there = await makeRater(other, { user: leaving.user });
  await label(other, { ...there, user: leaving.user }, await makeItem(other));
  expect(await withdrawRater(access, leaving.id)).toMatchObject({ value: { accountDeleted: false } });
  expect(await db.user.count({ where: { id: leaving.user.id } })).toBe(1);
  expect(await db.membership.findMany({ where: { userId: leaving.user.id } })).toMatchObject([{ studyId: other.id }]);
  expect(await db.judgment.count({ where: { raterId: there.id } })).toBe(1);
  expect(await db.judgment.count({ where: { studyId: study.id } })).toBe(1);
});

test("an owner who tried the labeling out stays owner", async () => {
  const study = await makePublishedStudy();
  const { access } = await makeMember(study, "OWNER", { user: await makeUser({ isOwner: true }) });
  const rater = await db.rater.create({ data: { studyId: study.id, userId: access.userId, pseudonym: "a-b-10" } });
  expect(await withdrawRater(access, rater.id)).toMatchObject({ ok: true, value: { accountDeleted: false } });
  expect(await db.membership.findFirst({ where: { userId: access.userId } })).toMatchObject({ role: "OWNER" });
});

test("withdrawing twice at once erases once and counts once", async () => {
  const { study, access, leaving } = await makeLabeledStudy();
  const results = await Promise.all([1, 2, 3].map(() => withdrawRater(access, leaving.id)));
  expect(results.filter(({ ok }) => ok)).toHaveLength(1);
  expect(await db.rater.count({ where: { studyId: study.id, status: "WITHDRAWN" } })).toBe(1);
});

test("a label on its way when its rater withdraws is not stored", async () => {
  const { study, access, leaving, items } = await makeLabeledStudy();
  const [item] = items;
  if (!item) throw new Error("no item");
  const late = Array.from({ length: 20 }, (_, n) =>
    makeJudgment(leaving, item, study.version, { verdict: "unsafe" }, { purpose: "SURPLUS", occurrence: n + 2 }),
  );
  await Promise.allSettled([withdrawRater(access, leaving.id), ...late]);
  expect(await db.judgment.count({ where: { studyId: study.id } })).toBe(1);
});

test("a judge, a rater of another study and a stranger's id cannot be withdrawn", async () => {
  const { access } = await makeLabeledStudy();
  const elsewhere = await makeLabeledStudy();
  const judge = await db.rater.create({ data: { studyId: access.studyId, kind: "JUDGE", pseudonym: "judge" } });
  for (const id of [judge.id, elsewhere.leaving.id, crypto.randomUUID()])
    expect(await withdrawRater(access, id)).toMatchObject({ ok: false });
  expect(await db.rater.count({ where: { id: { in: [judge.id, elsewhere.leaving.id] } } })).toBe(2);
});
