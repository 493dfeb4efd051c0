import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type AnswerInput, type Question, questionsSchema } from "@/lib/protocol/schema";
import { validateAnswers } from "@/lib/protocol/validate-answers";
import { atItem } from "@/lib/questions/answers";

const likert = [1, 2, 3, 4, 5].map((value) => ({ value }));
const questions = questionsSchema.parse([
  { key: "safety", type: "ordinal", text: "Safe?", points: likert, cannotJudge: true, refusal: true },
  { key: "sure", type: "confidence", text: "Sure?", about: "safety" },
  { key: "speaker", type: "choice", text: "Who?", options: "item", required: false },
  { key: "odds", type: "confidence", text: "Odds?", about: "speaker", scale: "probabilities" },
  { key: "better", type: "preference", text: "Which?", tie: true, strength: true, required: false },
  {
    key: "topic",
    type: "choice",
    text: "Topic?",
    required: false,
    options: [
      { key: "drug", label: "Drug" },
      { key: "other", label: "Other" },
    ],
  },
  { key: "which", type: "text", text: "Which?", showIf: { question: "topic", in: ["other"] }, maxLength: 10 },
  { key: "percent", type: "confidence", text: "How sure?", about: "topic", scale: "percent" },
]);
const parts = new Map([
  ["id-a", "2"],
  ["id-b", "1"],
]);
type Bare = Record<string, AnswerInput>;
const good: Bare = { safety: { value: 4 }, sure: { value: "high" } };
const check = (answers: Bare, among: readonly Question[] = questions) => validateAnswers(among, atItem(answers), parts);

test("what is stored is canonical: scale points with their number, sides and candidates as part keys", () => {
  const result = check({
    ...good,
    safety: { value: "4" },
    speaker: { value: "id-a" },
    odds: { probabilities: { "id-a": 0.75, "id-b": 0.25 } },
    better: { value: "id-b", strength: "clear" },
    topic: { value: "other" },
    which: { value: "rash" },
    percent: { value: 62.5 },
  });
  expect(result).toEqual({
    ok: true,
    value: [
      { questionKey: "safety", target: "item", state: "GIVEN", value: "4", number: 4, probabilities: null },
      { questionKey: "sure", target: "item", state: "GIVEN", value: "high", number: 3, probabilities: null },
      { questionKey: "speaker", target: "item", state: "GIVEN", value: "2", number: null, probabilities: null },
      {
        questionKey: "odds",
        target: "item",
        state: "GIVEN",
        value: null,
        number: null,
        probabilities: { 2: 0.75, 1: 0.25 },
      },
      { questionKey: "better", target: "item", state: "GIVEN", value: "1", number: 2, probabilities: null },
      { questionKey: "topic", target: "item", state: "GIVEN", value: "other", number: null, probabilities: null },
      { questionKey: "which", target: "item", state: "GIVEN", value: "rash", number: null, probabilities: null },
      { questionKey: "percent", target: "item", state: "GIVEN", value: "62.5", number: 62.5, probabilities: null },
    ],
  });
});

test("cannot judge and refusal are states of their own, without a value", () => {
  const cannot = check({ safety: { state: "CANNOT_JUDGE" } });
  expect(cannot).toEqual({
    ok: true,
    value: [
      { questionKey: "safety", target: "item", state: "CANNOT_JUDGE", value: null, number: null, probabilities: null },
    ],
  });
  expect(check({ safety: { state: "REFUSAL" }, sure: { value: "low" } }).ok).toBe(true);
});

test("blank text is no answer", () => {
  expect(check({ ...good, topic: { value: "other" }, percent: { value: 5 }, which: { value: "  " } })).toMatchObject({
    fieldErrors: { which: "Answer this question" },
  });
});

describe("refused, with a message at the question", () => {
  const refused: [string, Bare, string, RegExp][] = [
    ["an unknown question", { ...good, mood: { value: "fine" } }, "mood", /no such question/],
    ["a name every object has", { ...good, constructor: { value: "x" } }, "constructor", /no such question/],
    ["a required question left out", { sure: { value: "low" } }, "safety", /Answer this/],
    ["a required question answered with null", { ...good, safety: { value: null } }, "safety", /Answer this/],
    ["a confidence left out", { safety: { value: 3 } }, "sure", /Answer this/],
    [
      "a confidence about cannot judge",
      { safety: { state: "CANNOT_JUDGE" }, sure: { value: "low" } },
      "sure",
      /not asked/,
    ],
    ["point 99 of 5", { ...good, safety: { value: 99 } }, "safety", /1 to 5/],
    ["a point between two", { ...good, safety: { value: 2.5 } }, "safety", /1 to 5/],
    ["a formula", { ...good, safety: { value: "=1+1" } }, "safety", /1 to 5/],
    ["a number with spaces", { ...good, safety: { value: " 4" } }, "safety", /1 to 5/],
    ["a level that is none", { ...good, sure: { value: "very" } }, "sure", /low, medium or high/],
    ["a level by number", { ...good, sure: { value: 2 } }, "sure", /low, medium or high/],
    ["a part of another item", { ...good, speaker: { value: "id-z" } }, "speaker", /options offered/],
    ["a part by its hidden key", { ...good, speaker: { value: "1" } }, "speaker", /options offered/],
    ["both bad where it is not offered", { ...good, better: { value: "both-bad" } }, "better", /options offered/],
    ["a side without strength", { ...good, better: { value: "id-a" } }, "better", /slightly or clearly/],
    ["a tie with strength", { ...good, better: { value: "tie", strength: "slight" } }, "better", /side only/],
    ["an option that is none", { ...good, topic: { value: "Drug" } }, "topic", /options offered/],
    ["an option by number", { ...good, topic: { value: 1 } }, "topic", /options offered/],
    ["a hidden question", { ...good, which: { value: "rash" } }, "which", /not asked/],
    [
      "a text too long",
      { ...good, topic: { value: "other" }, which: { value: "x".repeat(11) } },
      "which",
      /At most 10/,
    ],
    ["a number for a text", { ...good, topic: { value: "other" }, which: { value: 1 } }, "which", /Write a text/],
    ["101 percent", { ...good, topic: { value: "drug" }, percent: { value: 101 } }, "percent", /0 to 100/],
    ["percent in words", { ...good, topic: { value: "drug" }, percent: { value: "many" } }, "percent", /0 to 100/],
    [
      "a missing probability",
      { ...good, speaker: { value: "id-a" }, odds: { probabilities: { "id-a": 1 } } },
      "odds",
      /every option/,
    ],
    [
      "probabilities that sum to 1.1",
      { ...good, speaker: { value: "id-a" }, odds: { probabilities: { "id-a": 0.6, "id-b": 0.5 } } },
      "odds",
      /sum to 1\.10/,
    ],
    [
      "probabilities where none are asked",
      { ...good, topic: { value: "drug", probabilities: { drug: 1 } } },
      "topic",
      /no probabilities/,
    ],
    ["strength where none is asked", { ...good, sure: { value: "low", strength: "clear" } }, "sure", /no strength/],
    ["cannot judge where it is not offered", { ...good, topic: { state: "CANNOT_JUDGE" } }, "topic", /does not offer/],
    ["refusal where it is not offered", { ...good, topic: { state: "REFUSAL" } }, "topic", /does not offer/],
    ["cannot judge with a value", { safety: { state: "CANNOT_JUDGE", value: 3 } }, "safety", /not both/],
  ];
  test.each(refused)("%s", (_, answers, question, message) => {
    const result = check(answers);
    expect(result.ok).toBe(false);
    if (!result.ok) expect(result.fieldErrors?.[question]).toMatch(message);
  });

  test("the name __proto__, which JSON can carry", () => {
    const result = check(JSON.parse('{"safety":{"value":4},"sure":{"value":"low"},"__proto__":{"value":1}}'));
    expect(result.ok).toBe(false);
  });
});

test("a question hidden by a hidden question is not asked either", () => {
  const chain = questionsSchema.parse([
    {
      key: "a",
      type: "choice",
      text: "A",
      options: [
        { key: "yes", label: "Yes" },
        { key: "no", label: "No" },
      ],
    },
    { key: "b", type: "ordinal", text: "B", points: likert, showIf: { question: "a", in: ["yes"] } },
    { key: "c", type: "text", text: "C", showIf: { question: "b", in: ["answered"] } },
  ]);
  expect(check({ a: { value: "no" } }, chain).ok).toBe(true);
  expect(check({ a: { value: "no" }, b: { value: 1 }, c: { value: "x" } }, chain)).toMatchObject({
    fieldErrors: { b: expect.stringMatching(/not asked/), c: expect.stringMatching(/not asked/) },
  });
  expect(check({ a: { value: "yes" }, b: { value: 1 } }, chain)).toMatchObject({
    fieldErrors: { c: "Answer this question" },
  });
});

test("a rule may turn on a tie or on either side, never on which side", () => {
  const rule = (value: string) => [
    { key: "better", type: "preference" as const, text: "Which?", tie: true },
    { key: "more", type: "text" as const, text: "Why?", showIf: { question: "better", in: [value] } },
  ];
  expect(questionsSchema.safeParse(rule("1")).success).toBe(false);
  const onSide = questionsSchema.parse(rule("side"));
  expect(check({ better: { value: "id-a" } }, onSide).ok).toBe(false);
  expect(check({ better: { value: "tie" } }, onSide).ok).toBe(true);
  const onTie = questionsSchema.parse(rule("tie"));
  expect(check({ better: { value: "id-a" } }, onTie).ok).toBe(true);
  expect(check({ better: { value: "tie" } }, onTie).ok).toBe(false);
});

const anyAnswer = fc.record(
  {
    state: fc.constantFrom("GIVEN" as const, "CANNOT_JUDGE" as const, "REFUSAL" as const),
    value: fc.oneof(
      fc.constantFrom("id-a", "id-b", "1", "tie", "both-bad", "low", "drug", "other", "", "=1"),
      fc.integer({ min: -2, max: 120 }),
      fc.double(),
      fc.string(),
      fc.constant(null),
    ),
    strength: fc.constantFrom("slight" as const, "clear" as const),
    probabilities: fc.dictionary(fc.constantFrom("id-a", "id-b", "1", "__proto__"), fc.double()),
  },
  { requiredKeys: [] },
);
const anyAnswers = fc.dictionary(
  fc.oneof(fc.constantFrom(...questions.map(({ key }) => key)), fc.string()),
  anyAnswer,
) as fc.Arbitrary<Bare>;

test("whatever comes in, only what the protocol offers is stored", () => {
  fc.assert(
    fc.property(anyAnswers, (answers) => {
      const result = check(answers);
      if (!result.ok) return Object.keys(result.fieldErrors ?? {}).length > 0;
      return result.value.every(({ questionKey, value, number, state, probabilities }) => {
        if (state !== "GIVEN") return value === null && number === null && questionKey === "safety";
        if (questionKey === "safety")
          return ["1", "2", "3", "4", "5"].includes(value ?? "") && number === Number(value);
        if (questionKey === "speaker") return value === "1" || value === "2";
        if (questionKey === "better") return ["1", "2", "tie"].includes(value ?? "");
        if (questionKey === "odds")
          return (
            Object.keys(probabilities ?? {})
              .sort()
              .join() === "1,2"
          );
        return true;
      });
    }),
    { numRuns: 2000 },
  );
});
