import { expect, test } from "vitest";
import type { ItemRecord, PartRecord } from "@/lib/formats/contract/records";
import { FirstItems } from "@/lib/imports/first-items";
import { type Surroundings, showRecord } from "@/lib/imports/show-record";
import { questionSchema } from "@/lib/questions/question-schema";

const nurse = { name: "Nurse Ada", text: "Careful.", sections: {}, statements: ["I wait."] };
const around: Surroundings = {
  personas: new Map([["nurse", nurse]]),
  hidesPersona: true,
  questions: [],
  factors: [
    { kind: "factor", name: "model", scale: "CATEGORICAL", role: "MODEL", levels: ["gpt-4", "m2"] },
    { kind: "factor", name: "voice", scale: "CATEGORICAL", role: "PERSONA", levels: ["Mira Vance"] },
  ],
};
const shown = { ...around, hidesPersona: false };

const output = (text: string, more: Partial<NonNullable<PartRecord["output"]>> = {}): PartRecord => ({
  output: { text, factors: {}, ...more },
});
const record = (layout: ItemRecord["layout"], parts: PartRecord[], more: Partial<ItemRecord> = {}): ItemRecord => ({
  kind: "item",
  externalId: "item-7",
  layout,
  factors: {},
  parts,
  isServable: true,
  task: { externalId: "task-1", prompt: "I feel dizzy." },
  ...more,
});

test("a rater's view of a record holds texts and letters; ids, levels, truth and extras stand among what is kept", () => {
  const parts = [
    output("Wait.", { factors: { model: "gpt-4" }, persona: "nurse", extra: { seed: 3 } }),
    output("Go.", { factors: { model: "m2" }, persona: "nurse" }),
  ];
  const item = record("PAIR", parts, { truth: { better: "2" }, fileMajority: { better: "1" } });
  const { item: seen, kept } = showRecord(item, around);
  expect(seen.texts.map(({ letter, text }) => [letter, text])).toEqual([
    ["A", "Wait."],
    ["B", "Go."],
  ]);
  expect(JSON.stringify({ ...seen, assignmentId: "" })).not.toMatch(/gpt-4|m2|nurse|task-1|seed|better/i);
  expect(kept).toEqual([
    { of: null, name: "Id", value: "item-7" },
    { of: null, name: "Task", value: "task-1" },
    { of: null, name: "Truth, better", value: "Response B" },
    { of: null, name: "Majority in the file, better", value: "Response A" },
    { of: "Response A", name: "Factor model", value: "gpt-4" },
    { of: "Response A", name: "Persona", value: "nurse" },
    { of: "Response A", name: "seed", value: "3" },
    { of: "Response B", name: "Factor model", value: "m2" },
    { of: "Response B", name: "Persona", value: "nurse" },
  ]);
});

test("the persona's card goes with an item only where the protocol shows it, and never with candidates", () => {
  const single = record("SINGLE", [output("Wait.", { persona: "nurse" })]);
  expect(showRecord(single, shown).item.persona).toEqual(nurse);
  expect(showRecord(single, around).item.persona).toBeNull();
  const candidates = record("CANDIDATES", [{ label: "Nurse" }, { label: "Clerk" }]);
  candidates.task.persona = "nurse";
  expect(showRecord(candidates, shown).item.persona).toBeNull();
});

test("a pair's card is the one that it is for, else the one both sides share", () => {
  const side = (persona: string) => output("Wait.", { persona });
  const mixed = record("PAIR", [side("nurse"), side("clerk")]);
  expect(showRecord(mixed, shown).item.persona).toBeNull();
  expect(showRecord(record("PAIR", [side("nurse"), side("nurse")]), shown).item.persona).toEqual(nurse);
  mixed.task.persona = "clerk";
  expect(showRecord(mixed, shown).item.persona?.name).toBe("clerk");
});

const turns = ["Mira Vance", "Patient", "mira vance", "gpt-4", "assistant"].map((speaker) => ({
  speaker,
  text: "Yes.",
}));
const speakers = (around: Surroundings) =>
  showRecord(record("TRANSCRIPT", [{ output: { text: null, turns, factors: {} } }]), around).item.texts[0]?.turns?.map(
    ({ speaker }) => speaker,
  );

test("speakers called after a level or a hidden persona have numbers", () => {
  expect(speakers(around)).toEqual(["Speaker 1", "Patient", "Speaker 1", "Speaker 2", "assistant"]);
  expect(speakers(shown)).toEqual(["Mira Vance", "Patient", "mira vance", "Speaker 1", "assistant"]);
});

test("what was masked is read masked, and the original is kept", () => {
  const masked = output("As a nurse", { shown: { text: "As a [persona]" } });
  const { item, kept } = showRecord(record("SINGLE", [masked]), around);
  expect(item.texts[0]?.text).toBe("As a [persona]");
  expect(kept.at(-1)).toEqual({ of: null, name: "Text before names were masked", value: "As a nurse" });
});

test("candidates come with the question that offers them, the right one among what is kept", () => {
  const asked = { key: "speaker", type: "choice", options: "item", text: "Who said it?" };
  const question = questionSchema.parse(asked);
  const parts = [{ label: "Nurse", profile: "Careful" }, { persona: "nurse" }];
  const item = record("CANDIDATES", parts, { truth: { speaker: "2" } });
  const seen = showRecord(item, { ...around, questions: [question] });
  expect(seen.question).toEqual(question);
  expect(seen.item.candidates.map(({ letter, label, profile }) => [letter, label, profile])).toEqual([
    ["A", "Nurse", "Careful"],
    ["B", "Nurse Ada", "Careful."],
  ]);
  expect(seen.kept).toContainEqual({ of: null, name: "Truth, speaker", value: "Candidate B" });
});

test("the first three items with something to read are shown, long texts cut and said to be", () => {
  const first = new FirstItems([], false);
  first.add(record("SINGLE", [], { isServable: false }), { line: 1, file: null });
  for (const line of [2, 3, 4, 5])
    first.add(record("SINGLE", [output("x".repeat(line === 3 ? 5000 : 10), { persona: "nurse" })]), {
      line,
      file: null,
    });
  first.learn({ externalId: "nurse", ...nurse });
  first.learn({ externalId: "nurse", ...nurse, text: "", isImplied: true });
  const items = first.show(null, [], []);
  expect(items.map(({ line, isCut }) => [line, isCut])).toEqual([
    [2, false],
    [3, true],
    [4, false],
  ]);
  expect(items[0]?.item.persona).toEqual(nurse);
});

test("a speaker called after a model goes by a number, and a person of such a name keeps it", () => {
  const talk = (...speakers: string[]) => {
    const turns = speakers.map((speaker) => ({ speaker, text: "Hm." }));
    const item = record("TRANSCRIPT", [{ output: { text: null, turns, factors: {} } }]);
    return showRecord(item, around).item.texts[0]?.turns?.map(({ speaker }) => speaker);
  };
  expect(talk("human", "gpt")).toEqual(["human", "Speaker 1"]);
  expect(talk("user", "Claude", "GPT-4o")).toEqual(["user", "Speaker 1", "Speaker 2"]);
  expect(talk("Claude", "Marthe")).toEqual(["Claude", "Marthe"]);
});
