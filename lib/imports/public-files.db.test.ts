import { createReadStream, existsSync } from "node:fs";
import { basename, join } from "node:path";
import { describe, expect, test } from "vitest";
import { db } from "@/lib/db/client";
import { commitImport, startImport } from "@/lib/imports/mutations";
import { makeMember, makeStudy } from "@/prisma/factories";

const data = join(import.meta.dirname, "../../../shared/data");

async function makeOwned() {
  const study = await makeStudy();
  const { access } = await makeMember(study, "OWNER");
  return { study, access };
}

async function load(access: Awaited<ReturnType<typeof makeOwned>>["access"], path: string) {
  const started = await startImport(access, { fileName: basename(path) }, createReadStream(join(data, path)));
  if (!started.ok) throw new Error(started.reason);
  expect(started.value.problems).toEqual([]);
  expect(started.value.state).toBe("READY");
  const committed = await commitImport(access, started.value.id);
  if (!committed.ok) throw new Error(committed.reason);
  expect(committed.value.state).toBe("DONE");
  return committed.value;
}

const countAnswers = (studyId: string, where: object = {}) =>
  db.answer.count({ where: { judgment: { studyId, ...where } } });

// The files are not part of this project: where they are not there, these tests are reported as skipped.
describe.skipIf(!existsSync(data))("the public files come in", { timeout: 180_000 }, () => {
  test("PersonaEval and its judge", async () => {
    const { study, access } = await makeOwned();
    const items = await load(access, "personaeval/Expertise.csv");
    expect(items.counts).toMatchObject({ items: 16, labels: 0 });
    expect(items.protocol).toEqual({ action: "none" });
    const judge = await load(access, "personaeval/Expertise_Qwen3-4B-Instruct-2507.csv");
    expect(judge.counts).toMatchObject({ itemsKnown: 16, labels: 16, unparsed: 1, judges: 1 });
    expect(await db.item.count({ where: { studyId: study.id } })).toBe(16);
    expect(await countAnswers(study.id)).toBe(16);
  });

  test("MT-bench, whose pairs the two files share", async () => {
    const { study, access } = await makeOwned();
    const human = await load(access, "mt-bench/human.jsonl");
    expect(human.counts).toMatchObject({ labels: 3355, raters: 65, repeats: 1 });
    const gpt4 = await load(access, "mt-bench/gpt4_pair.jsonl");
    expect(gpt4.counts).toMatchObject({ labels: 2400, judges: 1, itemsKnown: 1814 });
    expect(await countAnswers(study.id)).toBe(3355 + 2400);
    expect(await countAnswers(study.id, { occurrence: 2, purpose: "REPEAT" })).toBe(1);
  });

  test("DICES-350: the crowd completes what the expert's file left open", async () => {
    const { study, access } = await makeOwned();
    await load(access, "dices/dices_350_expert.json");
    const crowd = await load(access, "dices/dices_350_crowdsourced.json");
    expect(crowd.counts).toMatchObject({ labels: 43050, raters: 123, itemsKnown: 350 });
    expect(await countAnswers(study.id)).toBe(43050 + 350);
    expect(await db.item.count({ where: { studyId: study.id, fileMajority: { equals: { unsafe: "Yes" } } } })).toBe(80);
  });

  test("HealthBench", async () => {
    const { study, access } = await makeOwned();
    await load(access, "healthbench-meta/healthbench_meta_gold.jsonl");
    await load(access, "healthbench-meta/healthbench_meta_strongmodel_labels.jsonl");
    expect(await countAnswers(study.id)).toBe(250 + 120);
    expect(await db.task.count({ where: { studyId: study.id } })).toBe(118);
  });

  test("the gallery, which can be shown", async () => {
    const { study, access } = await makeOwned();
    await load(access, "mt-bench/disagreements/gallery.json");
    expect(await db.item.count({ where: { studyId: study.id, isServable: true, openSlots: 3 } })).toBe(60);
  });
});
