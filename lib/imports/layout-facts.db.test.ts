import { expect, test } from "vitest";
import { db } from "@/lib/db/client";
import { commitImport, startImport } from "@/lib/imports/mutations";
import { makeMember, makePublishedStudy } from "@/prisma/factories";

async function* once(text: string) {
  yield Buffer.from(text);
}

const persona = (name: string) => ({ kind: "persona", externalId: name, name, personaKind: "CHARACTER", text: name });
const output = (own?: string) => ({ output: { text: "Rest.", factors: {}, ...(own && { persona: own }) } });
const item = (externalId: string, layout: string, parts: object[], asked?: string) => ({
  kind: "item",
  externalId,
  layout,
  parts,
  factors: {},
  isServable: true,
  task: { externalId: "t", prompt: "Who said it?", ...(asked && { persona: asked }) },
});
const file = [
  ...["nurse", "user"].map(persona),
  item("single", "SINGLE", [output("nurse")], "user"),
  item("pair", "PAIR", [output("nurse"), output("nurse")], "user"),
  item("who", "CANDIDATES", [output("nurse"), { label: "A" }, { label: "B" }], "user"),
]
  .map((record) => JSON.stringify(record))
  .join("\n");

test("an item comes with the card and the parts to answer that its layout says, and is the same item when loaded again", async () => {
  const study = await makePublishedStudy();
  const { access } = await makeMember(study, "OWNER");
  const load = async () => {
    const staged = await startImport(access, { fileName: "items.jsonl", format: "records", mapping: {} }, once(file));
    if (!staged.ok) throw new Error(staged.reason);
    expect(staged.value.problems).toEqual([]);
    expect(await commitImport(access, staged.value.id)).toMatchObject({ ok: true });
  };
  const stored = () =>
    db.item.findMany({
      where: { studyId: study.id },
      select: {
        externalId: true,
        cardPersona: { select: { name: true } },
        parts: { select: { isAnswerable: true }, orderBy: { key: "asc" } },
      },
      orderBy: { fileIndex: "asc" },
    });
  await load();
  const found = await stored();
  expect(found.map(({ externalId, cardPersona, parts }) => [externalId, cardPersona?.name, ...parts])).toEqual([
    ["single", "nurse", { isAnswerable: true }],
    ["pair", "user", { isAnswerable: true }, { isAnswerable: true }],
    ["who", undefined, { isAnswerable: false }, { isAnswerable: true }, { isAnswerable: true }],
  ]);
  await load();
  expect(await stored()).toEqual(found);
});
