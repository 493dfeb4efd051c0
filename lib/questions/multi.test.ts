import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { listChoices, listChosen, pickAnswer } from "@/components/annotate/choices";
import { mapValue } from "@/lib/formats/values/map-label";
import { describeChanges } from "@/lib/protocol/describe-changes";
import { addQuestion } from "@/lib/protocol/edit-questions";
import { type AnswerInput, questionsSchema } from "@/lib/protocol/schema";
import { listAskedQuestions } from "@/lib/protocol/show-if";
import { validateAnswers } from "@/lib/protocol/validate-answers";
import { atItem } from "@/lib/questions/answers";
import { kindOf } from "@/lib/questions/kinds";
import { questionScale } from "@/lib/questions/question-scale";
import { readSet, writeSet } from "@/lib/questions/sets";

const options = ["joy", "anger", "fear"].map((key) => ({
  key,
  label: `${key.charAt(0).toUpperCase()}${key.slice(1)}`,
}));
const questions = questionsSchema.parse([
  { key: "emotions", type: "multi", text: "Which emotions?", options, minimum: 0, maximum: 2, cannotJudge: true },
  { key: "how-angry", type: "text", text: "Why?", required: false, showIf: { question: "emotions", in: ["anger"] } },
  { key: "could", type: "multi", text: "Who could it be?", options: "item", everyRight: true, required: false },
]);
const [emotions, , could] = questions;
if (!emotions || !could) throw new Error("no questions");
const parts = new Map([
  ["id-one", "1"],
  ["id-two", "2"],
  ["id-ten", "10"],
]);
const check = (value: string, key = "emotions") =>
  validateAnswers(questions, atItem({ emotions: { value: "[]" }, [key]: { value } }), parts);
const stored = (value: string, key = "emotions") => {
  const checked = check(value, key);
  return checked.ok ? checked.value.find(({ questionKey }) => questionKey === key)?.value : checked.fieldErrors;
};

describe("a set", () => {
  test("has one spelling, whatever the order and however often an option is named", () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom("joy", "anger", "10", "2", "1", "10-plus", "02")), (keys) => {
        expect(writeSet(keys)).toBe(writeSet([...keys, ...keys].reverse()));
        expect(new Set(readSet(writeSet(keys)))).toEqual(new Set(keys));
      }),
    );
    expect(writeSet(["10", "2", "1"])).toBe('["1","2","10"]');
    expect([readSet("joy"), readSet("[1]"), readSet('["a"'), readSet(null)]).toEqual([null, null, null, null]);
  });

  test("is stored in that spelling, an item's options by their number", () => {
    expect(stored('["joy","anger","joy"]')).toBe('["anger","joy"]');
    expect(stored("[]")).toBe("[]");
    expect(stored('["id-ten","id-two"]', "could")).toBe('["2","10"]');
  });

  test.each([
    ['["joy","anger","fear"]', "emotions", "Choose at most 2; 3 are chosen"],
    ['["envy"]', "emotions", "Choose one of the options offered"],
    ["joy", "emotions", "Choose one of the options offered"],
    ["[]", "could", "Choose at least 1; none is chosen"],
    ['["3"]', "could", "Choose one of the options offered"],
  ])("%s is refused, and what is taken is said", (value, key, message) => {
    expect(stored(value, key)).toEqual({ [key]: message });
  });

  test("an item with fewer options than have to be chosen can be answered with all of them", () => {
    const three = questionsSchema.parse([{ key: "could", type: "multi", text: "Who?", options: "item", minimum: 4 }]);
    const value = writeSet(parts.keys());
    expect(validateAnswers(three, atItem({ could: { value } }), parts).ok).toBe(true);
    expect(validateAnswers(three, atItem({ could: { value: '["id-one"]' } }), parts)).toMatchObject({
      fieldErrors: { could: "Choose at least 3; 1 is chosen" },
    });
  });

  test("of the question's own options as many have to be chosen, whatever parts the item has", () => {
    const options = ["joy", "anger", "fear"].map((key) => ({ key, label: key }));
    const two = questionsSchema.parse([{ key: "felt", type: "multi", text: "What?", options, minimum: 2 }]);
    const onePart = new Map([["1", "1"]]);
    expect(validateAnswers(two, atItem({ felt: { value: '["joy"]' } }), onePart)).toMatchObject({
      fieldErrors: { felt: "Choose at least 2; 1 is chosen" },
    });
  });
});

test("bounds that nobody can meet are told at their field", () => {
  const told = (fields: object) =>
    questionsSchema
      .safeParse([{ key: "m", type: "multi", text: "Which?", options, ...fields }])
      .error?.issues.map(({ path, message }) => [path.join("."), message]);
  expect(told({ minimum: 3, maximum: 2 })).toEqual([["0.maximum", "The most may not be less than the least"]]);
  expect(told({ minimum: 4 })).toEqual([["0.minimum", "There are only 3 options"]]);
  expect(told({ minimum: 1.5 })).toEqual([["0.minimum", "Write a whole number"]]);
});

test("shares that sum to one are not asked of answers that may be right together", () => {
  const sure = { key: "sure", type: "confidence", text: "How sure?", about: "emotions" };
  const told = questionsSchema.safeParse([...questions, { ...sure, scale: "probabilities" }]).error?.issues;
  expect(told?.map(({ path }) => path.join("."))).toEqual(["3.scale"]);
  expect(questionsSchema.safeParse([...questions, { ...sure, scale: "percent" }]).success).toBe(true);
});

test("a rule about an option holds where the set contains it, and none of them is an answer to wait for", () => {
  const asks = (value: string) =>
    listAskedQuestions(questions, atItem({ emotions: { value } })).some(({ key }) => key === "how-angry");
  expect([asks('["anger"]'), asks('["anger","joy"]'), asks('["joy"]'), asks("[]")]).toEqual([true, true, false, false]);
  expect(kindOf(emotions).listRuleValues(emotions)).toEqual(["joy", "anger", "fear", "[]"]);
});

describe("picking", () => {
  const item = { texts: [], candidates: [] };
  const choices = listChoices(emotions, item);
  const pick = (answer: AnswerInput | undefined, id: string) => {
    const choice = choices.find((one) => one.id === id);
    if (!choice) throw new Error(`no choice ${id}`);
    return pickAnswer(emotions, answer, choice);
  };
  const chosen = (answer: AnswerInput | undefined) => listChosen(emotions, choices, answer).map(({ id }) => id);

  test("takes each option in and out, and the last one out leaves no answer", () => {
    const joy = pick(undefined, "option:joy");
    const both = pick(joy, "option:anger");
    expect([chosen(joy), chosen(both)]).toEqual([["option:joy"], ["option:joy", "option:anger"]]);
    expect(both).toEqual({ state: "GIVEN", value: '["anger","joy"]' });
    expect(pick(pick(both, "option:joy"), "option:anger")).toBeUndefined();
  });

  test("none of them, and what stands apart, stand alone and are taken back by themselves", () => {
    const none = pick(pick(undefined, "option:joy"), "none");
    expect(chosen(none)).toEqual(["none"]);
    expect(chosen(pick(none, "option:fear"))).toEqual(["option:fear"]);
    expect(pick(none, "none")).toBeUndefined();
    const apart = pick(none, "cannot-judge");
    expect(chosen(apart)).toEqual(["cannot-judge"]);
    expect(chosen(pick(apart, "option:joy"))).toEqual(["option:joy"]);
    expect(pick(apart, "cannot-judge")).toBeUndefined();
  });

  test("offers 0 for none of them, and says beforehand how many may be chosen", () => {
    expect(choices.map(({ wish }) => wish)).toEqual(["1", "2", "3", "0", "c"]);
    expect(kindOf(emotions).hint(emotions)).toBe("Choose up to 2, or none");
    expect(kindOf(could).hint(could)).toBe("Mark every answer that could be right: one or more");
  });
});

describe("a file", () => {
  const read = (value: string, question = emotions) => {
    const mapped = mapValue(question, questions, undefined, value);
    return mapped.ok ? mapped.value.value : mapped.reason;
  };

  test.each(['["joy", "anger"]', "['anger', 'joy']", "anger|joy", "Joy; ANGER", "joy, anger", "anger;joy;"])(
    "may write a set as %s",
    (cell) => {
      expect(read(cell)).toBe('["anger","joy"]');
    },
  );

  test("may name one option, or say that there is none", () => {
    expect([read("Fear"), read("[]"), read("none"), read("(none)")]).toEqual(['["fear"]', "[]", "[]", "[]"]);
  });

  test("that names another option, or too many, is told what is taken", () => {
    const takes = "it takes up to 2, or none of joy, anger, fear, as a JSON list or with ; or | between";
    expect(read("joy|envy")).toBe(`"joy|envy" does not answer "emotions": ${takes}`);
    expect(read("joy|anger|fear")).toContain(takes);
  });

  test("names an item's options by number or text, which may hold a comma", () => {
    expect(read("3, 1", could)).toBe('["1","3"]');
    expect(read("Smith, John", could)).toBe('["Smith, John"]');
    expect(read("Smith, John; 2", could)).toBe('["2","Smith, John"]');
  });
});

test("its categories are the sets that were given, with what each holds, and other values are off the scale", () => {
  const given = ['["anger","joy"]', "[]", '["joy"]', '["envy"]', "joy", '["anger","fear","joy"]'];
  expect(questionScale(emotions, { listGiven: () => given })).toEqual({
    kind: "set",
    isOpen: true,
    categories: ['["anger","joy"]', '["joy"]', "[]"],
    labels: ["Anger + Joy", "Joy", "None of them"],
    sets: { members: [["anger", "joy"], ["joy"], []], options },
  });
  expect(questionScale(could, { listGiven: () => ['["1","10"]'] })).toMatchObject({
    kind: "own-options",
    labels: ["Option 1 + Option 10"],
    sets: { options: null },
  });
});

test("a new one can be asked as it is, and what changes between versions is said", () => {
  const fresh = addQuestion([], "multi");
  expect(questionsSchema.safeParse(fresh).success).toBe(true);
  const protocol = { guidelines: "", personaVisibility: "SHOWN" as const, textStyle: "MARKDOWN" as const };
  const after = fresh.map((question) => ({ ...question, minimum: 0, maximum: 1, everyRight: true }));
  expect(describeChanges({ ...protocol, questions: fresh }, { ...protocol, questions: after })).toEqual([
    "“Which of these apply?”: up to 1, or none may be chosen instead of one or more; every answer that could be right is marked",
  ]);
});
