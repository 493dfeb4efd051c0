import { expect, test } from "vitest";
import { db, pool } from "@/lib/db/client";
import { commitImport, startImport } from "@/lib/imports/mutations";
import { getContents } from "@/lib/labeling/show/item-content";
import type { StudyAccess } from "@/lib/studies/proof";
import { makeItem, makeMember, makePublishedStudy } from "@/prisma/factories";

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
  // The same file again, now masked, is known: nothing about it changes, and that is said.
  const masked = await load(access, [row], ["nurse"]);
  expect(masked).toMatchObject({ counts: { itemsKnown: 1 }, notes: [expect.stringContaining("other names masked")] });
  expect((await load(access, [row])).notes).toEqual([]);
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

const said = (turns?: { speaker: string; text: string }[] | null) => turns?.map(({ speaker }) => speaker);

test("a speaker of the prompt is masked as in the output, as turns and in its text", async () => {
  const { study, access } = await makeHidden();
  const prompt = "Patient: I feel dizzy.\nMira Vance: Since when?\nPatient: Today.\ngpt-4: Hm.";
  await load(access, [{ ...dialogue, prompt, turns: turns.toReversed() }]);
  const content = await readFirst(study);
  expect(said(content?.promptTurns)).toEqual(["Patient", "Speaker 1", "Patient", "Speaker 2"]);
  expect(content?.prompt).toBe("Patient: I feel dizzy.\nSpeaker 1: Since when?\nPatient: Today.\nSpeaker 2: Hm.");
  expect(said(content?.parts[0]?.turns)).toEqual(["assistant", "Speaker 2", "Speaker 1", "Patient", "Speaker 1"]);
});

test("a prompt that is no dialogue loses the names of speakers too", async () => {
  const { study, access } = await makeHidden();
  await load(access, [{ ...row, persona: "Mira Vance", prompt: "Go on.\n**Mira Vance:** Where does it hurt?" }]);
  expect(await readFirst(study)).toMatchObject({
    prompt: "Go on.\n**Speaker 1:** Where does it hurt?",
    promptTurns: null,
  });
});

const instructed = {
  ...dialogue,
  prompt: "System: You are Mira.\nName: Mira Vance\nUser: Hi\nAssistant: Hello\nUser: Well",
  turns: [{ role: "system", content: "You are Mira Vance." }, { role: "Developer", content: "Stay Mira." }, ...turns],
};

test("system prompts are left out where the persona is hidden, and stay stored", async () => {
  const { study, access } = await makeHidden();
  await load(access, [instructed]);
  const content = await readFirst(study);
  expect(content?.prompt).toBe("User: Hi\nAssistant: Hello\nUser: Well");
  expect(said(content?.promptTurns)).toEqual(["User", "Assistant", "User"]);
  expect(said(content?.parts[0]?.turns)).toEqual(["Speaker 1", "Patient", "Speaker 1", "Speaker 2", "assistant"]);
  const output = await db.output.findFirstOrThrow({ where: { studyId: study.id }, select: { turns: true } });
  expect(output.turns).toHaveLength(7);
});

test("system prompts stay where the persona is shown", async () => {
  const study = await makePublishedStudy({}, { personaVisibility: "SHOWN" });
  const { access } = await makeMember(study, "OWNER");
  await load(access, [instructed]);
  const content = await readFirst(study, true);
  expect(content?.prompt).toBe(instructed.prompt);
  expect(content?.parts[0]?.turns).toHaveLength(7);
});

test("what looks like an instruction in a prompt that is no dialogue stays", async () => {
  const { study, access } = await makeHidden();
  await load(access, [{ ...row, prompt: "System: a laptop\nPrice: 500" }]);
  expect((await readFirst(study))?.prompt).toBe("System: a laptop\nPrice: 500");
});

test("numbers of speakers do not follow the order of the sides in the file", async () => {
  const study = await makePublishedStudy({}, { personaVisibility: "HIDDEN" });
  for (let made = 0; made < 12; made++) {
    const item = await makeItem(study, {
      layout: "PAIR",
      parts: ["zebra", "quokka"].map((model) => ({ text: model, factors: { model } })),
    });
    for (const { key } of item.parts) {
      const { output } = await db.itemPart.findFirstOrThrow({
        where: { itemId: item.id, key },
        select: { output: true },
      });
      const spoken = [{ speaker: output?.text ?? "", text: "Hm." }];
      await db.output.update({ where: { id: output?.id ?? "" }, data: { turns: spoken } });
    }
    const { parts } = (await getContents(pool, [item.id], { withPersona: false })).get(item.id) ?? { parts: [] };
    const byId = parts.toSorted((a, b) => (a.id < b.id ? -1 : 1)).map(({ turns }) => turns?.[0]?.speaker);
    expect(byId).toEqual(["Speaker 1", "Speaker 2"]);
  }
});

const asking = [
  {
    id: "n",
    task: "t",
    prompt: "As a nurse, what would Mira Vance say?",
    response: "Mira Vance would wait.",
    persona: "nurse",
    model: "m1",
  },
  {
    id: "v",
    task: "t",
    prompt: "As a nurse, what would Mira Vance say?",
    response: "Rest.",
    persona: "Mira Vance",
    model: "m2",
  },
];
const readAll = async (study: { id: string }) => {
  const items = await db.item.findMany({ where: { studyId: study.id }, orderBy: { fileIndex: "asc" } });
  const contents = await getContents(
    pool,
    items.map(({ id }) => id),
    { withPersona: false },
  );
  return items.map(({ id }) => contents.get(id));
};

test("a name in prompts is listed with what masking makes of it, and shown until it is chosen", async () => {
  const { study, access } = await makeHidden();
  const { naming } = await load(access, asking);
  const nurse = naming.terms.find(({ term, inPrompt }) => term === "nurse" && inPrompt);
  expect(nurse).toMatchObject({ items: 1, isMasked: false });
  expect(nurse?.examples[0]).toMatchObject({ after: "As a [persona], what would Mira Vance say?" });
  expect((await readAll(study)).map((content) => content?.prompt)).toEqual(asking.map(({ prompt }) => prompt));
});

test("a prompt hides the names of every condition for all of its items, so that none tells its own", async () => {
  const { study, access } = await makeHidden();
  const done = await load(access, asking, ["nurse", "Mira Vance"]);
  expect(done.naming.terms.filter(({ inPrompt }) => inPrompt).every(({ isMasked }) => isMasked)).toBe(true);
  const prompt = "As a [persona], what would [persona] say?";
  expect(done.shownItems.map(({ item }) => item.prompt)).toEqual([prompt, prompt]);
  expect((await readAll(study)).map((content) => content?.prompt)).toEqual([prompt, prompt]);
  expect(await db.task.findFirstOrThrow({ where: { studyId: study.id } })).toMatchObject({
    prompt: asking[0]?.prompt,
    shownPrompt: prompt,
  });
});

test("an answer that repeats its own name of a masked prompt is masked as well", async () => {
  const { study, access } = await makeHidden();
  const own = { ...asking[1], response: "Mira Vance would wait." };
  await load(access, [own]);
  expect((await readAll(study))[0]?.parts[0]?.text).toBe("Mira Vance would wait.");
  const other = await makeHidden();
  await load(other.access, [own], ["*"]);
  expect((await readAll(other.study))[0]?.parts[0]?.text).toBe("[persona] would wait.");
});

test("items of a later file read the prompt as it was masked, and a file that would mask it otherwise says so", async () => {
  const { study, access } = await makeHidden();
  await load(access, asking.slice(0, 1), ["nurse"]);
  const later = await load(access, asking.slice(1));
  expect(later.notes).toEqual([
    expect.stringMatching(/^1 prompt that the study has already was loaded with other names masked/),
  ]);
  const prompts = (await readAll(study)).map((content) => content?.prompt);
  expect(prompts).toEqual(Array(2).fill("As a [persona], what would Mira Vance say?"));
});

test("what another file masked otherwise between check and commit is told, and nothing is imported", async () => {
  const { study, access } = await makeHidden();
  const check = async (rows: readonly object[], mask: string[]) => {
    const text = rows.map((line) => `${JSON.stringify(line)}\n`).join("");
    const started = await startImport(access, { fileName: "outputs.jsonl", mapping: { mask } }, once(text));
    if (!started.ok) throw new Error(started.reason);
    return started.value.id;
  };
  const [open, masked] = [await check(asking.slice(0, 1), []), await check(asking.slice(1), ["*"])];
  expect((await commitImport(access, open)).ok).toBe(true);
  expect(await commitImport(access, masked)).toMatchObject({ ok: false, reason: "not-ready" });
  expect(await db.import.findUniqueOrThrow({ where: { id: masked } })).toMatchObject({
    state: "FAILED",
    problems: [
      { message: expect.stringMatching(/^1 prompt that the study has already was .* check this file again\.$/) },
    ],
  });
  expect(await db.item.count({ where: { studyId: study.id } })).toBe(1);
});

test("a dialogue is masked in its turns as in its text", async () => {
  const { study, access } = await makeHidden();
  const prompt = "Patient: I feel dizzy, Mira Vance.\nNurse: Since when?\nPatient: Today, Mira Vance.";
  await load(access, [{ ...row, persona: "Mira Vance", prompt }], ["Mira Vance"]);
  const [content] = await readAll(study);
  expect(content?.promptTurns?.map(({ text }) => text)).toEqual([
    "I feel dizzy, [persona].",
    "Since when?",
    "Today, [persona].",
  ]);
  expect(content?.prompt).toBe(prompt.replaceAll("Mira Vance", "[persona]"));
});

test("where personas are shown a prompt keeps their names", async () => {
  const study = await makePublishedStudy({}, { personaVisibility: "SHOWN" });
  const { access } = await makeMember(study, "OWNER");
  await load(access, asking, ["*"]);
  expect((await readAll(study))[0]?.prompt).toBe(asking[0]?.prompt);
});
