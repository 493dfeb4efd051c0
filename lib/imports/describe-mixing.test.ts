import { expect, test } from "vitest";
import { describeMixing } from "@/lib/imports/describe-mixing";

const counts = { items: 20, itemsKnown: 0, unservable: 0 };
const mixing = { itemOrder: "SHUFFLED", earlierItems: 20, servedItems: 0 } as const;

test("where nobody has seen the earlier items, old and new are said to come mixed", () => {
  expect(describeMixing(mixing, counts)).toMatchObject({ isWarning: false, words: expect.stringContaining("mixed") });
});

test("earlier items that somebody was shown are counted: their place cannot be drawn again", () => {
  const said = describeMixing({ ...mixing, servedItems: 7 }, counts);
  expect(said).toMatchObject({ isWarning: true, words: expect.stringMatching(/^7 of the 20 items/) });
});

test("in file order the blocks are warned of", () => {
  expect(describeMixing({ ...mixing, itemOrder: "FILE" }, counts)?.words).toContain("which condition");
});

test("a first file, and one that brings nothing to show, have nothing to say", () => {
  expect(describeMixing({ ...mixing, earlierItems: 0 }, counts)).toBeNull();
  expect(describeMixing(mixing, { ...counts, unservable: 20 })).toBeNull();
  expect(describeMixing(mixing, { ...counts, itemsKnown: 20 })).toBeNull();
  expect(describeMixing(null, counts)).toBeNull();
});
