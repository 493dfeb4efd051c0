import { expect, test } from "vitest";
import { db } from "@/lib/db/client";
import { cancelImport, commitImport, type StartInput, startImport } from "@/lib/imports/mutations";
import { findImport, listImports } from "@/lib/imports/queries";
import type { StudyAccess } from "@/lib/studies/proof";
import { makeMember, makeStudy } from "@/prisma/factories";

async function makeOwned(given: Parameters<typeof makeStudy>[0] = {}) {
  const study = await makeStudy(given);
  const { access } = await makeMember(study, "OWNER");
  return { study, access };
}

async function* inPieces(text: string) {
  const bytes = Buffer.from(text);
  for (let at = 0; at < bytes.length; at += 1000) yield bytes.subarray(at, at + 1000);
}

const lines = (rows: readonly object[]) => rows.map((row) => `${JSON.stringify(row)}\n`).join("");

async function stage(access: StudyAccess, text: string, input: Partial<StartInput> = {}) {
  const started = await startImport(access, { fileName: "outputs.jsonl", ...input }, inPieces(text));
  if (!started.ok) throw new Error(started.reason);
  return started.value;
}

async function load(access: StudyAccess, text: string, input: Partial<StartInput> = {}) {
  const { id, problems } = await stage(access, text, input);
  expect(problems).toEqual([]);
  const committed = await commitImport(access, id);
  if (!committed.ok) throw new Error(committed.reason);
  return committed.value;
}

const countItems = (studyId: string) => db.item.count({ where: { studyId } });
const countStaged = (importId: string) => db.stagedRow.count({ where: { importId } });

const output = (id: string, more: object = {}) => ({
  id,
  persona: "nurse",
  model: "m1",
  prompt: "I feel dizzy.",
  response: `Rest, says ${id}.`,
  ...more,
});

test("nothing of a file is visible before it is committed, and all of it afterwards", async () => {
  const { study, access } = await makeOwned({ labelsPerItem: 2 });
  const rows = [output("a"), output("b", { persona: "none" }), output("c", { model: "m2", prompt: "Another." })];
  const staged = await stage(access, lines(rows));
  expect(staged).toMatchObject({ state: "READY", format: "outputs", counts: { items: 3, personas: 2, unservable: 0 } });
  expect(staged.sample).toHaveLength(5);
  expect(await countItems(study.id)).toBe(0);
  await commitImport(access, staged.id);
  const items = await db.item.findMany({
    where: { studyId: study.id },
    select: {
      externalId: true,
      layout: true,
      openSlots: true,
      fileIndex: true,
      truth: true,
      condition: { select: { signature: true } },
      task: { select: { prompt: true } },
      parts: { select: { key: true, output: { select: { text: true, persona: { select: { name: true } } } } } },
    },
    orderBy: { fileIndex: "asc" },
  });
  expect(items[1]).toEqual({
    externalId: "b",
    layout: "SINGLE",
    openSlots: 2,
    fileIndex: 1,
    truth: null,
    condition: { signature: '{"model":"m1","persona":"none"}' },
    task: { prompt: "I feel dizzy." },
    parts: [{ key: "1", output: { text: "Rest, says b.", persona: { name: "none" } } }],
  });
  expect(await db.task.count({ where: { studyId: study.id } })).toBe(2);
  const factors = await db.factor.findMany({
    where: { studyId: study.id },
    select: { name: true, role: true, baselineLevel: { select: { name: true } } },
    orderBy: { name: "asc" },
  });
  expect(factors).toEqual([
    { name: "model", role: "MODEL", baselineLevel: null },
    { name: "persona", role: "PERSONA", baselineLevel: { name: "none" } },
  ]);
  expect(await countStaged(staged.id)).toBe(0);
});

test("a file with problems changes nothing and names file, line and field of each", async () => {
  const { study, access } = await makeOwned();
  const text = [
    JSON.stringify(output("a")),
    "{ broken",
    JSON.stringify(output("a")),
    JSON.stringify({ persona: "nurse" }),
    JSON.stringify(output("x\u0000y")),
    JSON.stringify(output("z".repeat(400))),
    "",
  ].join("\n");
  const staged = await stage(access, text);
  expect(staged.state).toBe("FAILED");
  // In the order of the lines, whichever check found them.
  expect(staged.problems.map(({ line, field }) => [line, field])).toEqual([
    [2, null],
    [3, "id"],
    [4, null],
    [5, null],
    [6, "id"],
  ]);
  expect(staged.problems.every(({ file }) => file === "outputs.jsonl")).toBe(true);
  expect(staged.problemCount).toBe(5);
  expect((await commitImport(access, staged.id)).ok).toBe(false);
  expect([await countItems(study.id), await countStaged(staged.id)]).toEqual([0, 0]);
});

test("more than a thousand problems are counted, and a thousand listed", async () => {
  const { access } = await makeOwned();
  const staged = await stage(access, `${JSON.stringify(output("a"))}\n${"{ broken\n".repeat(1500)}`);
  expect([staged.problems.length, staged.problemCount]).toEqual([1000, 1500]);
});

test("loading a file twice changes nothing the second time", async () => {
  const { study, access } = await makeOwned();
  const text = lines([output("a"), output("b", { prompt: "Another.", gold: "Rest" })]);
  await load(access, text);
  const again = await load(access, text);
  expect(again.counts).toMatchObject({ items: 2, itemsKnown: 2 });
  expect(await countItems(study.id)).toBe(2);
  expect(await db.output.count({ where: { studyId: study.id } })).toBe(2);
});

test("an item whose id is taken by another is a problem that says what differs", async () => {
  const { access } = await makeOwned();
  await load(access, lines([output("a"), output("b")]));
  const staged = await stage(access, lines([output("b"), output("a", { response: "Something else" })]));
  expect(staged.problems).toEqual([
    {
      file: "outputs.jsonl",
      line: 2,
      field: "id",
      message: expect.stringContaining('another item "a" (texts or options differ)'),
    },
  ]);
});

test("rows without an id are named after their contents", async () => {
  const { study, access } = await makeOwned();
  const { id: _, ...bare } = output("a");
  await load(access, lines([bare, bare, { ...bare, model: "m2" }]));
  expect(await countItems(study.id)).toBe(3);
  expect((await load(access, lines([bare]))).counts.itemsKnown).toBe(1);
});

test("the order of items is drawn with the study's seed over the items of all its files", async () => {
  const ids = Array.from({ length: 12 }, (_, place) => `item-${place}`);
  const walk = async (seed: number) => {
    const { study, access } = await makeOwned({ seed });
    await load(access, lines(ids.slice(0, 6).map((id) => output(id))));
    await load(access, lines(ids.slice(6).map((id) => output(id))));
    const items = await db.item.findMany({
      where: { studyId: study.id },
      select: { externalId: true, position: true, fileIndex: true },
      orderBy: { position: "asc" },
    });
    expect(items.toSorted((a, b) => a.fileIndex - b.fileIndex).map(({ externalId }) => externalId)).toEqual(ids);
    return items.map(({ externalId }) => externalId);
  };
  const first = await walk(1);
  expect(first.slice(0, 6).toSorted()).not.toEqual(ids.slice(0, 6));
  expect(first).not.toEqual(ids);
  expect(await walk(1)).toEqual(first);
  expect(await walk(2)).not.toEqual(first);
});

test("two imports of one study committed at once give every item a place of its own in the order of the files", async () => {
  const { study, access } = await makeOwned();
  const [a, b] = await Promise.all(
    ["a", "b"].map((name) => stage(access, lines(Array.from({ length: 20 }, (_, place) => output(`${name}${place}`))))),
  );
  await Promise.all([a, b].map((staged) => commitImport(access, staged?.id ?? "")));
  const places = await db.item.findMany({ where: { studyId: study.id }, select: { fileIndex: true } });
  expect(new Set(places.map(({ fileIndex }) => fileIndex)).size).toBe(40);
});

test("an item that came with another import meanwhile stops the commit", async () => {
  const { study, access } = await makeOwned();
  const first = await stage(access, lines([output("a")]));
  const second = await stage(access, lines([output("a", { response: "Something else" }), output("b")]));
  expect((await commitImport(access, first.id)).ok).toBe(true);
  expect(await commitImport(access, second.id)).toEqual({ ok: false, reason: "not-ready" });
  expect(await findImport(access, second.id)).toMatchObject({ state: "FAILED", problems: [{ line: 1, field: "id" }] });
  expect(await countItems(study.id)).toBe(1);
});

test("committing twice loads once", async () => {
  const { study, access } = await makeOwned();
  const { id } = await stage(access, lines([output("a")]));
  const results = await Promise.all([commitImport(access, id), commitImport(access, id)]);
  expect(results.map(({ ok }) => ok).toSorted()).toEqual([false, true]);
  expect(await countItems(study.id)).toBe(1);
});

test("an import can be cancelled while its file is still coming", async () => {
  const { access } = await makeOwned();
  const id = crypto.randomUUID();
  const cancelled: boolean[] = [];
  async function* slowly() {
    yield Buffer.from(lines(Array.from({ length: 20_000 }, (_, place) => output(`row-${place}`))));
    cancelled.push(await cancelImport(access, id));
    yield Buffer.from(lines([output("more")]));
  }
  const ended = await startImport(access, { id, fileName: "outputs.jsonl" }, slowly());
  expect(cancelled).toEqual([true]);
  expect(ended).toMatchObject({ ok: true, value: { state: "CANCELLED" } });
  expect(await countStaged(id)).toBe(0);
});

test("a connection that breaks off fails the import", async () => {
  const { access } = await makeOwned();
  async function* broken() {
    yield Buffer.from(lines([output("a")]));
    throw new Error("aborted");
  }
  const started = await startImport(access, { fileName: "outputs.jsonl" }, broken());
  expect(started).toMatchObject({ ok: true, value: { state: "FAILED" } });
  expect(started.ok && started.value.problems[0]?.message).toContain("broke off");
});

test("an import whose process died fails at the next look, one that was being committed can be committed again", async () => {
  const { study, access } = await makeOwned();
  const staged = await stage(access, lines([output("a")]));
  const longAgo = new Date(Date.now() - 120_000);
  await db.import.update({ where: { id: staged.id }, data: { state: "COMMITTING", touchedAt: longAgo } });
  const orphan = { studyId: study.id, format: "", fileName: "lost.csv", touchedAt: longAgo };
  const lost = await db.import.create({ data: orphan, select: { id: true } });
  await db.stagedRow.create({ data: { importId: lost.id, seq: 0, kind: "item", ref: "x", line: 1, payload: {} } });
  const states = new Map((await listImports(access)).map(({ id, state }) => [id, state]));
  expect([states.get(staged.id), states.get(lost.id)]).toEqual(["READY", "FAILED"]);
  expect(await findImport(access, lost.id)).toMatchObject({ problemCount: 1, problems: [{ line: 0 }] });
  expect(await countStaged(lost.id)).toBe(0);
  expect((await commitImport(access, staged.id)).ok).toBe(true);
});

test("a file that is none of the known formats says so", async () => {
  const { access } = await makeOwned();
  const staged = await stage(access, "just some text\nand more", { fileName: "notes.txt" });
  expect(staged).toMatchObject({ state: "FAILED", problems: [{ message: expect.stringContaining("not recognised") }] });
  expect((await stage(access, "")).state).toBe("FAILED");
});

test("columns are mapped as asked: pairs, options, turns, truths and factors of one side", async () => {
  const { study, access } = await makeOwned();
  const csv = 'q;left;right;winner;sys_a;sys_b\n"What; now?";Wait;Go;b;m1;m2\n';
  const columns = { q: "prompt", left: "response", right: "response_b", winner: "gold" };
  await load(access, csv, { fileName: "pairs.csv", format: "outputs", mapping: { columns } });
  const pair = await db.item.findFirstOrThrow({
    where: { studyId: study.id },
    select: {
      layout: true,
      truth: true,
      parts: {
        select: { output: { select: { text: true, condition: { select: { signature: true } } } } },
        orderBy: { key: "asc" },
      },
    },
  });
  expect(pair).toEqual({
    layout: "PAIR",
    truth: { preference: "2" },
    parts: [
      { output: { text: "Wait", condition: { signature: '{"sys":"m1"}' } } },
      { output: { text: "Go", condition: { signature: '{"sys":"m2"}' } } },
    ],
  });
});

test("another study's import is none at all", async () => {
  const { access } = await makeOwned();
  const other = await makeOwned();
  const { id } = await stage(access, lines([output("a")]));
  expect(await findImport(other.access, id)).toBeNull();
  expect(await commitImport(other.access, id)).toEqual({ ok: false, reason: "not-found" });
  expect(await cancelImport(other.access, id)).toBe(false);
});
