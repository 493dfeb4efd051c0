import { expect, test } from "vitest";
import { db } from "@/lib/db/client";
import { commitImport, startImport } from "@/lib/imports/mutations";
import type { StudyAccess } from "@/lib/studies/proof";
import { makeMember, makeStudy } from "@/prisma/factories";

async function* once(text: string) {
  yield Buffer.from(text);
}

async function stage(access: StudyAccess, rows: readonly object[]) {
  const text = rows.map((row) => `${JSON.stringify(row)}\n`).join("");
  const started = await startImport(access, { fileName: "outputs.jsonl" }, once(text));
  if (!started.ok) throw new Error(started.reason);
  return started.value;
}

async function load(access: StudyAccess, rows: readonly object[]) {
  const { id, problems } = await stage(access, rows);
  expect(problems).toEqual([]);
  expect((await commitImport(access, id)).ok).toBe(true);
}

async function makeOwned() {
  const study = await makeStudy();
  return { study, ...(await makeMember(study, "OWNER")) };
}

const row = (id: string, more: object = {}) => ({
  id,
  prompt: "I feel dizzy.",
  response: `Rest, says ${id}.`,
  ...more,
});

const listItems = (study: { id: string }) =>
  db.item.findMany({
    where: { studyId: study.id },
    select: { externalId: true, taskId: true, goldAnswer: true, tier: true, referenceAnswer: true },
    orderBy: { externalId: "asc" },
  });

test("items of one prompt are one task, and each keeps its own gold, tier and reference", async () => {
  const { study, access } = await makeOwned();
  await load(access, [
    row("a", { gold: "yes", tier: "easy" }),
    row("b", { gold: "no", tier: "hard", reference: "Sit" }),
  ]);
  const items = await listItems(study);
  expect(items[0]?.taskId).toBe(items[1]?.taskId);
  expect(items).toMatchObject([
    { goldAnswer: "yes", tier: "easy", referenceAnswer: null },
    { goldAnswer: "no", tier: "hard", referenceAnswer: "Sit" },
  ]);
});

test("a task that the file names is that task, and with another prompt a problem with its line", async () => {
  const { access } = await makeOwned();
  const staged = await stage(access, [
    row("a", { task_id: "t1" }),
    row("b", { task_id: "t1", gold: "no", tier: "hard" }),
    row("e", { task_id: "t2", prompt: "I feel sick." }),
    row("c", { task_id: "t1", prompt: "I feel sick." }),
  ]);
  expect(staged.problems).toMatchObject([
    { line: 4, field: "task", message: expect.stringContaining("another prompt") },
  ]);
  await load(access, [row("a", { task_id: "t1" })]);
  const later = await stage(access, [row("d", { task_id: "t1", prompt: "I feel sick." })]);
  expect(later.problems).toMatchObject([{ line: 1, field: "task" }]);
});

test("a second file tells the gold of an item that had none, and contradicts none that it has", async () => {
  const { study, access } = await makeOwned();
  await load(access, [row("a"), row("b", { gold: "no" })]);
  await load(access, [row("a", { gold: "yes", tier: "easy" }), row("b")]);
  expect(await listItems(study)).toMatchObject([{ goldAnswer: "yes", tier: "easy" }, { goldAnswer: "no" }]);
  const staged = await stage(access, [row("b", { gold: "perhaps" })]);
  expect(staged.problems).toMatchObject([{ line: 1, message: expect.stringContaining("gold answer differ") }]);
});

test("an item is known by its prompt where its task was once called otherwise", async () => {
  const { study, access } = await makeOwned();
  await load(access, [row("a")]);
  await db.task.updateMany({ where: { studyId: study.id }, data: { externalId: "task-0123456789abcdef" } });
  const again = await stage(access, [row("a")]);
  expect(again).toMatchObject({ state: "READY", counts: { items: 1, itemsKnown: 1 } });
  expect((await commitImport(access, again.id)).ok).toBe(true);
  expect(await db.task.count({ where: { studyId: study.id } })).toBe(1);
});

test("a column sets items aside to tune judges on, and a later file more of them, none back", async () => {
  const { study, access } = await makeOwned();
  const listTuned = () =>
    db.item.findMany({
      where: { studyId: study.id },
      select: { externalId: true, isForTuning: true },
      orderBy: { externalId: "asc" },
    });
  await load(access, [row("a", { split: "dev" }), row("b", { split: "test" })]);
  expect(await listTuned()).toEqual([
    { externalId: "a", isForTuning: true },
    { externalId: "b", isForTuning: false },
  ]);
  await load(access, [row("a", { split: "test" }), row("b", { split: "dev" })]);
  expect(await listTuned()).toMatchObject([{ isForTuning: true }, { isForTuning: true }]);
});
