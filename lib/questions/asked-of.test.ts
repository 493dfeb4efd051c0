import { describe, expect, test } from "vitest";
import { questionsSchema } from "@/lib/protocol/schema";
import { listAskedAt } from "@/lib/protocol/show-if";
import { validateAnswers } from "@/lib/protocol/validate-answers";
import { addressOf, readAddress } from "@/lib/questions/answers";
import { listTargets } from "@/lib/questions/asked-of";

const id = "0a1b2c3d-0000-4000-8000-000000000001";
const turn = (speaker: string) => ({ speaker, text: "…" });
const dialogue = { partId: id, turns: ["user", "assistant", "user", "assistant"].map(turn) };
const item = { texts: [dialogue], persona: { statements: ["Likes tea.", "Is shy."] } };

describe("what of an item questions can be asked of", () => {
  test("is its responses, the turns that a model speaks, and the persona's statements as shown", () => {
    expect(listTargets(item)).toMatchObject({
      item: ["item"],
      part: [id],
      turn: ["t2", "t4"],
      statement: ["s1", "s2"],
    });
    expect(listTargets({ texts: [], persona: null })).toMatchObject({
      item: ["item"],
      part: [],
      turn: [],
      statement: [],
    });
  });

  test("are the turns of everybody but a user where nobody is called a model, by their place in the whole dialogue", () => {
    const named = {
      partId: id,
      turns: [
        { ...turn("User"), place: 2 },
        { ...turn("Nurse"), place: 3 },
      ],
    };
    expect(listTargets({ texts: [named], persona: null }).turn).toEqual(["t3"]);
  });

  test("are the turns of each of two dialogues, told apart by their parts", () => {
    const other = { ...dialogue, partId: id.replace(/1$/, "2") };
    expect(listTargets({ texts: [dialogue, other], persona: null }).turn).toEqual([
      ...[`${id}:t2`, `${id}:t4`, `${other.partId}:t2`, `${other.partId}:t4`],
    ]);
  });
});

const points = [1, 2, 3].map((value) => ({ value }));
const questions = questionsSchema.parse([
  { key: "whole", type: "ordinal", text: "How good is it?", points },
  {
    key: "ok",
    type: "choice",
    text: "In character?",
    askedOf: "turn",
    options: ["yes", "no"].map((key) => ({ key, label: key })),
  },
  { key: "why", type: "text", text: "Why?", askedOf: "turn", showIf: { question: "ok", in: ["no"] } },
  { key: "holds", type: "ordinal", text: "Does it hold?", points, askedOf: "statement", required: false },
]);
const answers = {
  whole: { item: { value: 2 } },
  ok: { t2: { value: "yes" }, t4: { value: "no" } },
  why: { t4: { value: "It breaks off." } },
  holds: { s2: { value: 3 } },
};
const asked = (given: object) =>
  listAskedAt(questions, given as never, listTargets(item)).map(({ question, target }) =>
    addressOf(question.key, target),
  );
const check = (given: object) => validateAnswers(questions, given as never, new Map([[id, "1"]]), listTargets(item));

describe("questions in a row that are asked of the same", () => {
  test("stand together, target by target, and a rule turns on the answer at its own target", () => {
    expect(asked(answers)).toEqual(["whole", "ok@t2", "ok@t4", "why@t4", "holds@s1", "holds@s2"]);
    expect(asked({ ok: { t2: { value: "no" } } })).toEqual([
      "whole",
      "ok@t2",
      "why@t2",
      "ok@t4",
      "holds@s1",
      "holds@s2",
    ]);
  });

  test("go by an address that is read back", () => {
    expect([readAddress("ok@t4"), readAddress("ok")]).toEqual([
      { question: "ok", target: "t4" },
      { question: "ok", target: "item" },
    ]);
  });
});

describe("answers at targets", () => {
  test("are stored where they stand", () => {
    const checked = check(answers);
    expect(checked.ok && checked.value.map(({ questionKey, target, value }) => [questionKey, target, value])).toEqual([
      ["whole", "item", "2"],
      ["ok", "t2", "yes"],
      ["ok", "t4", "no"],
      ["why", "t4", "It breaks off."],
      ["holds", "s2", "3"],
    ]);
  });

  test("of a response are stored by its key", () => {
    const [of] = questionsSchema.parse([{ key: "ok", type: "number", text: "How many?", askedOf: "part" }]);
    const parts = new Map([[id, "1"]]);
    const checked = of && validateAnswers([of], { ok: { [id]: { value: 4 } } }, parts, listTargets(item));
    expect(checked).toMatchObject({ ok: true, value: [{ target: "1", value: "4" }] });
  });

  test("of a turn of one of two dialogues are stored by the key of its part", () => {
    const [of] = questionsSchema.parse([{ key: "ok", type: "number", text: "How many?", askedOf: "turn" }]);
    const [first, second] = [id, id.replace(/1$/, "2")];
    const said = { turns: [turn("assistant")] };
    const targets = listTargets({
      texts: [
        { ...said, partId: second },
        { ...said, partId: first },
      ],
      persona: null,
    });
    const keys = new Map([
      [first, "1"],
      [second, "2"],
    ]);
    const given = { ok: { [`${first}:t1`]: { value: 4 }, [`${second}:t1`]: { value: 5 } } };
    expect(of && validateAnswers([of], given, keys, targets)).toMatchObject({
      ok: true,
      value: [
        { target: "2:t1", value: "5" },
        { target: "1:t1", value: "4" },
      ],
    });
  });

  test("that are missing, or stand where nothing is asked, are told by question and target", () => {
    const { t4: _, ...onlyFirst } = answers.ok;
    expect(check({ ...answers, ok: onlyFirst })).toMatchObject({
      fieldErrors: {
        "ok@t4": "Answer this question",
        "why@t4": "With the other answers as they are, this is not asked",
      },
    });
    expect(check({ ...answers, ok: { ...answers.ok, t3: { value: "yes" } } })).toMatchObject({
      fieldErrors: { "ok@t3": "This question is asked about each turn of the persona" },
    });
    expect(check({ ...answers, whole: { ...answers.whole, t2: { value: 1 } } })).toMatchObject({
      fieldErrors: { "whole@t2": "This question is asked about the item as a whole" },
    });
  });
});

test("a rule or a confidence about what is asked of something else is told at its field, and so is a preference", () => {
  const told = (more: object) =>
    questionsSchema
      .safeParse([...questions, { key: "x", text: "?", ...more }])
      .error?.issues.map(({ path }) => path.join("."));
  const levels = { type: "confidence", about: "ok" };
  expect(told({ type: "text", showIf: { question: "ok", in: ["no"] } })).toEqual(["4.showIf"]);
  expect(told({ type: "text", askedOf: "statement", showIf: { question: "whole", in: ["1"] } })).toBeUndefined();
  expect(told({ ...levels })).toEqual(["4.askedOf"]);
  expect(told({ ...levels, askedOf: "turn" })).toBeUndefined();
  expect(told({ type: "preference", askedOf: "part" })).toEqual(["4.askedOf"]);
});
