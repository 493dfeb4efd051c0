import { expect, test } from "vitest";
import type { MappingInput } from "@/lib/formats/contract/mapping";
import { describeLetters } from "@/lib/imports/describe-letters";
import { previewImport } from "@/lib/imports/preview-import";

const inStudy = { versions: { published: null, draft: null }, known: { personas: [], factors: [] } };

const preview = (fileName: string, text: string, mapping: MappingInput = {}) =>
  previewImport({ fileName, mapping }, { bytes: Buffer.from(text), isCut: false }, inStudy);

const csv =
  "id,prompt,response,model\na,Wie viel?,grÃ¶ÃŸer als 5Â\u00a0mg,m1\nb,Wie viel?,Itâ€™s 5 mg,m1\nc,Wie viel?,größer,m1\n";

test("letters that were decoded twice are counted, with the first of them, before anything is stored", async () => {
  const { letters, shownItems } = await preview("a.csv", csv);
  expect(letters).toMatchObject({ rows: 2, isMended: false, examples: [{ line: 2 }, { line: 3 }] });
  expect(describeLetters(letters)).toBe(
    '2 rows hold letters that were decoded twice: "grÃ¶ÃŸer als 5Â\u00a0mg" for "größer als 5\u00a0mg" in line 2. Raters would read them so.',
  );
  expect(shownItems[0]?.item.texts[0]?.text).toBe("grÃ¶ÃŸer als 5Â\u00a0mg");
});

test("by choice they are mended wherever they stand, and what is right stays", async () => {
  const { letters, shownItems } = await preview("a.csv", csv, { letters: "mended" });
  expect(letters).toMatchObject({ rows: 2, isMended: true });
  const texts = shownItems.map(({ item }) => item.texts[0]?.text);
  expect(texts).toEqual(["größer als 5\u00a0mg", "It’s 5 mg", "größer"]);
});

test("escapes of JSON, turns, names of speakers and factors are looked at too", async () => {
  const turns = [{ speaker: "JosÃ©", text: "Ã‰tÃ©, voilÃ\u00a0" }];
  const row = JSON.stringify({ id: "a", turns, factors: { "mÃ©thode": "Ã©lan" } }).replace(
    /[^ -~]/g,
    (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
  const { letters, sample } = await preview("a.jsonl", `${row}\n`, { letters: "mended" });
  expect(letters.rows).toBe(1);
  expect(sample[0]?.record).toMatchObject({
    factors: { méthode: "élan" },
    parts: [{ output: { turns: [{ speaker: "José", text: "Été, voilà" }] } }],
  });
});

test("a file that means its letters is passed without a word", async () => {
  const { letters } = await preview("a.csv", "id,prompt,response\na,Não?,“IRMÔ e CAFÉ… são 5 °C\n");
  expect([letters.rows, describeLetters(letters)]).toEqual([0, null]);
});

test("texts that Excel has cut, and rows that hold nothing to judge, are told before anything is stored", async () => {
  const cut = await preview("a.csv", `prompt,response\nHm?,${"x".repeat(32_767)}\nWell?,No.\n`);
  expect(cut.notes).toEqual([expect.stringMatching(/^1 item has a text of exactly 32,767 characters.*line 2/)]);
  const bare = await preview("a.jsonl", '{"prompt":"Hm?","gpt-4":"Rest.","llama-3":"Go."}\n');
  expect(bare.notes).toContain(
    "No column holds a response or options: raters are shown nothing of these rows. Say which column is which.",
  );
});
