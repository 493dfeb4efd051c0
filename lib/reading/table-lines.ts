import { markUpLine, type Span } from "@/lib/reading/mark-up-line";

export type TableBlock = {
  kind: "table";
  /** The first is the heading. A cell holds the pipes beside it as marks. */
  rows: Span[][][];
  /** The line of dashes under the heading. */
  rule: string;
};

/** A cell's words, and the pipes and spaces beside them. */
type Cell = { before: string; words: string; after: string };

// One dash or two might be values that are missing: three of them, or a colon, mean a table.
const ruleCell = /^(?::?-{3,}:?|:-+:?|-+:)$/;

/** Cuts a line at its pipes, but those after a backslash; empty where it has none. */
function splitRow(line: string): Cell[] {
  const pieces = line.split(/(?<!\\)\|/);
  const hasLead = pieces[0]?.trim() === "";
  const hasTail = pieces.length > (hasLead ? 2 : 1) && pieces.at(-1)?.trim() === "";
  const inner = pieces.length < 2 ? [] : pieces.slice(hasLead ? 1 : 0, hasTail ? -1 : undefined);
  return inner.map((piece, place) => {
    const words = piece.trim();
    const start = words === "" ? piece.length : piece.indexOf(words);
    const lead = place > 0 ? "|" : hasLead ? `${pieces[0]}|` : "";
    const tail = hasTail && place === inner.length - 1 ? `|${pieces.at(-1)}` : "";
    return { before: lead + piece.slice(0, start), words, after: piece.slice(start + words.length) + tail };
  });
}

const markUpCell = ({ before, words, after }: Cell): Span[] => [
  { kind: "mark", text: before },
  ...markUpLine(words),
  { kind: "mark", text: after },
];

/** The line's end is with its last cell. */
const markUpRow = (cells: readonly Cell[], feed: string): Span[][] =>
  cells.map((cell, place) => markUpCell(place === cells.length - 1 ? { ...cell, after: cell.after + feed } : cell));

/**
 * The table that begins at a line: a row, a line of dashes with as many cells, and every row after them that has as many
 * again. A row with more or fewer ends the table and stands as it was written, since no cell of it may be dropped or
 * guessed. Null where no table begins, or one without rows.
 */
export function readTable(lines: readonly string[], from: number): { table: TableBlock; end: number } | null {
  const [heading = "", rule = ""] = [lines[from], lines[from + 1]];
  if (!heading.includes("|") || !rule.includes("-") || !rule.includes("|")) return null;
  const dashes = splitRow(rule);
  const first = splitRow(heading);
  if (first.length === 0 || first.length !== dashes.length) return null;
  if (!dashes.every(({ words }) => ruleCell.test(words))) return null;
  const rows = [first];
  let end = from + 2;
  for (let cells = splitRow(lines[end] ?? ""); cells.length === first.length; cells = splitRow(lines[end] ?? "")) {
    rows.push(cells);
    end++;
  }
  if (rows.length === 1) return null;
  const feedAt = (place: number) => (place < lines.length - 1 ? "\n" : "");
  const marked = rows.map((cells, place) => markUpRow(cells, feedAt(place === 0 ? from : from + place + 1)));
  return { table: { kind: "table", rows: marked, rule: rule + feedAt(from + 1) }, end };
}
