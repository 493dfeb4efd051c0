import { countOf } from "@/lib/format-number";
import type { Gold } from "@/lib/imports/contract";

/** What became of the gold answers of single responses, a sentence each. */
export function describeGold({ scored, unscored }: Gold): string[] {
  const said = scored.map(
    ({ text, items: count }) =>
      `The gold answers of ${countOf(count, "item")} are the hidden truth of “${text}”: people and judges are held against them.`,
  );
  if (unscored === 0) return said;
  const words = `The gold answers of ${countOf(unscored, "item")} are kept as texts: no question takes them, or several do. A column becomes the gold answer of a question in the mapping (truth:QUESTION).`;
  return [...said, words];
}
