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
  guidelines: "",
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

test("the first message in the order asked takes the keys, and what it is about is said with its beginning", () => {
  const judging = startJudging(item, protocol, {});
  expect(findFirstError(judging, { "sure@t4": "x", "ok@t4": "x" })).toBe("ok@t4");
  expect(describeTarget("t4", item)).toEqual({ name: "Turn 4", beginning: "That is all." });
  expect(describeTarget("item", item)).toBeNull();
});
