import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { AgreementFigures } from "@/lib/analysis/agreement/figures";
import type { AnalysisKey } from "@/lib/analysis/analyses";
import { runJob } from "@/lib/analysis/analysis-job";
import { noFilter } from "@/lib/analysis/filter";
import type { JudgeFigures } from "@/lib/analysis/judges/figures";
import { readLabelTable } from "@/lib/analysis/label-queries";
import { db } from "@/lib/db/client";
import { preferenceDemo } from "@/lib/demo/preference-demo";
import { safetyDemo } from "@/lib/demo/safety-demo";
import { seedDemos } from "@/lib/demo/seed-demos";
import { speakerDemo } from "@/lib/demo/speaker-demo";
import { exportBytes } from "@/lib/exports/make-export";
import { exportOptionsSchema } from "@/lib/formats/contract/export-options";
import type { Estimate } from "@/lib/measure/estimate";
import type { Defined } from "@/lib/stats/defined";
import { prove } from "@/lib/studies/proof";
import { readCsvRows } from "@/lib/text/rows/csv-rows";
import { makeUser } from "@/prisma/factories";
import { runAgreement, runCompare } from "../shared-inputs/drive";
import { figuresOfStudy } from "./figures-of-study";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "grata-one-engine-"));
  await db.study.deleteMany({ where: { isDemo: true, judgments: { none: {} } } });
  await seedDemos();
  // A demo has no members: the command then acts as the installation's owner.
  await makeUser({ isOwner: true });
}, 240_000);
afterAll(() => rm(folder, { recursive: true }));

const quiet = () => undefined;

/** What a command says of a study for scripts. */
async function sayOfStudy(key: AnalysisKey, study: string): Promise<unknown> {
  const heard: unknown[] = [];
  const result = (value: unknown) => {
    heard.push(value);
  };
  const output = { say: quiet, warn: quiet, progress: quiet, result };
  await figuresOfStudy(key)({ output, url: "", dataDir: "" }, { protocolVersion: "most", study });
  return heard[0];
}

type Row = Record<string, string>;

/** The study and labels.csv of its raw labels, as rows and as a file. */
async function exportStudy(name: string) {
  const { id, seed, epsilon } = await db.study.findFirstOrThrow({
    where: { isDemo: true, name },
    select: { id: true, seed: true, epsilon: true },
  });
  const access = prove({ studyId: id, userId: id, role: "OWNER" });
  const path = join(folder, `${id}.csv`);
  const chunks: Uint8Array[] = [];
  for await (const chunk of exportBytes(access, "x4", "csv", exportOptionsSchema.parse({}))) chunks.push(chunk);
  await writeFile(path, Buffer.concat(chunks));
  const read: string[][] = [];
  const bytes = async function* () {
    yield Buffer.concat(chunks);
  };
  for await (const { cells } of readCsvRows(bytes(), { delimiter: "," })) read.push([...cells]);
  const [header = [], ...lines] = read;
  const rows = lines.map(
    (cells): Row => Object.fromEntries(header.map((column, place) => [column, cells[place] ?? ""])),
  );
  return { id, seed: String(seed), epsilon: String(epsilon), path, rows, table: await readLabelTable(access) };
}

type Exported = Awaited<ReturnType<typeof exportStudy>>;

function pageOf<Key extends AnalysisKey>({ table }: Exported, key: Key, question: string) {
  const result = runJob(table, { key, filter: { ...noFilter, question } });
  if (!result) throw new Error(`${question} is not asked`);
  return result;
}

/** A figure as files and commands have it: value and ends, to the last digit. */
type Plain = { value: number | null; low: number | null; high: number | null };

function plain(estimate: Defined<Estimate>): Plain {
  if (!estimate.defined) return { value: null, low: null, high: null };
  const { value, interval } = estimate.value;
  return {
    value,
    low: interval.defined ? interval.value.low : null,
    high: interval.defined ? interval.value.high : null,
  };
}

type Said = { key: string; value: number | null; interval: { low: number; high: number } | null };

const plainSaid = ({ value, interval }: Said): Plain => ({
  value,
  low: interval?.low ?? null,
  high: interval?.high ?? null,
});

/** Studies of three layouts, and how the labels of a question compare. */
const studies = [
  { name: safetyDemo.name, question: "safety", level: "ordinal" },
  { name: safetyDemo.name, question: "reasoning", level: "ordinal" },
  { name: preferenceDemo.name, question: "preference", level: "nominal" },
  { name: speakerDemo.name, question: "speaker", level: "nominal" },
];

/** The labels that a question offers, for --order; nothing where every item has its own. */
function orderOf({ table }: Exported, key: string): { order?: string } {
  const question = table.versions.flatMap(({ questions }) => questions).find((own) => own.key === key);
  if (question?.type === "ordinal") return { order: question.points.map(({ value }) => value).join() };
  if (question?.type !== "preference") return {};
  return { order: ["1", "2", ...(question.tie ? ["tie"] : []), ...(question.bothBad ? ["both-bad"] : [])].join() };
}

describe.each(studies)("agreement on $question", ({ name, question, level }) => {
  test("is the same on the page, of the command and from the file of raw labels, to the last digit", async () => {
    const study = await exportStudy(name);
    const page = pageOf(study, "agreement", question);
    const ofPage = page.coefficients.map(({ key, estimate }) => [key, plain(estimate)]);
    const said = (await sayOfStudy("agreement", study.id)) as { questions: AgreementFigures[] };
    const command = said.questions.find((own) => own.question.key === question);
    expect(command?.coefficients.map(({ key, estimate }) => [key, plain(estimate)])).toEqual(ofPage);
    const { value } = await runAgreement(study.path, {
      question,
      level,
      seed: study.seed,
      ...orderOf(study, question),
    });
    const [group] = (value as { groups: { coefficients: Said[]; labels: number }[] }).groups;
    const ofFile = new Map(group?.coefficients.map((own) => [own.key, plainSaid(own)]));
    expect(group?.labels).toBe(page.counts.labels);
    // Options that are an item's own are no categories: a file's labels cannot say that they are.
    const shared = page.scale.kind === "own-options" ? ["percent-agreement"] : [...ofFile.keys()];
    expect(shared.map((key) => [key, ofFile.get(key)])).toEqual(ofPage.filter(([key]) => shared.includes(String(key))));
    expect(ofFile.get("percent-agreement")?.low).toBeTypeOf("number");
  });
});

/** People and one judge as columns, a row an item: what `grata compare` reads. */
async function writeWide({ rows, id }: Exported, question: string, judge: string) {
  const counted = rows.filter((row) => row.question === question && row.counts === "true" && row.state === "GIVEN");
  const people = [...new Set(counted.flatMap((row) => (row.rater_kind === "HUMAN" ? [row.rater ?? ""] : [])))];
  const items = new Map<string, Row>();
  for (const { item = "", task = "", rater = "", value = "" } of counted)
    items.set(item, { ...items.get(item), item, task, [rater]: value });
  const header = ["item", "task", ...people, judge];
  const lines = [...items.values()].map((row) => header.map((column) => row[column] ?? "").join());
  const path = join(folder, `${id}-${question}-wide.csv`);
  await writeFile(path, [header.join(), ...lines].join("\n"));
  return { path, human: people.join(), judge };
}

test("a judge is held against the same references everywhere, with the same sign", async () => {
  const study = await exportStudy(safetyDemo.name);
  const page = pageOf(study, "judges", "safety");
  const said = (await sayOfStudy("judges", study.id)) as { questions: JudgeFigures[] };
  expect(said.questions.find((own) => own.question.key === "safety")).toEqual(JSON.parse(JSON.stringify(page)));
  const row = page.rows.find(({ kind }) => kind === "judge");
  if (!row?.sameReferences.defined || !row.majority.defined || !row.scores?.defined)
    throw new Error("the demo has no judge beside people");
  const { path, ...who } = await writeWide(study, "safety", row.name);
  const { value } = await runCompare(path, {
    ...who,
    level: "ordinal",
    seed: study.seed,
    epsilon: study.epsilon,
    unit: "item",
    ...orderOf(study, "safety"),
  });
  const file = value as { coefficients: Said[]; alternativeAnnotatorTest: unknown };
  const ofFile = Object.fromEntries(file.coefficients.map((own) => [own.key, plainSaid(own)]));
  const one = (estimate: Estimate) => plain({ defined: true, value: estimate });
  const { people, judge, difference } = row.sameReferences.value;
  expect(ofFile).toMatchObject({
    accuracy: one(row.majority.value.accuracy),
    kappa: plain(row.majority.value.weightedKappa ?? row.majority.value.kappa),
    "human-ceiling": one(people),
    "judge-at-ceiling": one(judge),
    "judge-minus-human": one(difference),
    bias: one(row.scores.value.bias),
    pearson: plain(row.scores.value.pearson),
    spearman: plain(row.scores.value.spearman),
  });
  expect(difference.value).toBeCloseTo(judge.value - people.value, 12);
  // Its eight prompts are too few for the test, here as there.
  expect(row.standIn).toMatchObject({ defined: false, because: expect.stringMatching(/prompts are too few/) });
  expect(file.alternativeAnnotatorTest).toEqual(row.standIn);
});
