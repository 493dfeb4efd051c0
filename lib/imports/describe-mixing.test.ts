import { expect, test } from "vitest";
import { describeMixing } from "@/lib/imports/describe-mixing";
import { readMixing } from "@/lib/imports/read-mixing";

const counts = { items: 20, itemsKnown: 0, unservable: 0 };
const mixing = { inFileOrder: false, earlierItems: 20, servedItems: 0 };

test("where nobody has seen the earlier items, old and new are said to come mixed", () => {
  expect(describeMixing(mixing, counts)).toMatchObject({ isWarning: false, words: expect.stringContaining("mixed") });
});

test("earlier items that somebody was shown are counted: their place cannot be drawn again", () => {
  const said = describeMixing({ ...mixing, servedItems: 7 }, counts);
  expect(said).toMatchObject({ isWarning: true, words: expect.stringMatching(/^7 of the 20 items/) });
});

test("in file order the blocks are warned of", () => {
  expect(describeMixing({ ...mixing, inFileOrder: true }, counts)?.words).toContain("which condition");
});

test("a first file, and one that brings nothing to show, have nothing to say", () => {
  expect(describeMixing({ ...mixing, earlierItems: 0 }, counts)).toBeNull();
  expect(describeMixing(mixing, { ...counts, unservable: 20 })).toBeNull();
  expect(describeMixing(mixing, { ...counts, itemsKnown: 20 })).toBeNull();
  expect(describeMixing(null, counts)).toBeNull();
});

test("an import of before there were policies is told by the order that its study had", () => {
  const { inFileOrder: _, ...numbers } = mixing;
  expect(readMixing({ itemOrder: "FILE", ...numbers })).toEqual({ inFileOrder: true, ...numbers });
  expect(readMixing({ itemOrder: "PER_RATER", ...numbers })).toEqual(mixing);
  expect(readMixing(mixing)).toEqual(mixing);
  expect(readMixing(null)).toBeNull();
});
