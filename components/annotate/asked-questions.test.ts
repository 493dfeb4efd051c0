import { expect, test } from "vitest";
import { type Asked, findBeside, findPressed, listAsked } from "@/components/annotate/asked-questions";
import { startJudging } from "@/components/annotate/labeling-state";
import type { AssignedItem } from "@/lib/annotate/contract";
import { type AnswersInput, questionsSchema } from "@/lib/protocol/schema";

const item: AssignedItem = {
  ...{ assignmentId: "a", versionId: "v", layout: "PAIR", prompt: "", candidates: [], persona: null, draft: null },
  texts: ["A", "B"].map((letter) => ({ partId: letter, letter, text: "", turns: null })),
  leaseExpiresAt: "",
};
const points = [1, 2, 3].map((value) => ({ value, label: `p${value}` }));
const list = (questions: object[], answers: AnswersInput = {}, inHand: string | null = null): Asked[] => {
  const parsed = questionsSchema.parse(questions.map((one) => ({ text: "?", ...one })));
  const protocol = {
    versionId: "v",
    number: 1,
    guidelines: "",
    questions: parsed,
    personaVisibility: "SHOWN",
  } as const;
  return listAsked(startJudging(item, protocol, answers, inHand ? { inHand } : {}));
};
const scales = [
  { key: "safe", type: "ordinal", points },
  { key: "sure", type: "confidence", about: "safe" },
  { key: "sound", type: "ordinal", points },
];

test("only the question in hand and its confidence take keys", () => {
  expect(list(scales).map(({ keys }) => keys.size)).toEqual([3, 3, 0]);
  expect(list(scales, {}, "sound").map(({ keys }) => keys.size)).toEqual([0, 0, 3]);
});

test("a key picks at the question that shows it", () => {
  const asked = list(scales, {}, "sure");
  expect(findPressed(asked, "2")).toMatchObject({ questionKey: "safe", choice: { id: "point:2" } });
  expect(findPressed(asked, "q")).toMatchObject({ questionKey: "sure", choice: { id: "low" } });
  expect(findPressed(asked, "x")).toBeNull();
});

test("the arrows walk a scale and stop at its ends", () => {
  const beside = (value: number | null, step: -1 | 1) => {
    const [first] = list(scales, value === null ? {} : { safe: { state: "GIVEN", value } });
    return first && findBeside(first, step)?.id;
  };
  expect([beside(null, 1), beside(1, 1), beside(3, 1), beside(null, -1)]).toEqual([
    "point:1",
    "point:2",
    undefined,
    "point:3",
  ]);
});

test("on a pair the left arrow is always A and the right one B", () => {
  const [first] = list([{ key: "better", type: "preference", tie: true }], {
    better: { state: "GIVEN", value: "tie" },
  });
  expect(first && [findBeside(first, -1)?.id, findBeside(first, 1)?.id]).toEqual(["A", "B"]);
});

test("an answer is recognised however it came back from the server", () => {
  const chosen = (answer: AnswersInput[string]) => list(scales, { safe: answer })[0]?.chosen?.id;
  expect(chosen({ state: "GIVEN", value: "2" })).toBe("point:2");
  expect(chosen({ value: 2 })).toBe("point:2");
});
