import { mkdtemp, open, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parse } from "csv-parse/sync";
import { afterAll, beforeAll, describe, expect, onTestFinished, test, vi } from "vitest";
import { db, pool } from "@/lib/db/client";
import { exportBytes } from "@/lib/exports/make-export";
import { exportOptionsSchema } from "@/lib/formats/contract/export-options";
import type { ExportForm } from "@/lib/formats/format";
import type { ExportKey } from "@/lib/formats/formats";
import { changeEpsilon, changeQuestionTerms, changeStrata } from "@/lib/judge-terms/change-terms";
import type { StudyAccess } from "@/lib/studies/proof";
import { openZip } from "@/lib/text/bytes/open-zip";
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
  makeVersion,
} from "@/prisma/factories";

const options = exportOptionsSchema.parse;
const excel = { bom: "true" };

async function take(access: StudyAccess, key: ExportKey, format: ExportForm, given: object = {}): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of exportBytes(access, key, format, options(given))) chunks.push(chunk);
  return Buffer.concat(chunks);
}

const takeText = async (...asked: Parameters<typeof take>) => (await take(...asked)).toString("utf8");
const linesOf = (text: string) =>
  text
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line));

/** The files of an archive, by path. */
async function unzip(bytes: Buffer): Promise<Map<string, string>> {
  const folder = await mkdtemp(join(tmpdir(), "grata-unzip-"));
  try {
    const path = join(folder, "export.zip");
    await writeFile(path, bytes);
    const handle = await open(path);
    const archive = await openZip(handle.fd, "export.zip");
    const files = new Map<string, string>();
    for (const file of archive.files) {
      const chunks: Uint8Array[] = [];
      for await (const chunk of file.open()) chunks.push(chunk);
      files.set(file.path, Buffer.concat(chunks).toString("utf8"));
    }
    await handle.close();
    return files;
  } finally {
    await rm(folder, { recursive: true });
  }
}

const preference = [{ key: "better", type: "preference" as const, text: "Which?", tie: true }];

/** Six pairs for two people in several tiers, judged by three people, an LLM judge, and somebody who withdrew. */
async function makePairs() {
  const study = await makePublishedStudy({ name: "Pairs of Dr Grace Hopper" }, { questions: preference });
  const { access, user: owner } = await makeMember(study, "OWNER");
  const personas = [
    await makePersona(study, { externalId: "2", name: "Second" }),
    await makePersona(study, { externalId: "10", name: "Tenth" }),
  ];
  const people = [];
  for (const pseudonym of ["amber-owl-10", "blue-fox-20", "coral-elk-30"])
    people.push(await makeRater(study, { user: await makeUser({ email: `${pseudonym}@clinic.test` }), pseudonym }));
  const judge = await makeRaterRow(study, {
    kind: "JUDGE",
    origin: "IMPORTED",
    sourceName: "judge-m",
    modelFamily: "m",
  });
  const imported = await makeRaterRow(study, {
    origin: "IMPORTED",
    sourceName: "ada@hospital.test",
    pseudonym: "teal-asp-40",
  });
  const gone = await makeRater(study, { pseudonym: "gone-gull-50" });
  const votes = [
    ["1", "1", "2"],
    ["2", "2", "2"],
    ["1", "2", "tie"],
    ["tie", "tie", "1"],
    ["1", "1", "1"],
    ["2", "2", "1"],
  ];
  const tiers = ["easy", "hard", "easy", "medium", undefined, "easy"];
  for (const [place, values] of votes.entries()) {
    const persona = personas[place % 2];
    const item = await makeItem(study, {
      layout: "PAIR",
      externalId: `pair-${place}`,
      prompt: `Question ${place}?`,
      tier: tiers[place],
      parts: [
        { text: `Reply ${place} A`, persona, factors: { model: "a" } },
        { text: place === 0 ? "=1+1" : `Reply ${place} B`, persona, factors: { model: "b" } },
      ],
    });
    for (const [rater, value] of values.entries()) {
      const person = people[rater];
      if (person)
        await makeJudgment(person, item, study.version, { better: value }, { order: rater ? ["1", "2"] : ["2", "1"] });
    }
    await makeJudgment(judge, item, study.version, { better: "1" });
    await makeJudgment(gone, item, study.version, { better: "2" });
    if (place === 0) await makeJudgment(imported, item, study.version, { better: "1" }, { purpose: "IMPORTED" });
  }
  await db.rater.update({ where: { id: gone.id }, data: { status: "WITHDRAWN", erasedJudgments: 6 } });
  return { study, access, owner, people };
}

let pairs: Awaited<ReturnType<typeof makePairs>>;
beforeAll(async () => {
  pairs = await makePairs();
});
afterAll(async () => {
  await db.study.deleteMany();
});

test("every manifest says what judges have to show, since when, and what stood before", async () => {
  const own = await makePublishedStudy();
  const { access } = await makeMember(own, "RESEARCHER");
  await makeItem(own, { factors: { role: "nurse", model: "gpt-4o" } });
  await db.factor.updateMany({ where: { studyId: own.id, name: "model" }, data: { role: "MODEL" } });
  await makeRaterRow(own, { kind: "JUDGE", sourceName: "openai/gpt-4.1", promptVersion: "2", origin: "IMPORTED" });
  const rare = { value: "unsafe", sensitivityFloor: 0.8, specificityFloor: 0.7 };
  await changeEpsilon(access, 0.1);
  await changeQuestionTerms(access, "verdict", { rare, margin: null });
  const { id = "" } = (await db.factor.findFirst({ where: { studyId: own.id, name: "role" } })) ?? {};
  await changeStrata(access, [id]);
  const manifest = JSON.parse((await unzip(await take(access, "x6", "zip"))).get("manifest.json") ?? "");
  expect(manifest.judgeTerms).toMatchObject({
    epsilon: 0.1,
    epsilonSetBy: "RESEARCHER",
    questions: { verdict: { rare, margin: null } },
    strata: ["role"],
    changes: [
      { what: "epsilon", by: "RESEARCHER", before: null, after: 0.1 },
      { what: "judge terms of verdict", before: { questions: {} } },
      { what: "judge strata", before: { strata: [] }, after: { strata: ["role"] } },
    ],
  });
  expect(manifest.judges).toMatchObject([{ name: "openai/gpt-4.1", promptVersion: "2", sameFamilyAs: ["gpt-4o"] }]);
  expect(manifest.study.seed).toEqual(expect.any(Number));
});

describe("X1, the PersonaFeedback layout", () => {
  test("holds decided pairs by track and tier, and user ids are lines of the personas' file", async () => {
    const files = await unzip(await take(pairs.access, "x1", "zip"));
    expect([...files.keys()].sort()).toEqual([
      "annotations.jsonl",
      ...["easy", "hard", "medium"].map((tier) => `data/general/${tier}.jsonl`),
      ...["easy", "hard", "medium"].map((tier) => `data/spedific/${tier}.jsonl`),
      "manifest.json",
      "persona/all_personas.jsonl",
    ]);
    const personas = linesOf(files.get("persona/all_personas.jsonl") ?? "");
    expect(personas.map(({ Name }) => Name)).toEqual(["Second", "Tenth"]);
    const easy = linesOf(files.get("data/general/easy.jsonl") ?? "");
    expect(easy).toEqual([
      { user_id: "1", question: "Question 0?", chosen: "Reply 0 A", reject: "=1+1" },
      { user_id: "2", question: "Question 5?", chosen: "Reply 5 B", reject: "Reply 5 A" },
    ]);
    expect(linesOf(files.get("data/general/medium.jsonl") ?? "")).toHaveLength(1);
    expect(files.get("data/spedific/hard.jsonl")).toBe("");
  });

  test("says what was counted and what was left out, and points from each annotation to its row", async () => {
    const files = await unzip(await take(pairs.access, "x1", "zip"));
    const manifest = JSON.parse(files.get("manifest.json") ?? "");
    expect(manifest.counts).toMatchObject({
      items: 6,
      rows: 4,
      personas: 2,
      itemsWithoutTier: 1,
      itemsWithoutTrack: 6,
      itemsLeftOut: { undecided: 1, tie: 1, noVotes: 0 },
    });
    expect(manifest).toMatchObject({ labelsErasedByWithdrawal: 6, rule: { protocolVersion: 1 }, question: "better" });
    const annotations = linesOf(files.get("annotations.jsonl") ?? "");
    expect(annotations).toHaveLength(6);
    for (const { file, line, chosen, item } of annotations.filter(({ chosen }) => chosen !== null)) {
      const row = linesOf(files.get(file) ?? "")[line - 1];
      expect(row.question).toBe(`Question ${item.slice(-1)}?`);
      expect(row.chosen).toBe(`Reply ${item.slice(-1)} ${chosen === "1" ? "A" : "B"}`);
    }
    expect(annotations[0]).toMatchObject({ votes: { "1": 3, "2": 1 }, raters: [{ shown: ["2", "1"] }, {}, {}, {}] });
  });

  test("without compatibility it is spelt as one would expect", async () => {
    const files = await unzip(await take(pairs.access, "x1", "zip", { compat: "false" }));
    expect(files.has("data/specific/easy.jsonl")).toBe(true);
    expect(Object.keys(linesOf(files.get("data/general/easy.jsonl") ?? "")[0])).toContain("rejected");
  });
});

describe("X4, raw labels", () => {
  test("the table says of every label whether it counts, and a spreadsheet runs none of it", async () => {
    const rows = parse(await takeText(pairs.access, "x4", "csv"), { columns: true }) as Record<string, string>[];
    expect(rows).toHaveLength(6 * 4 + 1);
    expect(new Set(rows.map(({ rater }) => rater))).toEqual(
      new Set(["amber-owl-10", "blue-fox-20", "coral-elk-30", "judge-m", "teal-asp-40"]),
    );
    expect(rows.find(({ rater }) => rater === "amber-owl-10")).toMatchObject({
      item: "pair-0",
      value: "1",
      shown_order: "2 1",
      chosen_position: "2",
      counts: "true",
      factors: '{"1":{"model":"a"},"2":{"model":"b"}}',
    });
  });

  test("one version asked for by its number comes alone, with its own questions", async () => {
    const study = await makePublishedStudy({}, { questions: preference });
    const { access } = await makeMember(study, "OWNER");
    const later = await makeVersion(study, { number: 2 });
    const item = await makeItem(study, { layout: "PAIR" });
    const rater = await makeRater(study);
    await makeJudgment(rater, item, study.version, { better: "1" });
    await makeJudgment(await makeRater(study), item, later, { verdict: "safe" });
    const versionsOf = async (given: object) =>
      linesOf(await takeText(access, "x4", "jsonl", given)).flatMap(({ kind, version }) =>
        kind === "label" ? [version] : [],
      );
    expect((await versionsOf({})).sort()).toEqual([1, 2]);
    expect(await versionsOf({ version: "1" })).toEqual([1]);
    expect(await versionsOf({ version: "2" })).toEqual([2]);
    expect(await takeText(access, "x4", "jsonl", { version: "1" })).toContain('"key":"better"');
  });

  test("records come in the order in which an import needs them", async () => {
    const kinds = linesOf(await takeText(pairs.access, "x4", "jsonl")).map(({ kind }) => kind);
    expect(kinds.filter((kind, place) => kind !== kinds[place - 1])).toEqual([
      "factor",
      "protocol",
      "persona",
      "item",
      "label",
    ]);
    expect(kinds).toHaveLength(1 + 1 + 2 + 6 + 25);
  });
});

test("tables for Excel begin with a byte order mark, alone and in the archive; nothing else changes", async () => {
  const mark = "\uFEFF";
  const [plain, marked] = [await takeText(pairs.access, "x4", "csv"), await takeText(pairs.access, "x4", "csv", excel)];
  expect(plain.startsWith(mark)).toBe(false);
  expect(marked).toBe(mark + plain);
  expect(await takeText(pairs.access, "x4", "jsonl", excel)).toBe(await takeText(pairs.access, "x4", "jsonl"));
  const archives = [await take(pairs.access, "x4", "zip"), await take(pairs.access, "x4", "zip", excel)];
  const [without, with_] = await Promise.all(archives.map(unzip));
  expect([...(with_ ?? [])]).toEqual(
    [...(without ?? [])].map(([path, text]) => [path, path.endsWith(".csv") ? mark + text : text]),
  );
});

test("X6 holds the majority beside each judge", async () => {
  const rows = parse(await takeText(pairs.access, "x6", "csv"), { columns: true }) as Record<string, string>[];
  expect(rows.map(({ majority, "judge-m_agrees": agrees }) => [majority, agrees])).toEqual([
    ["1", "true"],
    ["2", "false"],
    ["tie", "false"],
    ["tie", "false"],
    ["1", "true"],
    ["2", "false"],
  ]);
});

test("X3 holds the options, the right one, and profiles where there are any", async () => {
  const questions = [{ key: "who", type: "choice" as const, text: "Who?", options: "item" as const }];
  const study = await makePublishedStudy({}, { questions });
  const { access } = await makeMember(study, "OWNER");
  const parts = [{ label: "=Nurse", profile: "Works\nnights" }, { label: 'A "poet"' }, { label: "Engineer" }];
  await makeItem(study, { layout: "CANDIDATES", prompt: "Who, said it?", parts, truth: { who: "2" } });
  await makeItem(study, { layout: "CANDIDATES", parts: parts.slice(1), truth: {} });
  expect(await takeText(access, "x3", "csv")).toBe(
    'prompt,option1,option2,option3,gt,option1_profile,option2_profile,option3_profile\n"Who, said it?",\'=Nurse,"A ""poet""",Engineer,"A ""poet""","Works\nnights",,\n',
  );
  const manifest = JSON.parse((await unzip(await take(access, "x3", "zip"))).get("manifest.json") ?? "");
  expect(manifest.counts).toEqual({
    items: 2,
    rows: 1,
    itemsLeftOut: { notCandidates: 0, noText: 0, noTruth: 1, noVotes: 0, tied: 0 },
  });
});

describe("every export", () => {
  const all: [ExportKey, ExportForm][] = [
    ["x1", "zip"],
    ["x4", "zip"],
    ["x6", "zip"],
  ];

  test.each(all)("%s gives the same bytes for the same data", async (key, format) => {
    const [first, second] = [await take(pairs.access, key, format), await take(pairs.access, key, format)];
    expect(first.equals(second)).toBe(true);
  });

  test.each(all)(
    "%s names no person: no address, no user, no name from a file, nobody who withdrew",
    async (key, format) => {
      const text = [...(await unzip(await take(pairs.access, key, format))).values()].join("\n");
      for (const secret of ["@", "hospital.test", "clinic.test", "gone-gull", "example.org", pairs.owner.id])
        expect(text).not.toContain(secret);
      for (const { user, id } of pairs.people) expect(text).not.toMatch(new RegExp(`${user.id}|${id}`));
    },
  );

  test("a study without the question it turns on is refused before the first byte", async () => {
    const study = await makePublishedStudy();
    const { access } = await makeMember(study, "OWNER");
    await expect(take(access, "x1", "zip")).rejects.toThrow("a preference (A or B)");
    await expect(take(access, "x3", "csv")).rejects.toThrow("the item's own options");
    await expect(take(access, "x4", "csv", { version: "9" })).rejects.toThrow("no protocol version 9");
  });

  test("a study with nothing in it gives empty tables", async () => {
    const study = await makeStudy();
    const { access } = await makeMember(study, "OWNER");
    expect(await takeText(access, "x4", "jsonl")).toBe("");
    await makeVersion(study, { questions: preference });
    expect((await takeText(access, "x4", "csv")).split("\n")).toHaveLength(2);
    expect((await unzip(await take(access, "x1", "zip"))).get("annotations.jsonl")).toBe("");
  });
});

describe("while it streams", () => {
  /** 3,000 items with a page-crossing number of labels, some 30 MB of text. */
  async function makeLarge() {
    const study = await makePublishedStudy({}, { questions: preference });
    const { access } = await makeMember(study, "OWNER");
    await pool.query(
      `WITH task AS (
         INSERT INTO "Task" (id, "studyId", "externalId", prompt)
         SELECT gen_random_uuid(), $1::uuid, 't' || n, 'Q' || n FROM generate_series(1, 3000) n RETURNING id, "externalId"),
       item AS (
         INSERT INTO "Item" (id, "studyId", "externalId", "taskId", layout, position, "fileIndex", "openSlots")
         SELECT gen_random_uuid(), $1::uuid, replace("externalId", 't', 'i'), id, 'PAIR', 0, substr("externalId", 2)::int, 0
         FROM task RETURNING id, "taskId"),
       output AS (
         INSERT INTO "Output" (id, "studyId", "taskId", text)
         SELECT gen_random_uuid(), $1::uuid, id, repeat('long ', 1000) FROM task RETURNING id, "taskId")
       INSERT INTO "ItemPart" ("studyId", id, "itemId", key, "outputId")
       SELECT $1, gen_random_uuid(), item.id, key, output.id
       FROM item JOIN output USING ("taskId") CROSS JOIN (VALUES ('1'), ('2')) AS k (key)`,
      [study.id],
    );
    return access;
  }

  test("it is given in pieces, and stopping early gives the connection back", async () => {
    const access = await makeLarge();
    // A folder of its own: the tests on another server set texts aside in the common one meanwhile.
    const folder = await mkdtemp(join(tmpdir(), "grata-spools-"));
    onTestFinished(() => rm(folder, { recursive: true }));
    vi.stubEnv("TMPDIR", folder);
    onTestFinished(() => void vi.unstubAllEnvs());
    const chunks = exportBytes(access, "x4", "jsonl", options({}));
    const { value } = await chunks.next();
    expect(value?.length).toBeLessThan(200_000);
    await chunks.return(undefined);
    const zip = exportBytes(access, "x1", "zip", options({}));
    await zip.next();
    await zip.return(undefined);
    expect(pool.totalCount - pool.idleCount).toBe(0);
    expect(await readdir(folder)).toEqual([]);
    let bytes = 0;
    for await (const chunk of exportBytes(access, "x4", "jsonl", options({}))) bytes += chunk.length;
    expect(bytes).toBeGreaterThan(3000 * 2 * 5000);
  });

  test("every item comes once, in the order of the file, with its own parts and labels", async () => {
    const access = await makeLarge();
    const { studyId } = access;
    const rater = await makeRaterRow({ id: studyId });
    const version = await db.protocolVersion.findFirstOrThrow({ where: { studyId } });
    const labeled = ["i1", "i50", "i51", "i52", "i900", "i3000"];
    for (const externalId of labeled) {
      const item = await db.item.findFirstOrThrow({ where: { studyId, externalId } });
      await makeJudgment({ id: rater.id, studyId }, item, version, { better: "1" });
    }
    const text = (await take(access, "x4", "jsonl")).toString();
    const records = text.split("\n").flatMap((line) => (line === "" ? [] : [JSON.parse(line)]));
    const items = records.filter(({ kind }) => kind === "item");
    expect(items.map(({ externalId }) => externalId)).toEqual(Array.from({ length: 3000 }, (_, n) => `i${n + 1}`));
    expect(items.every(({ parts }) => parts.length === 2)).toBe(true);
    expect(records.flatMap(({ kind, item }) => (kind === "label" ? [item] : []))).toEqual(labeled);
  });

  test("a connection that the server drops fails the export and leaves the app running", async () => {
    const access = await makeLarge();
    const chunks = exportBytes(access, "x4", "jsonl", options({}));
    await chunks.next();
    await pool.query(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
       WHERE datname = current_database() AND state IN ('active', 'idle in transaction') AND pid <> pg_backend_pid()
         AND backend_type = 'client backend'`,
    );
    const rest = async () => {
      for await (const _ of chunks);
    };
    await expect(rest()).rejects.toThrow();
    expect((await pool.query("SELECT 1 AS one")).rows).toEqual([{ one: 1 }]);
  });
});

test("a label is dated by when it was answered, not by when an outage let it through", async () => {
  const study = await makePublishedStudy();
  const { access } = await makeMember(study, "OWNER");
  const item = await makeItem(study);
  const { id } = await makeJudgment(await makeRater(study), item, study.version, { verdict: "safe" });
  const answeredAt = new Date("2026-01-02T03:04:05.678Z");
  await db.judgment.updateMany({ where: { studyId: study.id, id }, data: { answeredAt } });
  const label = linesOf(await takeText(access, "x4", "jsonl")).find(({ kind }) => kind === "label");
  expect(label.date).toBe(answeredAt.toISOString());
});
