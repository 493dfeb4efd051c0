import { describe, expect, test } from "vitest";
import type { AnswersInput } from "@/lib/protocol/schema";
import { questionsSchema } from "@/lib/protocol/schema";
import { validateAnswers } from "@/lib/protocol/validate-answers";
import { listTargets } from "@/lib/questions/asked-of";
import { kindOf, type Question } from "@/lib/questions/kinds";
import { putMark } from "@/lib/questions/mark-answers";

const categories = ["danger", "tone"].map((key) => ({ key, label: key, description: "" }));
const parse = (given: object) =>
  questionsSchema.safeParse([{ key: "m", type: "marks", text: "What is wrong?", categories, ...given }]);
const make = (given: object = {}): Question[] =>
  questionsSchema.parse([{ key: "m", type: "marks", text: "What is wrong?", categories, ...given }]);

const single = listTargets({ texts: [{ partId: "1", text: "Take 🙂 ten pills", turns: null }], persona: null });
const parts = new Map([["1", "1"]]);
const says = (...keys: string[]) => ({ value: JSON.stringify(keys) });
const marked = says("tone");
const hold = (questions: readonly Question[], answers: AnswersInput, targets = single) =>
  validateAnswers(questions, answers, parts, targets);
const problemOf = (questions: readonly Question[], answers: AnswersInput, targets = single) => {
  const held = hold(questions, answers, targets);
  return held.ok ? null : held.fieldErrors?.m;
};

describe("what is stored of marks", () => {
  test("is each at its place, counted in code points, with the words that stand there", () => {
    const held = hold(make(), {
      m: { item: says("danger", "tone"), "1:5-6": { value: "tone" }, "1:7-10": { value: "danger", quote: "ten" } },
    });
    expect(held).toMatchObject({
      ok: true,
      value: [
        { target: "item", value: '["danger","tone"]' },
        { target: "1:5-6", value: "tone", number: null, quote: "🙂" },
        { target: "1:7-10", value: "danger", quote: "ten" },
      ],
    });
  });

  test("is how severe each is, where that is asked", () => {
    const questions = make({ severities: ["mild", "severe"] });
    expect(hold(questions, { m: { item: says("danger"), "1:7-10": { value: "danger", severity: 2 } } })).toMatchObject({
      value: [{}, { value: "danger", number: 2 }],
    });
    expect(problemOf(questions, { m: { item: says("danger"), "1:7-10": { value: "danger" } } })).toBe(
      "Say how severe “ten” is: mild, severe",
    );
    expect(problemOf(make(), { m: { item: says("danger"), "1:7-10": { value: "danger", severity: 1 } } })).toBe(
      "This question asks for no severity",
    );
  });

  test("is that there are none, which has to be said", () => {
    expect(hold(make(), { m: { item: says() } })).toMatchObject({ value: [{ value: "[]" }] });
    expect(problemOf(make(), {})).toBe("Answer this question");
    expect(problemOf(make(), { m: { item: marked } })).toBe("What is said of the item is not what is marked in it");
    expect(problemOf(make(), { m: { item: { state: "CANNOT_JUDGE" as const }, "1:0-4": { value: "tone" } } })).toMatch(
      /^There are marks/,
    );
  });

  test("may overlap", () => {
    const held = hold(make(), {
      m: { item: says("danger", "tone"), "1:0-10": { value: "tone" }, "1:5-15": { value: "danger" } },
    });
    expect(held).toMatchObject({ ok: true });
  });
});

test.each([
  ["beyond the text", "1:5-99", { value: "tone" }, "A mark lies outside the text"],
  ["in a part that is not there", "2:0-1", { value: "tone" }, "A mark lies outside the text"],
  ["at a turn where words are marked", "t1", { value: "tone" }, "A mark lies outside the text"],
  ["at words that are others by now", "1:7-10", { value: "tone", quote: "two" }, /^The text at a mark is another/],
  ["of no category", "1:7-10", { value: "odd" }, "Say what is marked at “ten”: danger, tone"],
  ["that cannot be judged", "1:7-10", { state: "CANNOT_JUDGE" as const }, /^Say what is marked/],
])("a mark %s is refused in words, and nothing is stored", (_, target, answer, words) => {
  expect(problemOf(make(), { m: { item: marked, [target]: answer } })).toMatch(words);
});

describe("marks of turns", () => {
  const turns = ["user", "assistant", "user", "assistant"].map((speaker, place) => ({
    speaker,
    text: `Turn ${place + 1}`,
  }));
  const dialogue = listTargets({ texts: [{ partId: "1", text: null, turns }], persona: null });

  test("stand at the number of a turn of the persona, with all of it", () => {
    const questions = make({ of: "turns" });
    expect(hold(questions, { m: { item: marked, t4: { value: "tone" } } }, dialogue)).toMatchObject({
      value: [{}, { target: "t4", value: "tone", quote: "Turn 4" }],
    });
    expect(problemOf(questions, { m: { item: marked, t3: { value: "tone" } } }, dialogue)).toBe(
      "There is no such turn",
    );
  });

  test("are one where only the first counts", () => {
    const first = make({ of: "turns", firstOnly: true });
    expect(problemOf(first, { m: { item: marked, t2: { value: "tone" }, t4: { value: "tone" } } }, dialogue)).toBe(
      "Only the first place is to be marked",
    );
  });

  test("words of a turn are counted from where it begins", () => {
    const held = hold(make(), { m: { item: marked, "1:t2:5-6": { value: "tone" } } }, dialogue);
    expect(held).toMatchObject({ value: [{}, { target: "1:t2:5-6", quote: "2" }] });
  });
});

test.each([
  ["two categories of one key", { categories: [...categories, ...categories] }, "categories"],
  ["two steps of one name", { severities: ["bad", "bad"] }, "severities"],
  ["marks asked of each turn", { askedOf: "turn" }, "askedOf"],
])("a protocol may not have %s", (_, given, field) => {
  expect(parse(given).error?.issues.map(({ path }) => path[1])).toEqual([field]);
});

test("setting the first mark says that there are some, taking the last away leaves no answer", () => {
  const one = putMark({}, "m", { value: "tone" }, "1:0-4");
  expect(one).toEqual({ m: { item: { state: "GIVEN", value: '["tone"]' }, "1:0-4": { value: "tone" } } });
  expect(putMark(one, "m", undefined, "1:0-4")).toEqual({});
  expect(putMark({ m: { item: says() } }, "m", undefined, "1:0-4")).toEqual({});
});

test("a file may say it in the words of the categories", () => {
  const [question] = make();
  if (!question) throw new Error("no question");
  const { fromCell, words } = kindOf(question);
  expect(["Nothing", "DANGER", '["tone","danger"]'].map((cell) => fromCell(question, cell))).toEqual([
    "[]",
    "danger",
    '["danger","tone"]',
  ]);
  expect(["[]", '["danger","tone"]', "danger"].map((value) => words(question, value, new Map()))).toEqual([
    "Nothing to mark",
    "danger + tone",
    "danger",
  ]);
});
