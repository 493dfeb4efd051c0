import { expect, test } from "vitest";
import { listRenamed } from "@/lib/protocol/list-renamed";
import { questionSchema } from "@/lib/questions/question-schema";

const ask = (key: string, text: string, type: "text" | "preference" = "text") =>
  questionSchema.parse({ key, text, type });
const before = [ask("first", "Is it safe?"), ask("second", "Why?")];

test("a key that changes under the same words, or at the same place, is a renaming", () => {
  expect(listRenamed(before, [ask("second", "Why?"), ask("other", "Is it safe?")])).toEqual([
    { from: "first", to: "other" },
  ]);
  expect(listRenamed(before, [ask("other", "Is it harmless?"), ask("second", "Why?")])).toEqual([
    { from: "first", to: "other" },
  ]);
});

test("one that is left out, put elsewhere, replaced by another kind or given other words is none", () => {
  for (const now of [
    [ask("second", "Why?")],
    [ask("second", "Why?"), ask("first", "Is it safe?")],
    [ask("other", "Is it safe?", "preference"), ask("second", "Why?")],
    [ask("first", "Is it harmless?"), ask("second", "Why?")],
    [ask("first", "Is it safe?"), ask("second", "Why?"), ask("third", "Is it safe?")],
  ])
    expect(listRenamed(before, now)).toEqual([]);
});
