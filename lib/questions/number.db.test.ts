import { expect, test } from "vitest";
import { db } from "@/lib/db/client";
import { commitImport, startImport } from "@/lib/imports/mutations";
import { makeItem, makeMember, makeStudy, makeVersion } from "@/prisma/factories";

const dose = { key: "dose", type: "number", text: "Which dose?", maximum: 20, isWhole: false, unit: "mg" } as const;

async function load(fileName: string, text: string, raterKind: "HUMAN" | "JUDGE") {
  const study = await makeStudy();
  const { access } = await makeMember(study, "OWNER");
  await makeVersion(study, { questions: [{ ...dose }] });
  for (const externalId of ["a", "b", "c"]) await makeItem(study, { externalId });
  const lines = (async function* () {
    yield Buffer.from(text);
  })();
  const started = await startImport(access, { fileName, mapping: { raterKind } }, lines);
  if (!started.ok) throw new Error(started.reason);
  return { study, access, started: started.value };
}

test("numbers of a file are stored as text and as numbers, with or without their unit", async () => {
  const { study, access, started } = await load(
    "labels.csv",
    "rater,item,question,value\nanna,a,dose,2.50 mg\nben,a,dose,2.5\nanna,b,dose,0\n",
    "HUMAN",
  );
  expect(started.problems).toEqual([]);
  expect((await commitImport(access, started.id)).ok).toBe(true);
  const stored = await db.answer.findMany({
    where: { judgment: { studyId: study.id } },
    select: { value: true, number: true, target: true },
    orderBy: { value: "asc" },
  });
  expect(stored).toEqual([
    { value: "0", number: 0, target: "item" },
    { value: "2.5", number: 2.5, target: "item" },
    { value: "2.5", number: 2.5, target: "item" },
  ]);
});

test("a person's number outside the bounds is a problem with its line, a judge's is off the scale and counted", async () => {
  const text = "rater,item,question,value\ngpt,a,dose,21\ngpt,b,dose,3\ngpt,c,dose,much\n";
  const { started: people } = await load("labels.csv", text, "HUMAN");
  expect(people.problems.map(({ line, field }) => [line, field])).toEqual([
    [2, "dose"],
    [4, "dose"],
  ]);
  const { study, access, started } = await load("labels.csv", text, "JUDGE");
  expect(started.problems).toEqual([]);
  expect((await commitImport(access, started.id)).ok).toBe(true);
  const states = await db.answer.findMany({
    where: { judgment: { studyId: study.id } },
    select: { state: true, value: true, number: true },
    orderBy: { number: "asc" },
  });
  expect(states).toEqual([
    { state: "GIVEN", value: "3", number: 3 },
    { state: "UNPARSED", value: null, number: 21 },
    { state: "UNPARSED", value: null, number: null },
  ]);
});
