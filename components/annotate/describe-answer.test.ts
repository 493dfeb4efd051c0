import { expect, test } from "vitest";
import { describeAnswer } from "@/components/annotate/describe-answer";
import { questionsSchema } from "@/lib/protocol/schema";

const [scale, side, why, marks] = questionsSchema.parse([
  { key: "safe", type: "ordinal", text: "Safe?", points: [{ value: 1, label: "No" }, { value: 2 }], cannotJudge: true },
  { key: "better", type: "preference", text: "Which?", tie: true },
  { key: "why", type: "text", text: "Why?" },
  {
    key: "marks",
    type: "marks",
    text: "Where?",
    categories: [
      { key: "tone", label: "Tone" },
      { key: "fact", label: "Wrong" },
    ],
  },
]);
const texts = ["a", "b"].map((partId, place) => ({ partId, letter: "AB".charAt(place), text: "", turns: null }));
const item = { texts, candidates: [] };

test("an answer is told in the words in which it was offered", () => {
  if (!scale || !side || !why || !marks) throw new Error("no questions");
  expect(describeAnswer(scale, { safe: { item: { value: 1 } } }, item)).toBe("1 No");
  expect(describeAnswer(scale, { safe: { item: { value: "2" } } }, item)).toBe("2");
  expect(describeAnswer(scale, { safe: { item: { state: "CANNOT_JUDGE" } } }, item)).toBe("Cannot judge");
  expect(describeAnswer(side, { better: { item: { value: "b" } } }, item)).toBe("B is better");
  expect(describeAnswer(why, { why: { item: { value: "Too much." } } }, item)).toBe("Too much.");
  expect(describeAnswer(marks, { marks: { item: { value: "[]" } } }, item)).toBe("Nothing to mark");
  expect(describeAnswer(marks, { marks: { item: { value: '["tone","fact"]' } } }, item)).toBe("Tone + Wrong");
  expect(describeAnswer(why, {}, item)).toBe("No answer");
});
