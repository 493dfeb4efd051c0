import { expect, test } from "vitest";
import { getContents } from "@/lib/assignments/item-content";
import { db, pool } from "@/lib/db/client";
import { commitImport, startImport } from "@/lib/imports/mutations";
import type { StudyAccess } from "@/lib/studies/proof";
import { makeMember, makePublishedStudy } from "@/prisma/factories";

async function* once(text: string) {
  yield Buffer.from(text);
}

async function load(access: StudyAccess, rows: readonly object[], mask: string[] = []) {
  const text = rows.map((row) => `${JSON.stringify(row)}\n`).join("");
  const started = await startImport(access, { fileName: "outputs.jsonl", mapping: { mask } }, once(text));
  if (!started.ok) throw new Error(started.reason);
  expect(started.value.problems).toEqual([]);
  const done = await commitImport(access, started.value.id);
  if (!done.ok) throw new Error(done.reason);
  return done.value;
}

async function makeHidden() {
  const study = await makePublishedStudy({}, { personaVisibility: "HIDDEN" });
  return { study, ...(await makeMember(study, "OWNER")) };
}

async function readFirst(study: { id: string }, withPersona = false) {
  const items = await db.item.findMany({ where: { studyId: study.id }, select: { id: true } });
  const contents = await getContents(
    pool,
    items.map(({ id }) => id),
    { withPersona },
  );
  return [...contents.values()][0];
}

const row = {
  id: "a",
  prompt: "I feel dizzy.",
  response: "As a nurse I would wait.",
  persona: "nurse",
  model: "gpt-4",
};

test("what is masked at import is what raters read; the original and the record of it stay", async () => {
  const { study, access } = await makeHidden();
  const done = await load(access, [row], ["nurse"]);
  expect(done.naming).toMatchObject({ items: 1, terms: [{ term: "nurse", isMasked: true, items: 1 }] });
  expect((await readFirst(study))?.parts[0]?.text).toBe("As a [persona] I would wait.");
  const output = await db.output.findFirstOrThrow({ where: { studyId: study.id } });
  expect(output).toMatchObject({ text: row.response, shownText: "As a [persona] I would wait." });
});

test("without a choice nothing is masked, and it is said", async () => {
  const { study, access } = await makeHidden();
  expect((await load(access, [row])).naming).toMatchObject({ items: 1, terms: [{ term: "nurse", isMasked: false }] });
  expect((await readFirst(study))?.parts[0]?.text).toBe(row.response);
  // The same file again, now masked, is known: nothing about it changes.
  expect((await load(access, [row], ["nurse"])).counts).toMatchObject({ itemsKnown: 1 });
});

const turns = [
  { speaker: "Mira Vance", text: "Wait." },
  { speaker: "Patient", text: "How long?" },
  { speaker: "mira vance", text: "A day." },
  { speaker: "gpt-4", text: "Two." },
  { speaker: "assistant", text: "Three." },
];
const dialogue = { id: "d", prompt: "Dizzy", turns, persona: "Mira Vance", model: "gpt-4" };

test("speakers called after a hidden persona or a model have numbers, the same all through", async () => {
  const { study, access } = await makeHidden();
  await load(access, [dialogue]);
  const speakers = (await readFirst(study))?.parts[0]?.turns?.map(({ speaker }) => speaker);
  expect(speakers).toEqual(["Speaker 1", "Patient", "Speaker 1", "Speaker 2", "assistant"]);
});

test("where personas are shown only what is hidden still loses its name", async () => {
  const study = await makePublishedStudy({}, { personaVisibility: "SHOWN" });
  const { access } = await makeMember(study, "OWNER");
  await load(access, [dialogue]);
  const speakers = (await readFirst(study, true))?.parts[0]?.turns?.map(({ speaker }) => speaker);
  expect(speakers).toEqual(["Mira Vance", "Patient", "mira vance", "Speaker 1", "assistant"]);
});
