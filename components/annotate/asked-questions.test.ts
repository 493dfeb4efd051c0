import { expect, test } from "vitest";
import { type Arrow, type Asked, findBeside, findPressed, listAsked } from "@/components/annotate/asked-questions";
import { startJudging } from "@/components/annotate/judging";
import type { AssignedItem } from "@/lib/labeling/contract";
import { type AnswerInput, type AnswersInput, questionsSchema } from "@/lib/protocol/schema";

const item: AssignedItem = {
  assignmentId: "a",
  versionId: "v",
  layout: "PAIR",
  prompt: "",
  promptTurns: null,
  candidates: [],
  persona: null,
  draft: null,
  texts: ["A", "B"].map((letter) => ({ partId: letter, letter, text: "", turns: null })),
  leaseExpiresAt: "",
};
const points = [1, 2, 3].map((value) => ({ value, label: `p${value}` }));
const list = (
  questions: object[],
  answers: AnswersInput = {},
  inHand: string | null = null,
  isKeyed = true,
): Asked[] => {
  const parsed = questionsSchema.parse(questions.map((one) => ({ text: "?", ...one })));
  const protocol = {
    versionId: "v",
    number: 1,
    guidelines: [],
    questions: parsed,
    personaVisibility: "SHOWN",
    textStyle: "MARKDOWN",
  } as const;
  return listAsked(startJudging(item, protocol, answers, inHand ? { inHand } : {}), isKeyed);
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
  expect(findPressed(asked, "2")).toMatchObject({ address: "safe", choice: { id: "point:2" } });
  expect(findPressed(asked, "q")).toMatchObject({ address: "sure", choice: { id: "low" } });
  expect(findPressed(asked, "x")).toBeNull();
});

test("the arrows walk from the answer with the focus and go round, as between native radios", () => {
  const beside = (focused: string | null, arrow: Arrow, value?: number) => {
    const [first] = list(
      [{ key: "safe", type: "ordinal", points, cannotJudge: true }],
      value === undefined ? {} : { safe: { item: { state: "GIVEN", value } } },
    );
    return first && findBeside(first, arrow, focused)?.id;
  };
  expect([beside("point:1", "ArrowDown"), beside("point:2", "ArrowLeft"), beside("point:3", "ArrowRight")]).toEqual([
    ...["point:2", "point:1", "cannot-judge"],
  ]);
  expect([beside("cannot-judge", "ArrowDown"), beside("point:1", "ArrowUp")]).toEqual(["point:1", "cannot-judge"]);
  expect([beside(null, "ArrowRight"), beside(null, "ArrowLeft"), beside(null, "ArrowRight", 1)]).toEqual([
    ...["point:1", "cannot-judge", "point:2"],
  ]);
});

test("on a pair the left arrow is always A and the right one B, and down goes on to the tie", () => {
  const [first] = list([{ key: "better", type: "preference", tie: true }], {
    better: { item: { state: "GIVEN", value: "tie" } },
  });
  const to = (arrow: Arrow, focused: string) => first && findBeside(first, arrow, focused)?.id;
  expect([to("ArrowLeft", "tie"), to("ArrowRight", "tie"), to("ArrowDown", "B")]).toEqual(["A", "B", "tie"]);
});

test("nobody who has the keys off is shown any", () => {
  const [first] = list(scales, {}, "safe", false);
  expect([first?.keys.size, first?.isInHand]).toEqual([0, true]);
});

test("an answer is recognised however it came back from the server", () => {
  const chosen = (answer: AnswerInput) => list(scales, { safe: { item: answer } })[0]?.chosen[0]?.id;
  expect(chosen({ state: "GIVEN", value: "2" })).toBe("point:2");
  expect(chosen({ value: 2 })).toBe("point:2");
});
