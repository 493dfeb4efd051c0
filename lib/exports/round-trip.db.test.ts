import { mkdtemp, open, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { db } from "@/lib/db/client";
import { preferenceDemo } from "@/lib/demo/preference-demo";
import { safetyDemo } from "@/lib/demo/safety-demo";
import { seedDemos } from "@/lib/demo/seed-demos";
import { speakerDemo } from "@/lib/demo/speaker-demo";
import { exportBytes } from "@/lib/exports/make-export";
import { exportOptionsSchema } from "@/lib/formats/contract/export-options";
import type { ImportRecord, LabelRecord } from "@/lib/formats/contract/records";
import type { ExportForm } from "@/lib/formats/format";
import type { ExportKey } from "@/lib/formats/formats";
import { commitImport, startImport } from "@/lib/imports/mutations";
import { protocolSchema, type Question } from "@/lib/protocol/schema";
import type { StudyAccess } from "@/lib/studies/proof";
import { prove } from "@/lib/studies/proof";
import { openZip } from "@/lib/text/bytes/open-zip";
import type { SourceFolder } from "@/lib/text/bytes/source";
import { makeItem, makeMember, makeStudy, makeVersion } from "@/prisma/factories";

async function take(access: StudyAccess, key: ExportKey, format: ExportForm, given: object = {}): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of exportBytes(access, key, format, exportOptionsSchema.parse(given))) chunks.push(chunk);
  return Buffer.concat(chunks);
}

/** Brings a file into an empty study. */
async function bringIn(fileName: string, given: Buffer | SourceFolder, questions?: Question[]): Promise<StudyAccess> {
  const study = await makeStudy();
  const { access } = await makeMember(study, "OWNER");
  if (questions) await makeVersion(study, { questions });
  const bytes = Buffer.isBuffer(given)
    ? (async function* () {
        yield given;
      })()
    : given;
  const started = await startImport(access, { fileName }, bytes);
  if (!started.ok) throw new Error(started.reason);
  expect(started.value.problems).toEqual([]);
  const committed = await commitImport(access, started.value.id);
  if (!committed.ok) throw new Error(committed.reason);
  return access;
}

const recordsOf = (jsonl: Buffer): ImportRecord[] =>
  jsonl
    .toString("utf8")
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line));

/** Everything but the labels, as it stands. */
const withoutLabels = (records: readonly ImportRecord[]) => records.filter(({ kind }) => kind !== "label");

/** What a label says. People get a new pseudonym in the new study, so each is named by all that they said. */
function labelsByRater(records: readonly ImportRecord[]): string[] {
  const raters = new Map<string, string[]>();
  for (const record of records) {
    if (record.kind !== "label") continue;
    const { rater, item, question, state, value, strength, probabilities, rationale, raw, occurrence, group, origin } =
      record;
    const { raterKind, modelFamily, promptVersion, target, isAnonymous, sawConditions } = record;
    const name = raterKind === "HUMAN" ? null : rater;
    const said = { name, item, question, target, state, value, strength, probabilities, rationale, raw, occurrence };
    const line = JSON.stringify({
      ...said,
      group,
      origin,
      raterKind,
      modelFamily,
      promptVersion,
      isAnonymous,
      sawConditions,
    });
    raters.set(rater, [...(raters.get(rater) ?? []), line]);
  }
  return [...raters.values()].map((lines) => lines.sort().join("\n")).sort();
}

let demos: Map<string, StudyAccess>;
beforeAll(async () => {
  await db.study.deleteMany({ where: { isDemo: true, judgments: { none: {} } } });
  await seedDemos();
  const studies = await db.study.findMany({ where: { isDemo: true }, select: { id: true, name: true } });
  demos = new Map(studies.map(({ id, name }) => [name, prove({ studyId: id, userId: id, role: "OWNER" })]));
});

const demoAccess = (name: string): StudyAccess => {
  const access = demos.get(name);
  if (!access) throw new Error(`${name} was not seeded`);
  return access;
};

describe.each([safetyDemo.name, speakerDemo.name, preferenceDemo.name])(
  "X4 of %s, imported into an empty study",
  (name) => {
    test("gives the same protocol, personas, factors, items and labels", async () => {
      const given = recordsOf(await take(demoAccess(name), "x4", "jsonl"));
      const again = recordsOf(
        await take(await bringIn("labels.jsonl", await take(demoAccess(name), "x4", "jsonl")), "x4", "jsonl"),
      );
      expect(withoutLabels(again)).toEqual(withoutLabels(given));
      expect(labelsByRater(again)).toEqual(labelsByRater(given));
      const purposes = (records: ImportRecord[]) =>
        new Set(
          records.filter((record): record is LabelRecord => record.kind === "label").map(({ purpose }) => purpose),
        );
      expect(purposes(again)).toEqual(new Set(["IMPORTED"]));
    });
  },
);

test("whatever a record can hold comes out as it went in", async () => {
  const protocol = protocolSchema.parse({
    guidelines: "Read *twice*.",
    personaVisibility: "AFTER_ANSWER",
    textStyle: "PLAIN",
    questions: [
      {
        key: "better",
        type: "preference",
        text: "Which?",
        tie: true,
        bothBad: true,
        strength: true,
        cannotJudge: true,
      },
      { key: "sure", type: "confidence", about: "better", text: "How sure?", scale: "percent" },
      {
        key: "harm",
        type: "ordinal",
        text: "Harm?",
        refusal: true,
        points: [{ value: -1 }, { value: 0 }, { value: 1 }],
      },
      { key: "why", type: "text", text: "Why?" },
    ],
  });
  const persona = { kind: "persona", externalId: "p1", name: "Ann", personaKind: "INDIVIDUALIZED", text: "A\u2028B" };
  const side = (model: string) => ({
    text: `${model} said:\n"yes", =1+1`,
    turns: [{ speaker: "A", text: "Hm?" }],
    factors: { model },
    persona: "p1",
    extra: { seed: 7, tags: ["x"] },
  });
  const task = { externalId: "t1", prompt: "Q?", persona: "p1", track: "general", tier: "hard" };
  const item = {
    kind: "item",
    externalId: "i1",
    layout: "PAIR",
    factors: {},
    isServable: true,
    task: { ...task, goldAnswer: "g", referenceAnswer: "r", policyText: "p" },
    parts: [{ output: side("alpha") }, { output: side("beta") }],
    truth: { better: "2" },
    fileMajority: { better: "1" },
  };
  const label = (rater: string, question: string, value: string | null, more: object = {}) => ({
    kind: "label",
    item: "i1",
    rater,
    raterKind: "HUMAN",
    origin: "IMPORTED",
    question,
    state: "GIVEN",
    value,
    occurrence: 1,
    ...more,
  });
  const judge = { raterKind: "JUDGE", modelFamily: "m", promptVersion: "v1", raw: "raw" };
  const seen = { shown: ["2", "1"], view: "both" };
  const records = [
    { kind: "factor", name: "model", scale: "CATEGORICAL", role: "MODEL", baseline: "beta", levels: ["beta", "alpha"] },
    { kind: "protocol", protocol },
    { ...persona, sections: { Bias: { a: ["b"] } }, covariates: { age: 40 }, statements: ["I run."], tags: ["t"] },
    item,
    label("one", "better", "1", { strength: "clear", group: "crowd", ...seen }),
    label("one", "sure", "80", { group: "crowd", ...seen }),
    label("one", "harm", "-1", { group: "crowd", ...seen }),
    label("one", "why", '@home, "fine"\n', { group: "crowd", ...seen }),
    label("one", "better", "2", { strength: "slight", group: "crowd", purpose: "REPEAT", occurrence: 2 }),
    label("two", "better", "both-bad", { sawConditions: true }),
    label("two", "harm", null, { state: "REFUSAL", sawConditions: true }),
    label("three", "better", null, { state: "CANNOT_JUDGE", purpose: "TRAINING" }),
    label("four", "better", "tie", { purpose: "GOLD", isAnonymous: true }),
    label("bot (v1)", "better", "2", {
      ...judge,
      strength: "slight",
      probabilities: { "1": 0.25, "2": 0.75 },
      rationale: "=r",
    }),
    label("bot (v1)", "harm", null, { ...judge, state: "UNPARSED" }),
  ];
  const given = Buffer.from(records.map((record) => JSON.stringify(record)).join("\n"));
  const first = await take(await bringIn("labels.jsonl", given), "x4", "jsonl");
  expect(withoutLabels(recordsOf(first))).toEqual(records.slice(0, 4));
  const purposes = recordsOf(first).flatMap((record) => (record.kind === "label" ? [record.purpose] : []));
  expect(purposes.sort()).toEqual(["GOLD", ...Array(8).fill("IMPORTED"), "REPEAT", "TRAINING"]);
  expect(labelsByRater(recordsOf(first))).toEqual(labelsByRater(records as ImportRecord[]));
  const second = await take(await bringIn("labels.jsonl", first), "x4", "jsonl");
  expect(withoutLabels(recordsOf(second))).toEqual(withoutLabels(recordsOf(first)));
  expect(labelsByRater(recordsOf(second))).toEqual(labelsByRater(recordsOf(first)));
});

test("X3, imported into an empty study, gives the same table", async () => {
  const table = await take(demoAccess(speakerDemo.name), "x3", "csv");
  const { questions } = speakerDemo.starter.protocol;
  expect((await take(await bringIn("table.csv", table, questions), "x3", "csv")).toString()).toBe(table.toString());
});

test("X3 for Excel, with its byte order mark, gives the same table too", async () => {
  const [marked, plain] = await Promise.all(
    [{ bom: "true" }, {}].map((given) => take(demoAccess(speakerDemo.name), "x3", "csv", given)),
  );
  if (!marked || !plain) throw new Error("Nothing was exported");
  expect([...marked.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
  const { questions } = speakerDemo.starter.protocol;
  expect((await take(await bringIn("table.csv", marked, questions), "x3", "csv")).toString()).toBe(plain.toString());
});

test("X3 with texts that a spreadsheet would run gives those texts again", async () => {
  const study = await makeStudy();
  const { access } = await makeMember(study, "OWNER");
  const { questions } = speakerDemo.starter.protocol;
  await makeVersion(study, { questions });
  const parts = [
    { label: "=SUM(A1)", profile: "- calm\n- kind" },
    { label: "'=quoted" },
    { label: "@home" },
    { label: "\uff1d1+1" },
  ];
  await makeItem(study, { layout: "CANDIDATES", prompt: "-5 degrees. Who says so?", parts, truth: { speaker: "2" } });
  const again = await bringIn("table.csv", await take(access, "x3", "csv"), questions);
  const [item] = recordsOf(await take(again, "x4", "jsonl")).filter((record) => record.kind === "item");
  expect(item).toMatchObject({ parts, task: { prompt: "-5 degrees. Who says so?" }, truth: { speaker: "2" } });
});

describe("X1, imported into an empty study", () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "grata-x1-"));
  });
  afterAll(() => rm(folder, { recursive: true }));

  test("gives the same people and pairs, with the preferred reply as the truth", async () => {
    const path = join(folder, "x1.zip");
    await writeFile(path, await take(demoAccess(preferenceDemo.name), "x1", "zip"));
    const handle = await open(path);
    const access = await bringIn("x1.zip", await openZip(handle.fd, "x1.zip"));
    await handle.close();
    const records = recordsOf(await take(access, "x4", "jsonl"));
    const personas = records.filter((record) => record.kind === "persona");
    expect(personas.map(({ name, sections }) => [name, sections])).toEqual(
      preferenceDemo.personas.map(({ name, sections }) => [name, sections]),
    );
    const pairs = records.flatMap((record) => (record.kind === "item" ? [record] : []));
    expect(pairs.length).toBeGreaterThan(8);
    for (const { task, parts, truth } of pairs) {
      const { record } = preferenceDemo.items.find((item) => item.record.task.prompt === task.prompt) ?? {};
      expect([task.tier, task.track]).toEqual([record?.task.tier, record?.task.track]);
      const texts = parts.map(({ output }) => output?.text);
      expect([...texts].sort()).toEqual(record?.parts.map(({ output }) => output?.text).sort());
      const preferred = texts[Number(truth?.preference) - 1];
      // The simulated people prefer what was written for the person nearly always: so do most of them together.
      expect(record?.parts.map(({ output }) => output?.text)).toContain(preferred);
    }
  });
});
