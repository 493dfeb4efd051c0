import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { runAgreement } from "@/cli/shared-inputs/drive";
import { measureAgreement } from "@/lib/analysis/agreement/detail";
import { noFilter } from "@/lib/analysis/filter";
import { readLabelTable } from "@/lib/analysis/label-queries";
import { db } from "@/lib/db/client";
import { exportBytes } from "@/lib/exports/make-export";
import { exportOptionsSchema } from "@/lib/formats/contract/export-options";
import { commitImport, startImport } from "@/lib/imports/mutations";
import type { Estimate } from "@/lib/measure/estimate";
import { questionSchema } from "@/lib/questions/question-schema";
import type { Defined } from "@/lib/stats/defined";
import { makeItem, makeMember, makeStudy, makeVersion } from "@/prisma/factories";

const options = ["joy", "anger", "fear"].map((key) => ({ key, label: key, description: "" }));
const felt = { key: "felt", type: "multi", text: "What is felt?", options, minimum: 0, maximum: 2 } as const;
const could = { key: "could", type: "multi", text: "Who could it be?", options: "item", everyRight: true } as const;

async function makeAsked(question: typeof felt | typeof could) {
  const study = await makeStudy();
  const { access } = await makeMember(study, "OWNER");
  await makeVersion(study, { questions: [question as never] });
  for (const externalId of ["a", "b", "c"])
    if (question.options === "item")
      await makeItem(study, {
        externalId,
        layout: "CANDIDATES",
        parts: ["Ada", "Smith, John", "Eve"].map((label) => ({ label })),
      });
    else await makeItem(study, { externalId });
  return { study, access };
}

type Asked = Awaited<ReturnType<typeof makeAsked>>;

async function load({ access }: Asked, fileName: string, text: string, raterKind: "HUMAN" | "JUDGE" = "HUMAN") {
  const lines = (async function* () {
    yield Buffer.from(text);
  })();
  const started = await startImport(access, { fileName, mapping: { raterKind } }, lines);
  if (!started.ok) throw new Error(started.reason);
  return started.value;
}

const storedOf = ({ study }: Asked) =>
  db.answer.findMany({
    where: { judgment: { studyId: study.id } },
    select: { state: true, value: true },
    orderBy: [{ judgment: { item: { externalId: "asc" } } }, { judgment: { rater: { sourceName: "asc" } } }],
  });

const folder = mkdtemp(join(tmpdir(), "grata-sets-"));
afterAll(async () => rm(await folder, { recursive: true }));

const cells = [
  "rater,item,question,value",
  ...['anna,a,felt,"[""joy"",""anger""]"', "ben,a,felt,joy|anger", "anna,b,felt,none", 'ben,b,felt,"fear; joy"'],
  ...["anna,c,felt,fear", "ben,c,felt,fear"],
].join("\n");

test("sets of a file are stored in one spelling, and none of them is an answer", async () => {
  const asked = await makeAsked(felt);
  const started = await load(asked, "labels.csv", cells);
  expect(started.problems).toEqual([]);
  expect((await commitImport(asked.access, started.id)).ok).toBe(true);
  expect((await storedOf(asked)).map(({ value }) => value)).toEqual([
    ...['["anger","joy"]', '["anger","joy"]', "[]", '["fear","joy"]', '["fear"]', '["fear"]'],
  ]);
});

test("figures of sets are the same on the page and from the file of raw labels, to the last digit", async () => {
  const asked = await makeAsked(felt);
  const started = await load(asked, "labels.csv", cells);
  await commitImport(asked.access, started.id);
  const table = await readLabelTable(asked.access);
  const page = measureAgreement(table, questionSchema.parse(felt), { ...noFilter, question: "felt" });
  const chunks: Uint8Array[] = [];
  for await (const chunk of exportBytes(asked.access, "x4", "csv", exportOptionsSchema.parse({}))) chunks.push(chunk);
  const path = join(await folder, "x4.csv");
  await writeFile(path, Buffer.concat(chunks));
  const { seed } = await db.study.findUniqueOrThrow({ where: { id: asked.study.id }, select: { seed: true } });
  const { value } = await runAgreement(path, { question: "felt", level: "nominal", seed: String(seed) });
  type Said = { key: string; value: number | null; interval: { low: number } | null };
  const [group] = (value as { groups: { coefficients: Said[] }[] }).groups;
  const plain = (estimate: Defined<Estimate>) => [
    estimate.defined ? estimate.value.value : null,
    estimate.defined && estimate.value.interval.defined ? estimate.value.interval.value.low : null,
  ];
  expect(group?.coefficients.map((own) => [own.key, own.value, own.interval?.low ?? null])).toEqual(
    page.coefficients.map(({ key, estimate }) => [key, ...plain(estimate)]),
  );
  expect(group?.coefficients.map(({ key }) => key)).toContain("krippendorff-alpha-masi");
});

test("a file of raw labels is read back as the same labels", async () => {
  const [from, to] = [await makeAsked(felt), await makeAsked(felt)];
  const started = await load(from, "labels.csv", cells);
  await commitImport(from.access, started.id);
  const chunks: Uint8Array[] = [];
  for await (const chunk of exportBytes(from.access, "x4", "csv", exportOptionsSchema.parse({}))) chunks.push(chunk);
  const again = await load(to, "again.csv", Buffer.concat(chunks).toString());
  expect(again.problems).toEqual([]);
  await commitImport(to.access, again.id);
  const values = async (of: Asked) => (await storedOf(of)).map(({ value }) => value).sort();
  expect(await values(to)).toEqual(await values(from));
});

test("options of the item are named by number or text, in lists of JSON too, and what it does not have is a problem", async () => {
  const asked = await makeAsked(could);
  const rows = [
    { rater: "anna", item: "a", question: "could", value: ["Smith, John", "Ada"] },
    { rater: "ben", item: "a", question: "could", value: "3|1" },
    { rater: "anna", item: "b", question: "could", value: "Eve" },
  ];
  const write = (all: object[]) => all.map((row) => JSON.stringify(row)).join("\n");
  const started = await load(asked, "labels.jsonl", write(rows));
  expect(started.problems).toEqual([]);
  expect((await commitImport(asked.access, started.id)).ok).toBe(true);
  expect((await storedOf(asked)).map(({ value }) => value)).toEqual(['["1","2"]', '["1","3"]', '["3"]']);
  const wrong = await load(asked, "wrong.jsonl", write([{ ...rows[0], item: "c", value: ["Ada", "Bob"] }]));
  expect(wrong.problems.map(({ field }) => field)).toEqual(["could"]);
});

test("a judge's set that the question does not take is kept as it came, and counted", async () => {
  const asked = await makeAsked(felt);
  const text = `rater,item,question,value\ngpt,a,felt,"[""joy"",""envy""]"\ngpt,b,felt,"[""joy""]"\n`;
  const started = await load(asked, "labels.csv", text, "JUDGE");
  expect(started.problems).toEqual([]);
  expect((await commitImport(asked.access, started.id)).ok).toBe(true);
  expect(await storedOf(asked)).toEqual([
    { state: "UNPARSED", value: null },
    { state: "GIVEN", value: '["joy"]' },
  ]);
});

test("a truth that names several of the item's options is kept as an answer that names them", async () => {
  const asked = await makeAsked(could);
  const lines = (async function* () {
    yield Buffer.from("id,prompt,option1,option2,option3,truth:could\nd,Who?,Ada,John,Eve,3;1\n");
  })();
  const started = await startImport(asked.access, { fileName: "items.csv", format: "outputs" }, lines);
  expect(started).toMatchObject({ ok: true, value: { problems: [] } });
  expect(started.ok && (await commitImport(asked.access, started.value.id)).ok).toBe(true);
  const { truth } = await db.item.findFirstOrThrow({ where: { studyId: asked.study.id, externalId: "d" } });
  expect(truth).toEqual({ could: '["1","3"]' });
});
