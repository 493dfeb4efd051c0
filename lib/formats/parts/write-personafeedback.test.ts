import { describe, expect, test } from "vitest";
import type { ExportedJudgment } from "@/lib/formats/contract/exported-study";
import {
  decidePair,
  pathOf,
  placeOf,
  writeAnnotation,
  writePair,
  writePersona,
} from "@/lib/formats/parts/write-personafeedback";
import { makeExportedItem, makeExportedJudgment, makeExportedRater } from "@/lib/formats/testing/make-exported";
import { countedQuestion } from "@/lib/formats/values/count-votes";
import { questionSchema } from "@/lib/questions/question-schema";

const preference = countedQuestion(questionSchema.parse({ key: "p", type: "preference", text: "Which?", tie: true }));
if (!preference) throw new Error("a preference has categories");
const rule = { version: 1, countRepeats: false, countSimulated: false } as const;
const vote = (name: string, value: string, given: Partial<ExportedJudgment> = {}) =>
  makeExportedJudgment(makeExportedRater(name), "p", value, given);
const decide = (...values: string[]) =>
  decidePair(
    makeExportedItem(
      {},
      values.map((value, place) => vote(`r${place}`, value)),
    ),
    preference,
    rule,
  );

describe("which reply is chosen", () => {
  test.each([
    [["1", "1", "2"], "1"],
    [["2", "2", "tie"], "2"],
    [["2"], "2"],
  ])("most of %j say %s", (values, chosen) => {
    expect(decide(...values)).toMatchObject({ reason: null, chosen });
  });

  test.each([
    [["1", "2"], "undecided"],
    [["tie", "tie", "1"], "tie"],
    [["1", "1", "tie", "tie"], "undecided"],
    [[], "noVotes"],
  ])("%j leaves the pair out as %s", (values, reason) => {
    expect(decide(...values)).toMatchObject({ reason });
  });

  test("labels that do not count do not choose, and are counted", () => {
    const judge = makeExportedJudgment(makeExportedRater("judge", { kind: "JUDGE" }), "p", "2");
    const simulated = makeExportedJudgment(makeExportedRater("s", { origin: "SIMULATED" }), "p", "2");
    const training = vote("t", "2", { purpose: "TRAINING" });
    const decision = decidePair(makeExportedItem({}, [vote("a", "1"), judge, simulated, training]), preference, rule);
    expect(decision).toMatchObject({ chosen: "1" });
    expect(decision.votes.leftOut).toMatchObject({ simulated: 1, training: 1 });
  });

  test("a pair without a person or without text has no row", () => {
    const nobody = makeExportedItem({ task: { persona: undefined } }, [vote("a", "1")]);
    const silent = makeExportedItem({
      parts: [{ output: { text: " ", factors: {} } }, { output: { text: "b", factors: {} } }],
    });
    expect(decidePair(nobody, preference, rule)).toMatchObject({ reason: "noPersona" });
    expect(decidePair(silent, preference, rule)).toMatchObject({ reason: "noText" });
    expect(decidePair(makeExportedItem({ layout: "SINGLE" }), preference, rule)).toMatchObject({ reason: "notAPair" });
  });
});

test("the row is spelt as the dataset spells it, or as one would expect", () => {
  const { record } = makeExportedItem();
  expect(JSON.parse(writePair(record, "2", 7, { compat: true }))).toEqual({
    user_id: "7",
    question: "What now?",
    chosen: "Second reply",
    reject: "First reply",
  });
  expect(Object.keys(JSON.parse(writePair(record, "1", 7, { compat: false })))).toContain("rejected");
  expect(pathOf("specific", "hard", { compat: true })).toBe("data/spedific/hard.jsonl");
  expect(pathOf("specific", "hard", { compat: false })).toBe("data/specific/hard.jsonl");
});

test("tier and track are found whatever their spelling, and have a stated default", () => {
  expect(placeOf({ task: { tier: " Hard", track: "spedific" } })).toMatchObject({ tier: "hard", track: "specific" });
  expect(placeOf({ task: { tier: "nightmare" } })).toEqual({
    tier: "medium",
    track: "general",
    isTierGiven: false,
    isTrackGiven: false,
  });
});

test("a persona has the layout's five keys first, and loses nothing", () => {
  const persona = {
    ...({ kind: "persona", externalId: "p", name: "Ada", personaKind: "CHARACTER", text: "A poet" } as const),
    sections: { Bias: { Tone: "dry" }, Hobbies: ["chess"] },
    covariates: {},
    statements: [],
    tags: [],
  };
  const line = writePersona(persona);
  expect(line).toBe(
    '{"Name":"Ada","Demographics":{},"Personality":{},"Preference":{},"Bias":{"Tone":"dry"},"Hobbies":["chess"],"Description":"A poet"}\n',
  );
});

test("the sidecar says who voted what, in which order it was shown, and what did not count", () => {
  const item = makeExportedItem({}, [
    vote("a", "1"),
    vote("b", "1", { shown: ["1", "2"] }),
    vote("c", "2"),
    vote("d", "2", { purpose: "GOLD" }),
  ]);
  const line = writeAnnotation(item.record, decidePair(item, preference, rule), {
    file: "data/general/easy.jsonl",
    line: 3,
  });
  expect(JSON.parse(line)).toMatchObject({
    item: "i1",
    file: "data/general/easy.jsonl",
    line: 3,
    chosen: "1",
    left_out_because: null,
    n_votes: 3,
    votes: { "1": 2, "2": 1 },
    agreement: 1 / 3,
    labels_left_out: { gold: 1 },
    raters: [{ rater: "a", shown: ["2", "1"] }, { rater: "b", shown: ["1", "2"] }, { rater: "c" }],
  });
});
