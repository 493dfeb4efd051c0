import { expect, test } from "vitest";
import { db, pool } from "@/lib/db/client";
import { commitImport, startImport } from "@/lib/imports/mutations";
import { getContents } from "@/lib/labeling/show/item-content";
import { presentItem } from "@/lib/labeling/show/present-item";
import { makeMember, makePublishedStudy } from "@/prisma/factories";

async function* once(text: string) {
  yield Buffer.from(text);
}

const turns = ["Mira Vance", "Patient", "gpt-4"].map((speaker) => ({ speaker, text: "Yes." }));
const rows = [
  { id: "a", prompt: "Dizzy", response: "As a nurse I would wait.", persona: "nurse", model: "gpt-4" },
  { id: "b", prompt: "Dizzy", turns, persona: "Mira Vance", model: "gpt-4" },
];

test.each(["SHOWN", "HIDDEN"] as const)(
  "items stand in the preview as a claim reads them once they are loaded, personas %s",
  async (personaVisibility) => {
    const study = await makePublishedStudy({}, { personaVisibility });
    const { access } = await makeMember(study, "OWNER");
    const text = rows.map((row) => `${JSON.stringify(row)}\n`).join("");
    const started = await startImport(access, { fileName: "outputs.jsonl", mapping: { mask: ["nurse"] } }, once(text));
    if (!started.ok) throw new Error(started.reason);
    await commitImport(access, started.value.id);
    const items = await db.item.findMany({ where: { studyId: study.id }, orderBy: { fileIndex: "asc" } });
    const ids = items.map(({ id }) => id);
    const contents = await getContents(pool, ids, { withPersona: personaVisibility === "SHOWN" });
    const lease = { versionId: "", draft: null, leaseExpiresAt: new Date(0), assignmentId: "", shownOrder: ["1"] };
    const read = ids.flatMap((id) => {
      const content = contents.get(id);
      return content ? [presentItem(lease, content)] : [];
    });
    const named = { assignmentId: "", versionId: "" };
    const shown = started.value.shownItems.map(({ item }) => ({
      ...item,
      ...named,
      texts: item.texts.map((text) => ({ ...text, partId: "" })),
    }));
    expect(shown).toEqual(
      read.map((item) => ({ ...item, texts: item.texts.map((text) => ({ ...text, partId: "" })) })),
    );
    expect(shown).toHaveLength(2);
  },
);
