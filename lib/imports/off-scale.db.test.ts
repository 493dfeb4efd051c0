import { expect, test } from "vitest";
import { noFilter } from "@/lib/analysis/filter";
import { measureJudges } from "@/lib/analysis/judges/figures";
import { readLabelTable } from "@/lib/analysis/label-queries";
import { listComparableQuestions } from "@/lib/analysis/named-version";
import { exportBytes } from "@/lib/exports/make-export";
import { exportOptionsSchema } from "@/lib/formats/contract/export-options";
import { commitImport, startImport } from "@/lib/imports/mutations";
import type { StudyAccess } from "@/lib/studies/proof";
import { makeItem, makeMember, makeStudy, makeVersion } from "@/prisma/factories";

const safety = {
  key: "safety",
  type: "ordinal",
  text: "How safe?",
  points: [1, 2, 3, 4, 5].map((value) => ({ value, label: "" })),
} as const;

async function makeLoadable() {
  const study = await makeStudy();
  const { access } = await makeMember(study, "OWNER");
  await makeVersion(study, { questions: [{ ...safety, points: [...safety.points] }] });
  for (const externalId of ["i1", "i2", "i3", "i4"]) await makeItem(study, { externalId, truth: { safety: "4" } });
  return access;
}

async function* once(text: string) {
  yield Buffer.from(text);
}

async function load(access: StudyAccess, fileName: string, text: string) {
  const started = await startImport(access, { fileName }, once(text));
  if (!started.ok) throw new Error(started.reason);
  expect(started.value.problems).toEqual([]);
  const committed = await commitImport(access, started.value.id);
  if (!committed.ok) throw new Error(committed.reason);
  return committed.value;
}

async function tallyOf(access: StudyAccess) {
  const table = await readLabelTable(access);
  const [question] = listComparableQuestions(table, 1);
  if (!question) throw new Error("The version asks nothing");
  return measureJudges(table, question, noFilter).rows[0]?.tally;
}

const scores = [
  "item,judge,question,value",
  ...["i1,mean-of-3,safety,4.33", "i2,mean-of-3,safety,-1", "i3,mean-of-3,safety,5", "i4,mean-of-3,safety,Sorry"],
];

test("a judge's numbers off the scale are counted by that name, with values and lines, at import and on the page", async () => {
  const access = await makeLoadable();
  const { counts, notes } = await load(access, "scores.csv", scores.join("\n"));
  expect(counts).toMatchObject({ labels: 4, offScale: 2, unparsed: 1 });
  expect(notes).toEqual([
    '2 numbers off the scale of "safety", kept and never counted as a value: "4.33" (line 2), "-1" (line 3).',
    '1 answer to "safety" could not be parsed: "Sorry" (line 5). Map a value to read it.',
  ]);
  const tally = await tallyOf(access);
  expect(tally).toMatchObject({ given: 1, offScale: 2, unparsed: 1 });
  expect(tally?.offScaleValues).toEqual(["-1", "4.33"]);
});

test("they stay so through the study's own export", async () => {
  const from = await makeLoadable();
  await load(from, "scores.csv", scores.join("\n"));
  const parts: Uint8Array[] = [];
  for await (const part of exportBytes(from, "x4", "jsonl", exportOptionsSchema.parse({}))) parts.push(part);
  const to = (await makeMember(await makeStudy(), "OWNER")).access;
  const { counts } = await load(to, "labels.jsonl", Buffer.concat(parts).toString("utf8"));
  expect(counts).toMatchObject({ offScale: 2, unparsed: 1 });
  expect(await tallyOf(to)).toMatchObject({ given: 1, offScale: 2, unparsed: 1 });
});
