import fc from "fast-check";
import { expect, test } from "vitest";
import {
  addQuestion,
  changeType,
  freeKey,
  keyFromText,
  moveQuestion,
  removeQuestion,
  renameQuestion,
} from "@/lib/protocol/edit-questions";
import { type Question, type QuestionType, questionsSchema } from "@/lib/protocol/schema";

const types: QuestionType[] = ["choice", "ordinal", "preference", "text", "confidence"];
const build = (...given: QuestionType[]) => given.reduce<Question[]>(addQuestion, []);

test("whatever is added can be asked at once", () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...types), { maxLength: 12 }), (rest) => {
      const questions = build("ordinal", ...rest);
      expect(questionsSchema.safeParse(questions).error?.issues ?? []).toEqual([]);
    }),
  );
});

test("a confidence is about the last question that can be doubted", () => {
  expect(build("ordinal", "choice", "text", "confidence")[3]).toMatchObject({ about: "choice" });
});

test("a question keeps its words and its key when it becomes another kind", () => {
  const [changed] = changeType(build("ordinal"), 0, "choice");
  expect(changed).toMatchObject({ type: "choice", key: "rating", text: "How good is it?" });
  const ofTurns = build("ordinal").map((question) => ({ ...question, askedOf: "turn" as const }));
  expect(changeType(ofTurns, 0, "multi")[0]).toMatchObject({ askedOf: "turn" });
  expect(changeType(ofTurns, 0, "preference")[0]).not.toHaveProperty("askedOf");
});

test("deleting takes along what was about the question", () => {
  const questions = build("ordinal", "confidence", "text");
  const rule = { question: "rating", in: ["1"] };
  const ruled = questions.map((question) => (question.type === "text" ? { ...question, showIf: rule } : question));
  expect(removeQuestion(ruled, 0)).toEqual([{ ...questions[2], showIf: null }]);
});

test("references follow a renamed key", () => {
  const questions = build("ordinal", "confidence");
  expect(renameQuestion(questions, 0, "safety")).toMatchObject([{ key: "safety" }, { about: "safety" }]);
});

test("moving there and back changes nothing, and the ends stay where they are", () => {
  const questions = build("ordinal", "choice", "text");
  expect(moveQuestion(moveQuestion(questions, 0, 1), 1, -1)).toEqual(questions);
  expect(moveQuestion(questions, 0, -1)).toEqual(questions);
  expect(moveQuestion(questions, 2, 1)).toEqual(questions);
});

test.each([
  ["How safe is it?", "how-safe-is-it"],
  ["3. Ist das übertrieben?", "ist-das-ubertrieben"],
  ["安全吗？", null],
])("%s becomes the key %s", (text, key) => {
  expect(keyFromText(text)).toBe(key);
});

test("a key that is taken gets a number", () => {
  expect(freeKey("rating", build("ordinal", "ordinal"))).toBe("rating-3");
});
