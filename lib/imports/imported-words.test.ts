import { expect, test } from "vitest";
import { noCounts } from "@/lib/imports/import-report";
import { importedWords } from "@/lib/imports/imported-words";

const wordsOf = (counts: object) => importedWords({ counts: { ...noCounts, ...counts } });

test("raters are said to meet new items only where there are new items with text", () => {
  expect(wordsOf({ items: 3 })).toContain("meet the new items");
  expect(wordsOf({ items: 3, itemsKnown: 2, labels: 9 })).toContain("meet the new items");
  for (const counts of [
    { labels: 9 },
    { items: 3, itemsKnown: 3, labels: 9 },
    { items: 3, unservable: 3, labels: 9 },
    { items: 3, unservable: 3 },
    { personas: 4 },
    { items: 3, itemsKnown: 3 },
  ])
    expect(wordsOf(counts)).not.toContain("meet the new items");
});

test("labels alone are said to count", () => {
  expect(wordsOf({ labels: 9, labelsKnown: 3 })).toContain("labels count");
  expect(wordsOf({ labels: 9, labelsKnown: 9 })).toBe("Nothing is new in this file.");
});
