import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { db } from "@/lib/db/client";
import { pgTransaction } from "@/lib/db/pg-transaction";
import { writeStaged } from "@/lib/imports/commit-staged";
import { commitImport, startImport } from "@/lib/imports/mutations";
import { findImport } from "@/lib/imports/queries";
import { claimItems } from "@/lib/labeling/claim/claim-items";
import { submitJudgment } from "@/lib/labeling/store/submit-judgment";
import { saveDraft } from "@/lib/protocol/mutations";
import { getProtocolEditor } from "@/lib/protocol/queries";
import { type Protocol, protocolSchema } from "@/lib/protocol/schema";
import type { StudyAccess } from "@/lib/studies/proof";
import { makeItems, makeMember, makePublishedStudy, makeSeat, makeStudy, makeVersion } from "@/prisma/factories";

const row = (place: number) => ({ id: `new-${place}`, prompt: "Q", response: `R${place}`, model: `m${place % 2}` });
const label = { kind: "label", raterKind: "HUMAN", origin: "APP", rater: "calm-owl-11", question: "verdict" } as const;

async function* once(text: string) {
  yield Buffer.from(text);
}

/** Twenty new items, each with a label: as our own records, since those bring both. */
function makeRecords() {
  const items = Array.from({ length: 20 }, (_, place) => {
    const { id, prompt, response, model } = row(place);
    const output = { text: response, factors: { model } };
    return {
      kind: "item",
      externalId: id,
      layout: "SINGLE",
      factors: { model },
      isServable: true,
      task: { externalId: id, prompt },
      parts: [{ output }],
    };
  });
  const labels = items.map(({ externalId }) => ({ ...label, item: externalId, state: "GIVEN", value: "safe" }));
  return [...items, ...labels].map((record) => `${JSON.stringify(record)}\n`).join("");
}

async function stage(access: StudyAccess) {
  const started = await startImport(access, { fileName: "labels.jsonl" }, once(makeRecords()));
  if (!started.ok) throw new Error(started.reason);
  expect(started.value).toMatchObject({ state: "READY", counts: { items: 20, labels: 20 } });
  return started.value.id;
}

test("while an import is being written, raters claim and submit without waiting, and see none of it", async () => {
  const study = await makePublishedStudy({ labelsPerItem: 1 });
  await makeItems(study, 3);
  const { access } = await makeMember(study, "OWNER");
  const { seat } = await makeSeat(study);
  const importId = await stage(access);
  await db.import.update({ where: { id: importId }, data: { state: "COMMITTING" } });
  await pgTransaction(async (client) => {
    expect(await writeStaged(client, study.id, importId)).toEqual({ problems: [], rows: 40 });
    // Everything is written and every lock is held; nothing is committed.
    for (let labeled = 0; labeled < 3; labeled++) {
      const { leases } = await claimItems(seat, 1);
      const answers = { verdict: { item: { value: "safe" } } };
      const submission = {
        assignmentId: leases[0]?.assignmentId ?? "",
        key: randomUUID(),
        answers,
        activeMs: 1,
        elapsedMs: 1,
      };
      expect((await submitJudgment(seat, submission, { want: 1 })).ok).toBe(true);
    }
    expect((await claimItems(seat, 1)).leases).toEqual([]);
    expect(await findImport(access, importId)).toMatchObject({ state: "COMMITTING" });
  });
  expect((await claimItems(seat, 2)).leases).toHaveLength(2);
  expect(await findImport(access, importId)).toMatchObject({ state: "DONE" });
});

const drafting = (text: string): Protocol =>
  protocolSchema.parse({
    guidelines: text,
    personaVisibility: "SHOWN",
    questions: [
      { key: "verdict", type: "choice", text, options: ["safe", "unsafe"].map((key) => ({ key, label: key })) },
    ],
  });

test("while an import is being written, the draft of the protocol is saved without waiting", async () => {
  const study = await makePublishedStudy();
  const { access } = await makeMember(study, "OWNER");
  const importId = await stage(access);
  await db.import.update({ where: { id: importId }, data: { state: "COMMITTING" } });
  await pgTransaction(async (client) => {
    await writeStaged(client, study.id, importId);
    const { digest } = await getProtocolEditor(access);
    expect(await saveDraft(access, drafting("Meanwhile"), digest)).toMatchObject({ ok: true });
  });
});

test("while an import publishes the draft, whoever edits it is told to wait, and the draft stays what was checked", async () => {
  const study = await makeStudy();
  await makeVersion(study, { publishedAt: null });
  const { access } = await makeMember(study, "OWNER");
  const importId = await stage(access);
  await db.import.update({ where: { id: importId }, data: { state: "COMMITTING" } });
  await pgTransaction(async (client) => {
    await writeStaged(client, study.id, importId);
    const { digest } = await getProtocolEditor(access);
    expect(await saveDraft(access, drafting("Meanwhile"), digest)).toMatchObject({
      ok: false,
      reason: expect.stringContaining("Try again in a minute"),
    });
  });
  expect((await getProtocolEditor(access)).published?.protocol.guidelines).not.toBe("Meanwhile");
});

test("a draft that is saved in a loop and labels that are committed do not undo each other", async () => {
  const study = await makePublishedStudy();
  const { access } = await makeMember(study, "OWNER");
  const importId = await stage(access);
  let isCommitting = true;
  const editing = (async () => {
    const refused: string[] = [];
    for (let save = 0; isCommitting; save++) {
      const saved = await saveDraft(access, drafting(`Draft ${save}`), (await getProtocolEditor(access)).digest);
      if (!saved.ok) refused.push(saved.reason);
    }
    return refused;
  })();
  const committed = await commitImport(access, importId);
  isCommitting = false;
  expect(await editing).toEqual([]);
  expect(committed).toMatchObject({ ok: true, value: { state: "DONE" } });
});

test("a commit that is cut off leaves nothing behind and can be tried again", async () => {
  const study = await makePublishedStudy();
  const { access } = await makeMember(study, "OWNER");
  const importId = await stage(access);
  await db.import.update({ where: { id: importId }, data: { state: "COMMITTING" } });
  const cutOff = pgTransaction(async (client) => {
    await writeStaged(client, study.id, importId);
    throw new Error("the process is gone");
  });
  await expect(cutOff).rejects.toThrow("the process is gone");
  const where = { studyId: study.id };
  const left = await Promise.all([
    ...[db.item.count({ where }), db.task.count({ where }), db.output.count({ where }), db.condition.count({ where })],
    ...[db.factor.count({ where }), db.rater.count({ where }), db.judgment.count({ where })],
  ]);
  expect(left).toEqual([0, 0, 0, 0, 0, 0, 0]);
  await db.import.update({ where: { id: importId }, data: { state: "READY" } });
  expect((await commitImport(access, importId)).ok).toBe(true);
  expect(await db.judgment.count({ where: { studyId: study.id } })).toBe(20);
});

test("a commit is known to live by its session, however silent, and to be dead within seconds without one", async () => {
  const { access } = await makeMember(await makePublishedStudy(), "OWNER");
  const importId = await stage(access);
  const touchedAt = new Date(Date.now() - 60_000);
  await db.import.update({ where: { id: importId }, data: { state: "COMMITTING", touchedAt } });
  const killed = pgTransaction(async (client) => {
    await writeStaged(client, access.studyId, importId);
    expect(await findImport(access, importId)).toMatchObject({ state: "COMMITTING" });
    throw new Error("killed");
  });
  await expect(killed).rejects.toThrow("killed");
  await db.import.update({ where: { id: importId }, data: { touchedAt: new Date() } });
  expect(await findImport(access, importId)).toMatchObject({ state: "COMMITTING" });
  await db.import.update({ where: { id: importId }, data: { touchedAt: new Date(Date.now() - 10_000) } });
  expect(await findImport(access, importId)).toMatchObject({ state: "READY" });
});

test("whoever changed k meanwhile finds it on the new items too", async () => {
  const study = await makePublishedStudy({ labelsPerItem: 1 });
  const { access } = await makeMember(study, "OWNER");
  const importId = await stage(access);
  await db.study.update({ where: { id: study.id }, data: { labelsPerItem: 4 } });
  await commitImport(access, importId);
  expect(await db.item.count({ where: { studyId: study.id, openSlots: 4 } })).toBe(20);
  const { revision } = await db.study.findUniqueOrThrow({ where: { id: study.id }, select: { revision: true } });
  expect(revision).toBe(1);
});

test("our own records keep their pseudonyms, and loading them where they come from adds nothing", async () => {
  const study = await makePublishedStudy();
  const { access } = await makeMember(study, "OWNER");
  await commitImport(access, await stage(access));
  const raters = await db.rater.findMany({ where: { studyId: study.id }, select: { pseudonym: true, origin: true } });
  expect(raters).toEqual([{ pseudonym: "calm-owl-11", origin: "IMPORTED" }]);
  const again = await startImport(access, { fileName: "labels.jsonl" }, once(makeRecords()));
  expect(again).toMatchObject({ ok: true, value: { counts: { itemsKnown: 20, labelsKnown: 20 } } });
});
