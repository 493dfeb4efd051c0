import { cellText } from "@/lib/text/rows/cell-text";
import type { RefuseRow } from "./read-named-rows";

/** A cell of a column of answers, or of their lengths: which of the two it is, only the whole column tells. */
export type LengthCell = { number: number | null; characters: number; refuse: RefuseRow };

export function readLengthCell(cell: unknown, refuse: RefuseRow): LengthCell {
  const text = cellText(cell);
  const number = Number(text);
  return { number: text !== "" && Number.isFinite(number) ? number : null, characters: [...text].length, refuse };
}

/**
 * Lengths as they stand where every cell with something in it is a number, else how many characters each text has: an answer may
 * be "42". Nothing said counts as one character, as lengths are compared by their ratio.
 */
export function lengthsOf(cells: readonly LengthCell[], column: string): number[] {
  const areTexts = cells.some(({ number, characters }) => number === null && characters > 0);
  if (areTexts || cells.every(({ number }) => number === null)) return cells.map((own) => Math.max(1, own.characters));
  return cells.map(({ number, refuse }) => {
    if (number === null) refuse(column, "Empty: a column of lengths has one in every row");
    else if (number < 0) refuse(column, "a length is not below 0");
    return number || 1;
  });
}
