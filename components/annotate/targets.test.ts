import { expect, test } from "vitest";
import { findPressed, listAsked } from "@/components/annotate/asked-questions";
import { answersToSend, findFirstError, pickChoice, startJudging } from "@/components/annotate/judging";
import { describeTarget } from "@/components/annotate/target-words";
import type { AssignedItem } from "@/lib/labeling/contract";
import { questionsSchema } from "@/lib/protocol/schema";

const turns = [
  { speaker: "user", text: "Good morning." },
  { speaker: "assistant", text: "Hello." },
  { speaker: "user", text: "And?" },
  { speaker: "assistant", text: "That is all." },
];
const item: AssignedItem = {
  assignmentId: "a",
  versionId: "v",
  layout: "TRANSCRIPT",
  prompt: "",
  promptTurns: null,
  candidates: [],
  persona: null,
  draft: null,
  leaseExpiresAt: "",
  texts: [{ partId: "p", letter: null, text: null, turns }],
};
const questions = questionsSchema.parse([
  { key: "ok", type: "ordinal", text: "In character?", askedOf: "turn", points: [1, 2, 3].map((value) => ({ value })) },
  { key: "sure", type: "confidence", text: "Sure?", about: "ok", askedOf: "turn" },
  { key: "whole", type: "text", text: "Remarks", required: false },
]);
const protocol = {
  versionId: "v",
  number: 1,
  guidelines: [],
  questions,
  ...({ personaVisibility: "SHOWN", textStyle: "MARKDOWN" } as const),
};

test("keys go on from turn to turn, and belong to the turn in hand with its confidence", () => {
  let judging = startJudging(item, protocol, {});
  expect(judging.inHand).toBe("ok@t2");
  const way = ["1", "e", "3", "q"].map((key) => {
    const pressed = findPressed(listAsked(judging), key);
    if (!pressed?.choice) throw new Error(`${key} does nothing at ${judging.inHand}`);
    judging = pickChoice(judging, { address: pressed.address, choice: pressed.choice, isAdvancing: true });
    return judging.inHand;
  });
  expect(way).toEqual(["sure@t2", "ok@t4", "sure@t4", "whole"]);
  expect(answersToSend(judging)).toEqual({
    ok: { t2: { state: "GIVEN", value: 1 }, t4: { state: "GIVEN", value: 3 } },
    sure: { t2: { state: "GIVEN", value: "high" }, t4: { state: "GIVEN", value: "low" } },
  });
});

test("a turn of one of two dialogues is called by its response, and begins as that one does", () => {
  const other = [
    { speaker: "user", text: "Hm." },
    { speaker: "assistant", text: "Good evening." },
  ];
  const pair: AssignedItem = {
    ...item,
    layout: "PAIR",
    texts: [
      { partId: "11111111-0000-4000-8000-000000000001", letter: "A", text: null, turns },
      { partId: "11111111-0000-4000-8000-000000000002", letter: "B", text: null, turns: other },
    ],
  };
  const asked = listAsked(startJudging(pair, protocol, {})).map(({ target }) => describeTarget(target, pair));
  expect(asked.map((one) => one && `${one.name}: ${one.beginning}`)).toEqual([
    ...["Response A, turn 2: Hello.", "Response A, turn 2: Hello."],
    ...["Response A, turn 4: That is all.", "Response A, turn 4: That is all."],
    ...["Response B, turn 2: Good evening.", "Response B, turn 2: Good evening."],
    null,
  ]);
});

test("the first message in the order asked takes the keys, and what it is about is said with its beginning", () => {
  const judging = startJudging(item, protocol, {});
  expect(findFirstError(judging, { "sure@t4": "x", "ok@t4": "x" })).toBe("ok@t4");
  expect(describeTarget("t4", item)).toEqual({ name: "Turn 4", beginning: "That is all." });
  expect(describeTarget("item", item)).toBeNull();
});
