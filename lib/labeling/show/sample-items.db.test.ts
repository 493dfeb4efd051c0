import { expect, test } from "vitest";
import { db } from "@/lib/db/client";
import { listSamples } from "@/lib/labeling/show/sample-items";
import { getProtocolEditor } from "@/lib/protocol/queries";
import { makeItem, makeMember, makePersona, makePublishedStudy } from "@/prisma/factories";

test("the editor previews an item of each layout, with its parts in file order", async () => {
  const study = await makePublishedStudy();
  const { access } = await makeMember(study, "RESEARCHER");
  await makeItem(study, { layout: "CANDIDATES", parts: [{ label: "One" }, { label: "Two" }] });
  await makeItem(study, { layout: "PAIR" });
  await makeItem(study, { layout: "PAIR", isServable: false });
  const { layouts } = await getProtocolEditor(access);
  expect(layouts).toMatchObject([
    { layout: "PAIR", items: 1 },
    { layout: "CANDIDATES", items: 1 },
  ]);
  const samples = await listSamples(access, layouts);
  expect(samples.map(({ layout }) => layout)).toEqual(["PAIR", "CANDIDATES"]);
  const candidates = samples.find(({ layout }) => layout === "CANDIDATES")?.candidates;
  expect(candidates?.map(({ label }) => label)).toEqual(["One", "Two"]);
});

test("the editor knows how many items have turns and statements to ask of, and of no other study's", async () => {
  const [study, other] = [await makePublishedStudy(), await makePublishedStudy()];
  const { access } = await makeMember(study, "RESEARCHER");
  const persona = await makePersona(study);
  await db.personaStatement.create({
    data: { studyId: study.id, personaId: persona.id, position: 0, text: "Likes tea." },
  });
  const turns = [{ speaker: "assistant", text: "Hello." }];
  await makeItem(study, { parts: [{ text: "Hello.", persona }] });
  await makeItem(study, { parts: [{ text: "Hello.", persona: await makePersona(study) }] });
  await makeItem(study, { layout: "PAIR", parts: [{ text: "", turns }, { text: "Hello." }] });
  await makeItem(study, { layout: "CANDIDATES", parts: [{ text: "Hello.", turns, persona }, { label: "One" }] });
  await makeItem(study, { layout: "PAIR", isServable: false, parts: [{ text: "", turns }] });
  await makeItem(other, { layout: "TRANSCRIPT", parts: [{ text: "", turns }] });
  expect((await getProtocolEditor(access)).layouts).toEqual([
    { layout: "SINGLE", items: 2, having: { turn: 0, statement: 1 } },
    { layout: "PAIR", items: 1, having: { turn: 1, statement: 0 } },
    { layout: "CANDIDATES", items: 1, having: { turn: 1, statement: 0 } },
  ]);
});
