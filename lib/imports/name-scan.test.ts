import { expect, test } from "vitest";
import type { ItemRecord } from "@/lib/formats/contract/records";
import { maskAll, NameScan } from "@/lib/imports/name-scan";

const makeItem = (text: string, given: Partial<ItemRecord> = {}, factors: Record<string, string> = {}): ItemRecord => ({
  kind: "item",
  externalId: "i1",
  layout: "SINGLE",
  factors,
  isServable: true,
  task: { externalId: "t1", prompt: "I feel dizzy." },
  parts: [{ output: { text, factors } }],
  ...given,
});

const at = (line: number) => ({ line, file: null });
const roleOf = (factor: string) => (factor === "persona" ? "PERSONA" : factor === "model" ? "MODEL" : "OTHER");
const scanner = (given: Partial<ConstructorParameters<typeof NameScan>[0]> = {}) =>
  new NameScan({ hidesPersona: true, personas: [], mask: [], roleOf, ...given });

const asNurse = makeItem("As a nurse I would wait.", {}, { persona: "nurse" });

test("a response that names its own persona is told with its line and what masking makes of it", () => {
  const scan = scanner();
  expect(scan.scan(asNurse, at(3)).parts).toEqual(asNurse.parts);
  expect(scan.report()).toEqual({
    items: 1,
    terms: [
      {
        term: "nurse",
        kind: "persona",
        inPrompt: false,
        items: 1,
        isMasked: false,
        examples: [
          {
            file: null,
            line: 3,
            item: "i1",
            before: "As a nurse I would wait.",
            after: "As a [persona] I would wait.",
          },
        ],
      },
    ],
  });
});

test("a chosen name is masked in what raters read, and the original stays", () => {
  for (const mask of [["Nurse"], [maskAll]])
    expect(scanner({ mask }).scan(asNurse, at(3)).parts[0]?.output).toMatchObject({
      text: "As a nurse I would wait.",
      shown: { text: "As a [persona] I would wait." },
    });
  expect(scanner({ mask: ["doctor"] }).scan(asNurse, at(3)).parts[0]?.output?.shown).toBeUndefined();
});

test("where personas are shown only models and other hidden levels matter", () => {
  const scan = scanner({ hidesPersona: false });
  scan.scan(asNurse, at(1));
  scan.scan(makeItem("As an AI made by OpenAI, I am gpt-4o.", {}, { persona: "nurse", model: "gpt-4o" }), at(2));
  expect(scan.report().terms.map(({ term, kind }) => `${kind} ${term}`)).toEqual(["model OpenAI", "model gpt-4o"]);
});

test("a side of a pair may not name the other's model, and turns are read as well as texts", () => {
  const turns = [
    { speaker: "user", text: "Who are you?" },
    { speaker: "assistant", text: "I am Wonder-7b." },
  ];
  const pair = makeItem("", {
    layout: "PAIR",
    parts: [
      { output: { text: null, turns, factors: { model: "wonder-7b" } } },
      { output: { text: "Not wonder 7B.", factors: { model: "acme" } } },
    ],
  });
  const masked = scanner({ mask: ["wonder-7b"] }).scan(pair, at(1));
  expect(masked.parts[0]?.output?.shown?.turns?.[1]).toEqual({ speaker: "assistant", text: "I am [model]." });
  expect(masked.parts[1]?.output?.shown?.text).toBe("Not [model].");
});

test("a persona that the study has already goes by its description too", () => {
  const scan = scanner({ personas: [{ externalId: "p1", name: "p1", text: "You are a ward nurse." }] });
  scan.scan(
    makeItem("", { parts: [{ output: { text: "As a ward nurse, I wait.", factors: {}, persona: "p1" } }] }),
    at(1),
  );
  expect(scan.report().terms).toMatchObject([{ term: "ward nurse", items: 1 }]);
});

test("what a chat template leaves in a response is told and masked: instructions, marks, and whom a tag names", () => {
  const text = "<|im_start|>system\nYou are Mira.<|im_end|>\n[INST] Go on [/INST] [Character1: Vela] Rest.";
  const scan = scanner({ mask: [maskAll] });
  const { parts } = scan.scan(makeItem(text), at(1));
  expect(parts[0]?.output?.shown?.text).toBe("[instructions]\n Go on  [Character1: [persona]] Rest.");
  expect(
    scan
      .report()
      .terms.map(({ term, kind }) => `${kind} ${term}`)
      .toSorted(),
  ).toEqual(["instruction instructions to the model", "mark [/INST]", "mark [INST]", "persona Vela"]);
});

test("a system prompt that is written before a response is told; a system that is none stays", () => {
  const scan = scanner({ mask: [maskAll] });
  const masked = (text: string) => scan.scan(makeItem(text), at(1)).parts[0]?.output?.shown?.text;
  expect(masked("System: You are Mira, a nurse.\nStay so.\n\nRest.")).toBe("[instructions]\n\nRest.");
  expect(masked("System: a laptop\nPrice: 500")).toBeUndefined();
});

test("names that the prompt tells are listed apart, and it is masked when all of the file is read", () => {
  const task = { externalId: "t1", prompt: "You talk to Mira, who is gpt-4o." };
  const scan = scanner({ mask: [maskAll] });
  const scanned = scan.scan(makeItem("Rest.", { task }, { persona: "Mira" }), at(4));
  expect(scanned.task).toEqual(task);
  expect(scan.maskTask(task)).toEqual({ prompt: "You talk to [persona], who is [model]." });
  expect(scan.maskTask({ ...task, prompt: "You talk to Ann." })).toBeNull();
  expect(scan.report()).toMatchObject({
    items: 1,
    terms: [
      { term: "Mira", inPrompt: true, isMasked: true },
      { term: "gpt-4o", inPrompt: true, isMasked: true },
    ],
  });
});

test("prompts are masked too where more names were found before than are listed", () => {
  const scan = scanner({ mask: [maskAll] });
  for (let place = 0; place < 150; place++)
    scan.scan(makeItem(`I am Persona${place}x.`, {}, { persona: `Persona${place}x` }), at(place));
  const task = { externalId: "late", prompt: "You are Mirabel. What would you do?" };
  scan.scan(makeItem("Wait.", { task }, { persona: "Mirabel" }), at(151));
  expect(scan.masksPrompts).toBe(true);
  expect(scan.maskTask(task)?.prompt).not.toContain("Mirabel");
});
