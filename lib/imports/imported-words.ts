import type { ImportCounts } from "@/lib/imports/contract";

/** What an import that is done means for the people at work; undefined where it means nothing to them. */
export function importedWords({ counts }: { counts: ImportCounts }): string | undefined {
  const { items, itemsKnown, unservable, labels, labelsKnown } = counts;
  if (items - itemsKnown - unservable > 0) return "Raters of an open study meet the new items from now on.";
  if (labels > labelsKnown) return "The labels count from now on. There is nothing new to label.";
  if (items > itemsKnown) return "The new items have no text: raters do not meet them.";
  return counts.personas > 0
    ? "The personas are there. There is nothing new to label."
    : "Nothing is new in this file.";
}
