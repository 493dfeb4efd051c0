import { formatCount } from "@/lib/format-number";
import type { Folding, SpellingCount } from "@/lib/formats/values/fold-labels";
import { quoteName } from "./list-names";

const mostSets = 6;

/** Spellings are told apart by what is in quotes, blanks and all; marks that nobody sees by their number. */
export const quoteSpelling = (text: string) =>
  JSON.stringify(text).replace(/[\p{Default_Ignorable_Code_Point}\p{Zs}]|[\u0300-\u036f]/gu, (mark) =>
    mark === " " ? mark : `\\u{${mark.codePointAt(0)?.toString(16).padStart(4, "0")}}`,
  );

const countWord = ({ text, count }: SpellingCount) => `${quoteSpelling(text)} ${formatCount(count)}x`;

function listSome(parts: readonly string[], joint: string): string {
  const rest = parts.length - mostSets;
  return `${parts.slice(0, mostSets).join(joint)}${rest > 0 ? `${joint}and ${formatCount(rest)} more` : ""}`;
}

const wordsOption = (words: readonly SpellingCount[]) => words.map(({ text }) => text).join(",");

/** What was made of the labels of a file, in sentences; none where nothing was made of them. */
export function describeFolding({ folded, missingWords, doubtfulWords, lookalikes }: Folding): string[] {
  const lines: string[] = [];
  if (missingWords.length > 0)
    lines.push(
      `Taken as no label: ${listSome(missingWords.map(countWord), ", ")}. What of this is a label, name it: --keep-as-label "${wordsOption(missingWords.slice(0, 3))}".`,
    );
  if (doubtfulWords.length > 0)
    lines.push(
      `Counted as labels, and perhaps none: ${listSome(doubtfulWords.map(countWord), ", ")}. What of this means no label, name it: --missing "${wordsOption(doubtfulWords.slice(0, 3))}".`,
    );
  if (folded.length > 0) {
    const sets = folded.map(
      ({ label, spellings }) => `${quoteName(label)} (${listSome(spellings.map(countWord), ", ")})`,
    );
    lines.push(`One label in several spellings, counted as one: ${listSome(sets, "; ")}.`);
  }
  if (lookalikes.length > 0) {
    const sets = lookalikes.map((set) => set.map(quoteSpelling).join(" and "));
    lines.push(
      `Kept apart though they look alike: ${listSome(sets, "; ")}. If they are one, write them alike in the file.`,
    );
  }
  return lines;
}
