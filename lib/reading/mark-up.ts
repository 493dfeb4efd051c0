import { findFences, readFence } from "@/lib/reading/code-fences";
import { joinTexts, markUpLine, type Span } from "@/lib/reading/mark-up-line";
import { readTable, type TableBlock } from "@/lib/reading/table-lines";

/** `marker` with the spaces after it; `gap` holds the empty lines after the item, within the list. */
export type ListItem = { indent: string; marker: string; spans: Span[]; gap: string };

/**
 * A piece of a text. All that was written is in it. What is not shown: spans of the kind `mark`, the mark of a heading,
 * the fences of code and the rule of a table.
 */
export type Block =
  | { kind: "paragraph"; spans: Span[] }
  | { kind: "heading"; level: number; mark: string; spans: Span[] }
  | { kind: "list"; items: ListItem[] }
  | { kind: "code"; open: string; info: string; text: string; close: string }
  | TableBlock
  | { kind: "gap"; text: string };

type Found = { block: Block; end: number };

/** From here on lines end in a line feed, whatever ended them. */
export const unifyLineEnds = (text: string) => text.replace(/\r\n?/g, "\n");

// One # alone may count something ("# of tablets"): it is left standing.
const headingMark = /^ {0,3}(#{2,6})[ \t]+(?=\S)/;
const listMarker = /^([ \t]*)((?:[-*+•‣◦]|\d{1,9}[.)])[ \t]+)(?=\S)/;
/** A long paragraph or list is cut, so that a browser need not set all of a long text at once. */
const linesPerBlock = 50;

const isEmpty = (line: string | undefined) => line !== undefined && /^[ \t]*$/.test(line);

/** The text of lines, each with its line feed. */
const joinLines = (lines: readonly string[], from: number, end: number) =>
  lines.slice(from, end).join("\n") + (end > from && end < lines.length ? "\n" : "");

/** A text as it was written, cut where a long one may be. */
export function cutLines(source: string): string[] {
  const lines = unifyLineEnds(source).split("\n");
  const starts = Array.from({ length: Math.ceil(lines.length / linesPerBlock) }, (_, part) => part * linesPerBlock);
  return starts.map((start) => joinLines(lines, start, Math.min(start + linesPerBlock, lines.length)));
}

/** A line's spans, with its line feed. */
function markUpWithEnd(lines: readonly string[], place: number, from = 0): Span[] {
  const spans = markUpLine((lines[place] ?? "").slice(from));
  return place < lines.length - 1 ? joinTexts([...spans, { kind: "text", text: "\n" }]) : spans;
}

function readGap(lines: readonly string[], from: number): Found {
  let end = from;
  while (isEmpty(lines[end])) end++;
  return { block: { kind: "gap", text: joinLines(lines, from, end) }, end };
}

function readCode(lines: readonly string[], from: number, close: number): Found {
  const { open, info } = readFence(lines[from] ?? "") ?? { open: "", info: "" };
  const text = joinLines(lines, from + 1, close);
  return {
    block: { kind: "code", open, info: `${info}\n`, text, close: joinLines(lines, close, close + 1) },
    end: close + 1,
  };
}

function readHeading(lines: readonly string[], from: number): Found | null {
  const [mark, { length: level } = ""] = headingMark.exec(lines[from] ?? "") ?? [];
  if (mark === undefined) return null;
  return { block: { kind: "heading", level, mark, spans: markUpWithEnd(lines, from, mark.length) }, end: from + 1 };
}

/** Items one after another, whatever their markers; empty lines between two belong to the list. */
function readList(lines: readonly string[], from: number): Found | null {
  const items: ListItem[] = [];
  let end = from;
  while (items.length < linesPerBlock) {
    const { end: start, block: gap } = readGap(lines, end);
    const found = listMarker.exec(lines[start] ?? "");
    if (!found) break;
    const [, indent = "", marker = ""] = found;
    const last = items.at(-1);
    if (last && gap.kind === "gap") last.gap = gap.text;
    items.push({ indent, marker, spans: markUpWithEnd(lines, start, found[0].length), gap: "" });
    end = start + 1;
  }
  return items.length > 0 ? { block: { kind: "list", items }, end } : null;
}

/**
 * Finds in a text what is unambiguously Markdown: headings from `##` on, fenced code, tables whose rows agree, lists
 * (whose markers and numbers stay as written), and in the lines what `markUpLine` knows. A line stays a line. Everything
 * else stands as it was written: rules, quotes, underlined headings, links, pictures, footnotes and their definitions,
 * HTML, entities, escapes, indented code. Linear in the length of the text.
 */
export function markUp(source: string): Block[] {
  const lines = unifyLineEnds(source).split("\n");
  const fences = findFences(lines);
  const blocks: Block[] = [];
  /** Lines since `open` that began nothing are a paragraph. */
  let open = 0;
  const closeParagraph = (end: number) => {
    for (; open < end; open += linesPerBlock) {
      const places = lines.slice(open, Math.min(end, open + linesPerBlock)).map((_, place) => open + place);
      blocks.push({ kind: "paragraph", spans: joinTexts(places.flatMap((place) => markUpWithEnd(lines, place))) });
    }
  };
  const readBlock = (at: number): Found | null => {
    if (isEmpty(lines[at])) return readGap(lines, at);
    const close = fences.get(at);
    if (close !== undefined) return readCode(lines, at, close);
    const table = readTable(lines, at);
    return table ? { block: table.table, end: table.end } : (readHeading(lines, at) ?? readList(lines, at));
  };
  let at = 0;
  while (at < lines.length) {
    const found = readBlock(at);
    if (found) {
      closeParagraph(at);
      blocks.push(found.block);
      open = found.end;
    }
    at = found?.end ?? at + 1;
  }
  closeParagraph(lines.length);
  return blocks;
}
