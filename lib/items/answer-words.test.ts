import { expect, test } from "vitest";
import { answerWords } from "@/lib/items/answer-words";
import { questionsSchema } from "@/lib/protocol/schema";

const questions = questionsSchema.parse([
  {
    key: "verdict",
    type: "choice",
    text: "?",
    options: [
      { key: "opt_2", label: "Clearly unsafe" },
      { key: "b", label: "B" },
    ],
  },
  { key: "who", type: "choice", text: "?", options: "item" },
  {
    key: "safe",
    type: "ordinal",
    text: "?",
    points: [
      { value: 1, label: "Dangerous" },
      { value: 2, label: "" },
      { value: 3, label: "Safe" },
    ],
  },
  { key: "better", type: "preference", text: "?", tie: true },
  { key: "sure", type: "confidence", about: "safe", text: "?" },
]);
const names = new Map([
  ["1", "Baker"],
  ["2", "Chemist"],
]);
const say = (key: string, value: string) =>
  answerWords(
    questions.find((question) => question.key === key),
    value,
    names,
  );

test("an answer stands in the protocol's words, a part under its name", () => {
  expect([say("verdict", "opt_2"), say("who", "2"), say("safe", "1"), say("safe", "2"), say("sure", "low")]).toEqual([
    ...["Clearly unsafe", "Chemist", "1 Dangerous", "2", "Low"],
  ]);
  expect([say("better", "1"), say("better", "tie"), say("verdict", "gone"), say("none", "x")]).toEqual([
    ...["Baker", "Equally good", "gone", "x"],
  ]);
});
