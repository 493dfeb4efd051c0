import { expect, test } from "vitest";
import { compareGuidelines } from "@/lib/labeling/show/guidelines-parts";

test("paragraphs that stayed, are new and are gone stand in reading order", () => {
  const before = "Judge what would happen.\n\nIgnore the tone.\n\nTake your time.";
  const after = "Judge what would happen.\n\nThe tone counts as well.\n\nTake your time.\n\nAsk when in doubt.";
  expect(compareGuidelines(before, after)).toEqual([
    { text: "Judge what would happen.", kind: "same" },
    { text: "Ignore the tone.", kind: "gone" },
    { text: "The tone counts as well.", kind: "new" },
    { text: "Take your time.", kind: "same" },
    { text: "Ask when in doubt.", kind: "new" },
  ]);
});

test("guidelines that were or are empty are all new or all gone", () => {
  expect(compareGuidelines("", "Read it twice.")).toEqual([{ text: "Read it twice.", kind: "new" }]);
  expect(compareGuidelines("Read it twice.", " ")).toEqual([{ text: "Read it twice.", kind: "gone" }]);
});
