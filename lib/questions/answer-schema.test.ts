import { expect, test } from "vitest";
import { answerInputSchema, answersInputSchema } from "@/lib/questions/answer-schema";

const takes = (answer: object) => answerInputSchema.safeParse(answer).success;

test("what is not said of an answer is that it was given, without a value", () => {
  expect(answerInputSchema.parse({})).toEqual({ state: "GIVEN", value: null });
});

test("a text of twenty thousand signs is taken, and none that is longer", () => {
  expect([20_000, 20_001].map((length) => takes({ value: "x".repeat(length) }))).toEqual([true, false]);
});

test("a share is between 0 and 1, of an option whose name has a hundred signs at most", () => {
  expect([-0.001, 0, 0.5, 1, 1.001].map((share) => takes({ probabilities: { a: share } }))).toEqual([
    ...[false, true, true, true, false],
  ]);
  expect([100, 101].map((length) => takes({ probabilities: { ["x".repeat(length)]: 1 } }))).toEqual([true, false]);
});

test("a question's key has forty signs at most, a target's eighty", () => {
  const takesKeys = (question: number, target: number) =>
    answersInputSchema.safeParse({ ["q".repeat(question)]: { ["t".repeat(target)]: { value: "a" } } }).success;
  expect([takesKeys(40, 80), takesKeys(41, 80), takesKeys(40, 81)]).toEqual([true, false, false]);
});
