import type { AssignedItem } from "@/lib/labeling/contract";

/** Scripts that put no spaces between words: a character is read about as fast as a word. */
const words =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]|[\p{L}\p{N}][\p{L}\p{N}\p{M}'’-]*/gu;

const count = (text: string | null | undefined) => text?.match(words)?.length ?? 0;

/** The words that a rater may have to read of an item. */
export function countWords({ prompt, texts, candidates, persona }: AssignedItem): number {
  const shown = [
    prompt,
    ...texts.flatMap(({ text, turns }) => [text, ...(turns ?? []).map((turn) => turn.text)]),
    ...candidates.flatMap(({ label, profile }) => [label, profile]),
    ...(persona ? [persona.text, JSON.stringify(persona.sections), ...persona.statements] : []),
  ];
  return shown.reduce((sum, text) => sum + count(text), 0);
}
