import { expect, test } from "vitest";
import { db } from "@/lib/db/client";
import { readKnownNames } from "@/lib/imports/known-names";
import { startImport } from "@/lib/imports/mutations";
import { previewImport } from "@/lib/imports/preview-import";
import { getStudyVersions } from "@/lib/imports/queries";
import type { StudyAccess } from "@/lib/studies/proof";
import { makeItem, makeMember, makePersona, makePublishedStudy } from "@/prisma/factories";

async function* once(bytes: Uint8Array) {
  yield bytes;
}

const fileName = "second-model.jsonl";

/** The items of a file as its preview shows them, and as they are shown once it is read whole. */
async function showBoth(access: StudyAccess, rows: readonly object[], mask: string[] = []) {
  const bytes = Buffer.from(rows.map((row) => `${JSON.stringify(row)}\n`).join(""));
  const [versions, known] = await Promise.all([getStudyVersions(access), readKnownNames(access.studyId)]);
  const asked = { fileName, mapping: { mask } };
  const { shownItems } = await previewImport(asked, { bytes, isCut: false }, { versions, known });
  const started = await startImport(access, asked, once(bytes));
  if (!started.ok) throw new Error(started.reason);
  expect(started.value.problems).toEqual([]);
  return [shownItems, started.value.shownItems] as const;
}

/** A study with a model's file and its personas loaded: the next one's file names them, and describes nobody. */
async function makeLoaded(personaVisibility: "SHOWN" | "HIDDEN") {
  const study = await makePublishedStudy({}, { personaVisibility });
  await makePersona(study, { externalId: "p1", name: "Mira Vance", text: "You are a paediatric nurse." });
  await makeItem(study, { factors: { system: "wombat" } });
  await makeItem(study, { factors: { voice: "Old Tom" } });
  await db.factor.updateMany({ where: { studyId: study.id, name: "voice" }, data: { role: "PERSONA" } });
  return makeMember(study, "OWNER");
}

const turns = ["Mira Vance", "Patient", "Wombat", "quokka", "Old Tom"].map((speaker) => ({ speaker, text: "Yes." }));
const rows = [
  { id: "a", prompt: "Dizzy", response: "As a nurse I would wait.", persona: "p1", system: "quokka" },
  { id: "b", prompt: "Dizzy", turns, persona: "p1", system: "quokka" },
];

test("speakers named after a persona or a model of an earlier file lose their names in the preview as in the import", async () => {
  const { access } = await makeLoaded("HIDDEN");
  const [preview, whole] = await showBoth(access, rows);
  const speakers = preview[1]?.item.texts[0]?.turns?.map(({ speaker }) => speaker);
  expect(speakers).toEqual(["Speaker 1", "Patient", "Speaker 2", "Speaker 3", "Speaker 4"]);
  expect(whole).toEqual(preview);
});

test("what an earlier file says of a persona is looked for in the texts of a later one", async () => {
  const { access } = await makeLoaded("HIDDEN");
  const [preview, whole] = await showBoth(access, rows, ["nurse"]);
  expect(preview[0]?.item.texts[0]?.text).toBe("As a [persona] I would wait.");
  expect(whole).toEqual(preview);
});

test("where personas are shown their card comes from the study, and the role that a factor has there holds", async () => {
  const { access } = await makeLoaded("SHOWN");
  const [preview, whole] = await showBoth(access, [...rows, { ...rows[1], id: "c", voice: "Old Tom" }]);
  expect(preview[0]?.item.persona).toMatchObject({ name: "Mira Vance", text: "You are a paediatric nurse." });
  const speakers = preview[2]?.item.texts[0]?.turns?.map(({ speaker }) => speaker);
  expect(speakers).toEqual(["Mira Vance", "Patient", "Speaker 1", "Speaker 2", "Old Tom"]);
  expect(whole).toEqual(preview);
});
