import { expect, test } from "vitest";
import { findMentions, maskMentions } from "@/lib/naming/find-mentions";
import { type HiddenTerm, termsOfLevel, termsOfPersona } from "@/lib/naming/hidden-terms";

const find = (text: string, terms: readonly HiddenTerm[], prompt = "") =>
  findMentions(text, prompt, { terms, tellsMachine: true }).map(({ start, end }) => text.slice(start, end));
const nurse = termsOfPersona({ name: "nurse" });

test.each([
  ["As a nurse I would wait.", ["nurse"]],
  ["as an experienced ICU NURSE, I would wait", ["NURSE"]],
  ["I'm a nurse and I would wait.", ["nurse"]],
  ["Speaking as a nurse: wait.", ["nurse"]],
  ["Nurse: wait.", ["Nurse"]],
  ["Call the nurse, or ask nurses you know.", []],
  ["I am seeing a nurse tomorrow.", []],
  ["A nursery is no place for it.", []],
])("a plain word is a name only where somebody says that they are it: %s", (text, found) => {
  expect(find(text, nurse)).toEqual(found);
});

test.each([
  ["Will", "I will rest, and Will power helps.", []],
  ["Will", "My name is Will. Rest.", ["Will"]],
  ["May", "You may rest in May.", []],
  ["May", "I'm May, and I would rest.", ["May"]],
  ["Mira", "Mira would rest. A miracle!", ["Mira"]],
  ["Mira Vance", "Dr. Vance says rest; mira vance agrees.", ["Vance", "mira vance"]],
  ["palliative care nurse", "Two palliative-care nurses said so.", ["palliative-care nurses"]],
])("short and everyday names do not flood: %s in %s", (name, text, found) => {
  expect(find(text, termsOfPersona({ name }))).toEqual(found);
});

test.each([
  ["护士", "作为一名护士，我建议休息。", ["护士"]],
  ["νοσοκόμα", "Ως νοσοκόμα, θα περίμενα.", ["νοσοκόμα"]],
  ["медсестра", "Я медсестра и советую отдых.", ["медсестра"]],
  ["Krankenschwester", "Als Krankenschwester rate ich zur Ruhe.", ["Krankenschwester"]],
  ["infirmière", "Je suis infirmière et je conseille du repos.", ["infirmière"]],
  ["ممرضة", "أنا ممرضة وأنصح بالراحة", ["ممرضة"]],
])("names are found in other scripts and languages: %s", (name, text, found) => {
  expect(find(text, termsOfPersona({ name }))).toEqual(found);
});

test("a persona is also what its description calls it", () => {
  const terms = termsOfPersona({ name: "p7", text: "You are an experienced paediatric nurse who works at night." });
  expect(find("As a nurse I would wait.", terms)).toEqual(["nurse"]);
  expect(find("As a paediatric nurse, I would wait.", terms)).toEqual(["paediatric nurse"]);
});

test.each([
  ["I'm Claude, made by Anthropic.", ["Claude", "Anthropic"]],
  ["Claude Monet painted lilies under Gemini.", []],
  ["As an AI language model created by OpenAI, I cannot.", ["AI language model", "OpenAI"]],
  ["GPT-4 and ChatGPT would say so.", ["GPT-4", "ChatGPT"]],
  ["I was trained by Google.", ["Google"]],
  ["Search with Google.", []],
  ["我是人工智能助手。", ["人工智能助手"]],
])("models, their families and makers: %s", (text, found) => {
  expect(find(text, [])).toEqual(found);
});

test("to say that one is a machine tells nothing where personas are shown", () => {
  expect(findMentions("As an AI, I cannot.", "", { terms: [], tellsMachine: false })).toEqual([]);
});

test("a model goes by its name, whatever stands between its parts", () => {
  const terms = termsOfLevel("acme/wonder-7b", "model");
  expect(find("Wonder 7B says so, and wonder-7b too.", terms)).toEqual(["Wonder 7B", "wonder-7b"]);
});

test.each(["low", "0.7", "none", "3", "bold"])("the level %s of a factor is no name by itself", (level) => {
  expect(find(`A low dose of 0.7 mg, none of it 3 times, in bold.`, termsOfLevel(level, "condition"))).toEqual([]);
});

test("what the prompt says too may be repeated, but not claimed", () => {
  const mira = termsOfPersona({ name: "Mira" });
  expect(find("Mira should rest.", mira, "Should Mira rest?")).toEqual([]);
  expect(find("I am Mira.", mira, "Should Mira rest?")).toEqual(["Mira"]);
});

test("only chosen names are replaced, by what they are, and every other letter stays", () => {
  const text = "As a nurse I'd say: ask ChatGPT.\nAs a nurse.";
  const mentions = findMentions(text, "", { terms: nurse, tellsMachine: true });
  expect(maskMentions(text, mentions, (term) => term === "nurse")).toBe(
    "As a [persona] I'd say: ask ChatGPT.\nAs a [persona].",
  );
  expect(maskMentions(text, mentions, () => true)).toBe("As a [persona] I'd say: ask [model].\nAs a [persona].");
  expect(maskMentions(text, mentions, () => false)).toBe(text);
});
