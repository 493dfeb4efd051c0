import fc from "fast-check";
import { expect, test } from "vitest";
import { assignKeys, groupOf, nameKey, reservedKeys } from "@/components/annotate/assign-keys";
import { listChoices } from "@/components/annotate/choices";
import type { Question } from "@/lib/questions/kinds";
import { questionSchema } from "@/lib/questions/question-schema";

const pair = {
  texts: ["A", "B"].map((letter) => ({ partId: `part-${letter}`, letter, text: "", turns: null })),
  candidates: [],
};

const ask = (...given: unknown[]) => {
  const questions = given.map((one) => questionSchema.parse({ text: "?", ...(one as object) }));
  const keys = assignKeys(questions.map((question) => ({ question, choices: listChoices(question, pair) })));
  return (key: string) => [...(keys.get(key)?.entries() ?? [])];
};
const points = (...values: number[]) => values.map((value) => ({ value, label: `p${value}` }));

test("a scale takes its own digits, from 0 too", () => {
  expect(ask({ key: "harm", type: "ordinal", points: points(0, 1, 2, 3) })("harm")).toEqual([
    ["point:0", "0"],
    ["point:1", "1"],
    ["point:2", "2"],
    ["point:3", "3"],
  ]);
});

test("a digit never stands for another number", () => {
  const keys = ask({ key: "lean", type: "ordinal", points: points(-1, 0, 1) })("lean");
  expect(keys.map(([, key]) => key)).toEqual(["a", "d", "f"]);
});

test("ten on a scale of 0 to 10 takes a letter", () => {
  const keys = ask({ key: "goal", type: "ordinal", points: points(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10) })("goal");
  expect(new Map(keys).get("point:10")).toBe("a");
});

test("sides, tie and both bad have the keys that raters know", () => {
  expect(ask({ key: "better", type: "preference", tie: true, bothBad: true })("better")).toEqual([
    ["part-A", "1"],
    ["part-B", "2"],
    ["tie", "t"],
    ["both-bad", "b"],
  ]);
});

test("strength makes four keys of two, from left to right", () => {
  expect(ask({ key: "better", type: "preference", tie: true, strength: true })("better")).toEqual([
    ["part-A:clear", "1"],
    ["part-A:slight", "2"],
    ["tie", "t"],
    ["part-B:slight", "3"],
    ["part-B:clear", "4"],
  ]);
});

test("a question and its confidence can be answered without moving", () => {
  const keys = ask(
    { key: "safe", type: "ordinal", points: points(1, 2, 3), cannotJudge: true, refusal: true },
    { key: "sure", type: "confidence", about: "safe" },
    { key: "why", type: "text", required: false },
  );
  expect(keys("sure").map(([, key]) => key)).toEqual(["q", "w", "e"]);
  expect(keys("safe").slice(-2)).toEqual([
    ["refusal", "r"],
    ["cannot-judge", "c"],
  ]);
  expect(keys("why")).toEqual([["write", "n"]]);
});

const anyQuestions = fc.array(
  fc.oneof(
    fc.record({
      type: fc.constant("choice"),
      cannotJudge: fc.boolean(),
      options: fc
        .integer({ min: 2, max: 26 })
        .map((n) => Array.from({ length: n }, (_, i) => ({ key: `o${i}`, label: "x" }))),
    }),
    fc.record({
      type: fc.constant("preference"),
      tie: fc.boolean(),
      bothBad: fc.boolean(),
      strength: fc.boolean(),
      cannotJudge: fc.boolean(),
    }),
    fc.record({ type: fc.constant("confidence"), about: fc.constant("q0"), cannotJudge: fc.boolean() }),
    fc.record({
      type: fc.constant("ordinal"),
      refusal: fc.boolean(),
      cannotJudge: fc.boolean(),
      points: fc
        .uniqueArray(fc.integer({ min: -20, max: 20 }), { minLength: 2, maxLength: 11 })
        .map((values) => points(...values.sort((a, b) => a - b))),
    }),
  ),
  { minLength: 1, maxLength: 6 },
);

test("no two keys of a group are the same, and none is reserved", () => {
  fc.assert(
    fc.property(anyQuestions, (given) => {
      const questions: Question[] = given.map((one, index) =>
        questionSchema.parse({ ...one, key: `q${index}`, text: "?" }),
      );
      const keys = assignKeys(questions.map((question) => ({ question, choices: listChoices(question, pair) })));
      for (const group of new Set(questions.map((question) => groupOf({ question })))) {
        const all = questions
          .filter((question) => groupOf({ question }) === group)
          .flatMap(({ key }) => [...(keys.get(key)?.values() ?? [])]);
        expect(new Set(all).size).toBe(all.length);
        expect(all.some((key) => reservedKeys.some((reserved) => reserved === key))).toBe(false);
      }
    }),
  );
});

test("every option of the longest list has a key", () => {
  const options = Array.from({ length: 26 }, (_, index) => ({ key: `o${index}`, label: "x" }));
  const keys = ask(
    { key: "which", type: "choice", options, cannotJudge: true },
    { key: "sure", type: "confidence", about: "which" },
  );
  expect(keys("which")).toHaveLength(27);
});

test.each([
  ["a capital", { key: "Q", code: "KeyQ", shiftKey: false }, "q"],
  ["a Cyrillic letter by its place", { key: "й", code: "KeyQ", shiftKey: false }, "q"],
  ["the digit row of a French keyboard", { key: "&", code: "Digit1", shiftKey: false }, "1"],
  ["a French A by what is printed", { key: "a", code: "KeyQ", shiftKey: false }, "a"],
  ["an exclamation mark is no 1", { key: "!", code: "Digit1", shiftKey: true }, "!"],
  ["the keypad", { key: "4", code: "Numpad4", shiftKey: false }, "4"],
  ["a named key", { key: "Enter", code: "Enter", shiftKey: false }, "Enter"],
])("%s is read", (_, press, expected) => {
  expect(nameKey(press)).toBe(expected);
});
