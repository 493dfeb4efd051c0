import fc from "fast-check";
import { expect, test } from "vitest";
import { answersInputSchema } from "@/lib/questions/answer-schema";
import { addressAnswers, addressOf, atItem, findAnswer, listAnswers, putAnswer } from "@/lib/questions/answers";

const answer = fc.oneof(
  fc.record({ value: fc.oneof(fc.string(), fc.integer()) }),
  fc.record({ state: fc.constantFrom("GIVEN" as const, "CANNOT_JUDGE" as const), value: fc.constant(null) }),
  fc.constant({ state: "GIVEN" as const, value: "a", strength: "clear" as const }),
  fc.constant({ probabilities: { a: 0.25, b: 0.75 } }),
);
const question = fc.constantFrom("safe", "value", "probabilities", "state");
const target = fc.constantFrom("item", "1", "t4", "s2", "1:3-9");

test("answers from before there were targets are about the item; answers with targets stay as they are", () => {
  fc.assert(
    fc.property(fc.dictionary(question, answer), (old) => {
      expect(addressAnswers(old)).toEqual(atItem(old));
    }),
  );
  fc.assert(
    fc.property(fc.dictionary(question, fc.dictionary(target, answer)), (answers) => {
      expect(addressAnswers(answers)).toEqual(answers);
    }),
  );
});

test("what is no answer in either form is refused", () => {
  const isTaken = (answers: unknown) => answersInputSchema.safeParse(answers).success;
  expect([isTaken({ safe: { value: 1 } }), isTaken({ safe: { item: { value: 1 } } }), isTaken({})]).toEqual([
    ...[true, true, true],
  ]);
  const others = [null, [], "safe", { safe: 1 }, { safe: null }, { safe: { item: { value: {} } } }];
  expect(others.filter(isTaken)).toEqual([]);
});

test("an answer is given, found and taken back at its target alone", () => {
  const one = putAnswer(atItem({ safe: { value: 1 } }), "safe", { value: 2 }, "t4");
  expect([findAnswer(one, "safe")?.value, findAnswer(one, "safe", "t4")?.value]).toEqual([1, 2]);
  expect(listAnswers(one).map((found) => addressOf(found.question, found.target))).toEqual(["safe", "safe@t4"]);
  const none = putAnswer(putAnswer(one, "safe", undefined), "safe", undefined, "t4");
  expect(none).toEqual({});
});

test("names that every object has find no answer", () => {
  expect(findAnswer({}, "constructor")).toBeUndefined();
  expect(findAnswer(atItem({ safe: { value: 1 } }), "safe", "toString")).toBeUndefined();
});
