/** What a cell may hold. Null is an empty cell. */
export type Cell = string | number | boolean | null;

/**
 * What a spreadsheet would run as a formula, behind any apostrophes that stand there already: a sign, also a full-width
 * one and also behind blanks, or a tab or line break, which some programs take off first.
 */
const runs = /^'*(?:[\t\r\n]|\s*[=+\-@\uff1d\uff0b\uff0d\uff20])/;
/** Plain numbers stay numbers: -3 is a point of a scale, not a formula. */
const plainNumber = /^[+-]?\d+(\.\d+)?(e[+-]?\d+)?$/i;
const needsQuotes = /[",\r\n]|^\s|\s$/;

/**
 * Puts an apostrophe before text that Excel, LibreOffice or Sheets would run. Text that has the apostrophe already gets
 * another, so that `undefuseCell` gives every text back unchanged.
 */
export const defuseCell = (text: string): string => (runs.test(text) && !plainNumber.test(text) ? `'${text}` : text);

/** The inverse of `defuseCell`. */
export const undefuseCell = (cell: string): string => (cell.startsWith("'") && runs.test(cell) ? cell.slice(1) : cell);

function writeCell(cell: Cell): string {
  if (cell === null) return "";
  if (typeof cell !== "string") return String(cell);
  const text = defuseCell(cell);
  return needsQuotes.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** One line of CSV (RFC 4180, but ending in a bare line feed as pandas writes it). */
export const writeCsvRow = (cells: readonly Cell[]): string => `${cells.map(writeCell).join(",")}\n`;
