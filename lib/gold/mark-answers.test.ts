import { expect, test } from "vitest";
import { type GivenAnswer, markAnswers, readTruth } from "@/lib/gold/mark-answers";
import { questionsSchema } from "@/lib/protocol/schema";

const options = ["yes", "no"].map((key) => ({ key, label: key }));
const questions = questionsSchema.parse([
  { key: "safe", type: "ordinal", text: "?", points: [1, 2, 3, 4, 5].map((value) => ({ value })) },
  { key: "shares", type: "number", text: "?", min: 0, max: 1, step: 0.1 },
  { key: "ok", type: "choice", text: "?", options },
  { key: "better", type: "preference", text: "?", tie: true },
  { key: "why", type: "text", text: "?" },
]);
const given = (values: Record<string, string>): GivenAnswer[] =>
  Object.entries(values).map(([questionKey, value]) => ({ questionKey, target: "item", state: "GIVEN", value }));
const right = (truth: Record<string, string>, values: Record<string, string>, within = 0) =>
  markAnswers(questions, truth, given(values), within).map(({ question, isRight }) => `${question} ${isRight}`);

test("each question whose answer is known is right or not, in the order in which it is asked", () => {
  expect(right({ ok: "yes", safe: "4" }, { ok: "yes", safe: "3", better: "1" })).toEqual(["safe false", "ok true"]);
});

test("on scales and numbers an answer is right within the points that the study allows, elsewhere only the right one is", () => {
  expect(right({ safe: "4" }, { safe: "3" }, 1)).toEqual(["safe true"]);
  expect(right({ safe: "4" }, { safe: "2" }, 1)).toEqual(["safe false"]);
  expect(right({ shares: "0.3" }, { shares: "0.1" }, 0.2)).toEqual(["shares true"]);
  // Sides go by numbers and are one apart all the same.
  expect(right({ better: "1" }, { better: "2" }, 1)).toEqual(["better false"]);
  expect(right({ better: "tie" }, { better: "1" }, 1)).toEqual(["better false"]);
});

test("no answer is not right, nor is one that judges nothing or is about a part", () => {
  expect(right({ ok: "yes" }, {})).toEqual(["ok false"]);
  const others: GivenAnswer[] = [
    { questionKey: "ok", target: "1", state: "GIVEN", value: "yes" },
    { questionKey: "ok", target: "item", state: "CANNOT_JUDGE", value: null },
  ];
  expect(markAnswers(questions, { ok: "yes" }, others, 0)).toEqual([{ question: "ok", isRight: false }]);
});

test("remarks have no right answer, and what is known of other protocols' questions asks nothing", () => {
  expect(right({ why: "because", gone: "1" }, { why: "because" })).toEqual([]);
});

test("a stored truth is read as texts, whatever stands there", () => {
  expect([readTruth(null), readTruth({ a: 4, b: null, c: "x" })]).toEqual([{}, { a: "4", c: "x" }]);
});
