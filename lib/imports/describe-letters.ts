import { countOf } from "@/lib/format-number";
import type { Letters } from "@/lib/imports/contract";

/** What was found, or done, about letters that were decoded twice; null where there are none. */
export function describeLetters({ rows, isMended, examples: [example] }: Letters): string | null {
  if (rows === 0 || !example) return null;
  const count = countOf(rows, "row holds", "rows hold");
  const seen = `"${example.before}" for "${example.after}" in line ${example.line}`;
  return isMended
    ? `${count} letters that were decoded twice, and they are mended: ${seen}.`
    : `${count} letters that were decoded twice: ${seen}. Raters would read them so.`;
}
