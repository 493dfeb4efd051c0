import fc from "fast-check";
import { expect, test } from "vitest";
import { mapValue } from "@/lib/formats/values/map-label";
import { describeChanges } from "@/lib/protocol/describe-changes";
import { addQuestion } from "@/lib/protocol/edit-questions";
import { questionsSchema } from "@/lib/protocol/schema";
import { validateAnswers } from "@/lib/protocol/validate-answers";
import { atItem } from "@/lib/questions/answers";
import { questionScale } from "@/lib/questions/question-scale";

const questions = questionsSchema.parse([
  { key: "count", type: "number", text: "How many errors?", maximum: 20 },
  { key: "dose", type: "number", text: "Which dose?", minimum: 0.5, maximum: 4, step: 0.1, isWhole: false, unit: "mg" },
]);
const [count, dose] = questions;
if (!count || !dose) throw new Error("no questions");
const noParts = new Map<string, string>();
const check = (value: number | string, key = "count") =>
  validateAnswers(questions, atItem({ count: { value: 1 }, dose: { value: 1 }, [key]: { value } }), noParts);

test("a number between the bounds is stored as text and as a number, in one spelling", () => {
  for (const value of [7, "7", "7.0", " 7 "]) {
    const checked = check(value);
    expect(checked.ok && checked.value[0]).toMatchObject({ questionKey: "count", value: "7", number: 7 });
  }
  expect(check(-0)).toMatchObject({ ok: true, value: [{ value: "0" }, {}] });
});

test.each([
  [21, "count", "Give a number from 0 to 20, a whole number"],
  [-1, "count", "Give a number from 0 to 20, a whole number"],
  [2.5, "count", "Give a number from 0 to 20, a whole number"],
  ["many", "count", "Give a number from 0 to 20, a whole number"],
  [0.55, "dose", "Give a number from 0.5 to 4 mg, in steps of 0.1 from 0.5"],
])("%j is refused, and what is taken is said", (value, key, message) => {
  expect(check(value, key)).toMatchObject({ ok: false, fieldErrors: { [key]: message } });
});

test("every multiple of a step is on it, whatever a computer makes of tenths", () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 35 }), (steps) => {
      expect(check(0.5 + steps * 0.1, "dose").ok).toBe(true);
      expect(check(Number((0.5 + steps * 0.1).toFixed(1)), "dose").ok).toBe(true);
    }),
  );
});

test("bounds the wrong way round and a step wider than them are told at their field", () => {
  const told = (fields: object) => {
    const parsed = questionsSchema.safeParse([{ key: "n", type: "number", text: "How many?", ...fields }]);
    return parsed.error?.issues.map(({ path, message }) => [path.join("."), message]);
  };
  expect(told({ minimum: 5, maximum: 5 })).toEqual([["0.maximum", "The largest number has to be above the smallest"]]);
  expect(told({ maximum: 10, step: 11 })).toEqual([["0.step", "The step is wider than the whole range"]]);
  expect(told({ step: 0 })).toEqual([["0.step", "A step is above 0"]]);
});

test("a file may write the unit and any spelling of a number; what is outside is a problem in words", () => {
  const read = (value: string) => mapValue(dose, questions, undefined, value);
  expect([read("1.50 mg"), read("1.5MG"), read("1.5")].map((one) => one.ok && one.value)).toEqual(
    Array(3).fill({ state: "GIVEN", value: "1.5", number: 1.5 }),
  );
  expect(read("9 mg")).toMatchObject({
    ok: false,
    reason: '"9" does not answer "dose": it takes 0.5 to 4 mg, in steps of 0.1 from 0.5',
  });
  const flipped = mapValue(count, questions, { map: {}, threshold: null, flip: true }, "3");
  expect(flipped).toMatchObject({ ok: true, value: { value: "17" } });
});

test("its categories are the numbers that were given, in order, compared as numbers", () => {
  const scale = questionScale(dose, { listGiven: () => ["2", "0.5", "10", "2.0", "x", "1.5"] });
  expect(scale).toEqual({
    kind: "interval",
    isOpen: true,
    categories: [0.5, 1.5, 2],
    labels: ["0.5 mg", "1.5 mg", "2 mg"],
  });
});

test("a new one can be asked as it is, and what changes between versions is said", () => {
  const fresh = addQuestion([], "number");
  expect(questionsSchema.safeParse(fresh).success).toBe(true);
  const protocol = { guidelines: "", personaVisibility: "SHOWN" as const, textStyle: "MARKDOWN" as const };
  const after = fresh.map((question) => ({ ...question, maximum: 10, unit: "days" }));
  expect(describeChanges({ ...protocol, questions: fresh }, { ...protocol, questions: after })).toEqual([
    "“How many?”: 0 to 10 days, a whole number instead of 0 to 100, a whole number; in days",
  ]);
});
