import { afterAll, beforeAll, expect, test } from "vitest";
import { readLabelTable } from "@/lib/analysis/label-queries";
import { db } from "@/lib/db/client";
import { readStudy } from "@/lib/exports/read-study";
import { readSnapshot } from "@/lib/exports/snapshot";
import { clearTuningItems, drawTuningItems, nameTuningItems } from "@/lib/judge-terms/change-tuning";
import { getJudgeTermsForm } from "@/lib/judge-terms/queries";
import { tuningInput } from "@/lib/judge-terms/schema";
import { makeItem, makeMember, makePublishedStudy } from "@/prisma/factories";

let study: Awaited<ReturnType<typeof makePublishedStudy>>;
let access: Awaited<ReturnType<typeof makeMember>>["access"];
beforeAll(async () => {
  study = await makePublishedStudy();
  access = (await makeMember(study, "RESEARCHER")).access;
  for (const tier of ["easy", "hard"])
    for (let place = 0; place < 5; place++) await makeItem(study, { tier, externalId: `${tier}${place}` });
});
afterAll(() => db.study.deleteMany({ where: { id: study.id } }));

const listTuned = async () =>
  (
    await db.item.findMany({
      where: { studyId: study.id, isForTuning: true },
      select: { tier: true, externalId: true },
    })
  )
    .map(({ externalId }) => externalId)
    .sort();
const revision = async () => (await db.study.findUniqueOrThrow({ where: { id: study.id } })).revision;

test("a share is drawn of every tier in place of what there was, and kept with when and in which role", async () => {
  expect(await nameTuningItems(access, ["easy0", "easy1", "easy2"])).toEqual({ ok: true, value: { items: 3, of: 10 } });
  const before = await revision();
  expect(await drawTuningItems(access, { share: 0.4, seed: 3 })).toEqual({ ok: true, value: { items: 4, of: 10 } });
  const tuned = await listTuned();
  expect(tuned.filter((name) => name.startsWith("hard"))).toHaveLength(2);
  expect(await revision()).toBe(before + 1);
  const { tuning } = await getJudgeTermsForm(access);
  expect(tuning).toMatchObject({ items: 4, of: 10, changed: { role: "RESEARCHER", share: 0.4 } });
  const [last] = await db.studyChange.findMany({ where: { studyId: study.id }, orderBy: { id: "desc" }, take: 1 });
  expect(last).toMatchObject({ before: { items: 3 }, after: { items: 4, share: 0.4, seed: 3 } });
  await drawTuningItems(access, { share: 0.4, seed: 3 });
  expect(await revision()).toBe(before + 1);
});

test("analyses and exports read which items were set aside", async () => {
  const { items } = await readLabelTable(access);
  expect(items.isForTuning.reduce((sum, own) => sum + own, 0)).toBe(4);
  const tuned: string[] = [];
  const snapshot = readSnapshot(async function* (read) {
    const reader = readStudy(read, study.id);
    yield (await reader.study("latest")).itemsForTuning;
    for await (const page of reader.items())
      for (const { record } of page) if (record.isForTuning) tuned.push(record.externalId);
  });
  const counted: number[] = [];
  for await (const count of snapshot) counted.push(count);
  expect({ counted, tuned: tuned.sort() }).toEqual({ counted: [4], tuned: await listTuned() });
});

test("a name that no item has is refused and changes nothing; none takes none", async () => {
  const before = await listTuned();
  expect(await nameTuningItems(access, ["easy0", "lost", "gone"])).toMatchObject({
    ok: false,
    reason: 'The study has no item "lost", nor 1 more',
  });
  expect(await listTuned()).toEqual(before);
  expect(await clearTuningItems(access)).toEqual({ ok: true, value: { items: 0, of: 10 } });
  expect(await listTuned()).toEqual([]);
});

test("the form takes a share below 1 and a seed or none", () => {
  const fields = { studyId: study.id, share: "0,2" };
  expect(tuningInput.parse(fields)).toMatchObject({ share: 0.2, seed: null });
  expect(tuningInput.parse({ ...fields, seed: "7" })).toMatchObject({ seed: 7 });
  const problems = (more: object) =>
    tuningInput.safeParse({ ...fields, ...more }).error?.issues.map((own) => own.path[0]);
  expect(problems({ share: "1" })).toEqual(["share"]);
  expect(problems({ seed: "x" })).toEqual(["seed"]);
});
