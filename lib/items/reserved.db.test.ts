import { expect, test } from "vitest";
import { db, pool } from "@/lib/db/client";
import { commitImport, startImport } from "@/lib/imports/mutations";
import { reserveItems } from "@/lib/items/mutations";
import { reserveInput } from "@/lib/items/schema";
import { findSlotErrors } from "@/lib/labeling/claim/find-slot-errors";
import type { StudyAccess } from "@/lib/studies/proof";
import { getLaunchFacts } from "@/lib/studies/queries";
import { makeItem, makeJudgment, makeMember, makePublishedStudy, makeRater } from "@/prisma/factories";

async function load(access: StudyAccess, fileName: string, text: string) {
  async function* bytes() {
    yield Buffer.from(text);
  }
  const started = await startImport(access, { fileName }, bytes());
  if (!started.ok) throw new Error(started.reason);
  if (started.value.problems.length > 0) return started.value.problems;
  const done = await commitImport(access, started.value.id);
  if (!done.ok) throw new Error(done.reason);
  return [];
}

const listItems = (studyId: string) =>
  db.item.findMany({
    where: { studyId },
    select: { externalId: true, reservedFor: true, goldRationale: true, openSlots: true },
    orderBy: { externalId: "asc" },
  });

async function makeOwned() {
  const study = await makePublishedStudy({ labelsPerItem: 2 });
  return { study, ...(await makeMember(study, "OWNER")) };
}

test("a column of the file reserves items, which have no slot and are none of those to be labeled", async () => {
  const { study, access } = await makeOwned();
  const rows = ["id,prompt,response,gold,reserved,gold_rationale", "a,Q,Rest.,safe,Training,It rests.", "b,Q,Run.,,,"];
  expect(await load(access, "outputs.csv", rows.join("\n"))).toEqual([]);
  expect(await listItems(study.id)).toEqual([
    { externalId: "a", reservedFor: "TRAINING", goldRationale: "It rests.", openSlots: 0 },
    { externalId: "b", reservedFor: null, goldRationale: null, openSlots: 2 },
  ]);
  expect(await getLaunchFacts(access)).toMatchObject({ servableItems: 1, otherItems: 0 });
  expect(await findSlotErrors(pool, study.id)).toEqual([]);
  // Labels of a file about it are of what it is for, and the same file again changes nothing.
  const labels = "rater,item,question,value\nkate,a,verdict,safe\nkate,b,verdict,safe";
  for (let time = 0; time < 2; time++) expect(await load(access, "labels.csv", labels)).toEqual([]);
  const stored = await db.judgment.findMany({
    where: { studyId: study.id },
    select: { purpose: true, item: { select: { externalId: true } } },
  });
  expect(stored.map(({ purpose, item }) => `${item.externalId} ${purpose}`).sort()).toEqual([
    "a TRAINING",
    "b IMPORTED",
  ]);
});

test("what nobody can reserve an item for is a problem with its line", async () => {
  const { access } = await makeOwned();
  const rows = ["id,prompt,response,reserved", "a,Q,Rest.,someday"];
  expect(await load(access, "outputs.csv", rows.join("\n"))).toMatchObject([
    {
      line: 2,
      field: "reserved",
      message: '"someday" is nothing to reserve an item for: write "training", "qualification" or "gold", or nothing',
    },
  ]);
});

const asked = (studyId: string, items: string, reservedFor: string) =>
  reserveInput.parse({ studyId, items, reservedFor });

test("items are reserved and given back on the page of items, as long as nobody has labeled them", async () => {
  const { study, access } = await makeOwned();
  for (const externalId of ["a", "b", "c"]) await makeItem(study, { externalId });
  expect(await reserveItems(access, asked(study.id, "a\n b \na", "GOLD"))).toMatchObject({
    ok: true,
    value: { items: 2 },
  });
  expect((await listItems(study.id)).map(({ reservedFor, openSlots }) => [reservedFor, openSlots])).toEqual([
    ["GOLD", 0],
    ["GOLD", 0],
    [null, 2],
  ]);
  expect((await getLaunchFacts(access)).servableItems).toBe(1);
  await reserveItems(access, asked(study.id, "b", ""));
  expect((await listItems(study.id))[1]).toMatchObject({ reservedFor: null, openSlots: 2 });
  expect((await getLaunchFacts(access)).servableItems).toBe(2);
  const item = await db.item.findFirstOrThrow({ where: { studyId: study.id, externalId: "c" } });
  await makeJudgment(await makeRater(study), item, study.version, { verdict: "safe" });
  expect(await reserveItems(access, asked(study.id, "c", "GOLD"))).toMatchObject({
    fieldErrors: { items: '"c" has labels or is being labeled: what it is for cannot change any more' },
  });
  expect(await reserveItems(access, asked(study.id, "z", "GOLD"))).toMatchObject({
    fieldErrors: { items: 'The study has no item "z": write names as the list of items has them' },
  });
});
