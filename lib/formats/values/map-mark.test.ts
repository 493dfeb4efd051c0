import { expect, test } from "vitest";
import { mapMark } from "@/lib/formats/values/map-mark";
import { kindOf } from "@/lib/questions/kinds";
import { questionSchema } from "@/lib/questions/question-schema";

const categories = [{ key: "tone", label: "Wrong tone" }];
const map = (given: object, mark: { value: string; severity?: number; target?: string }) => {
  const question = questionSchema.parse({ key: "m", type: "marks", text: "?", categories, ...given });
  const marking = kindOf(question).marking(question);
  if (!marking) throw new Error("this question marks nothing");
  return mapMark(question, marking, mark);
};

test("a mark of a file goes by the key or the words of its category, with how severe it is", () => {
  const severities = ["mild", "bad"];
  expect(map({ severities }, { value: "wrong tone", severity: 2, target: "1:0-4" })).toEqual({
    ok: true,
    value: { state: "GIVEN", value: "tone", number: 2 },
  });
  expect(map({ of: "turns" }, { value: "tone", target: "t4" })).toMatchObject({ ok: true, value: { number: null } });
});

test.each([
  ["a turn where words are marked", {}, { value: "tone", target: "t4" }, "no place for a mark"],
  ["words where turns are marked", { of: "turns" }, { value: "tone", target: "1:0-4" }, "turns, such as t4"],
  ["what is no category", {}, { value: "odd", target: "1:0-4" }, "it takes tone"],
  ["a step that there is not", {}, { value: "tone", severity: 2, target: "1:0-4" }, "no step 2"],
])("%s is refused in words", (_, given, mark, words) => {
  expect(map(given, mark)).toMatchObject({ ok: false, reason: expect.stringContaining(words) });
});
