import { type Block, cutLines, markUp, unifyLineEnds } from "@/lib/reading/mark-up";
import type { Span } from "@/lib/reading/mark-up-line";
import type { TextView } from "@/lib/reading/text-view";

/** Characters that are on screen, and the place in the text as it is stored at which they begin. */
type Run = { from: number; text: string };

/** All pieces of a block in the order of the text; `isShown` where they are drawn. */
type Piece = { text: string; isShown: boolean };
const shown = (text: string): Piece => ({ text, isShown: true });
const hidden = (text: string): Piece => ({ text, isShown: false });

const piecesOfSpan = (span: Span): Piece[] => {
  if (span.kind === "mark") return [hidden(span.text)];
  return "spans" in span ? span.spans.flatMap(piecesOfSpan) : [shown(span.text)];
};

function piecesOf(block: Block): Piece[] {
  switch (block.kind) {
    case "paragraph":
      return block.spans.flatMap(piecesOfSpan);
    case "heading":
      return [hidden(block.mark), ...block.spans.flatMap(piecesOfSpan)];
    case "list":
      return block.items.flatMap(({ indent, marker, spans, gap }) => [
        hidden(indent),
        shown(marker),
        ...spans.flatMap(piecesOfSpan),
        shown(gap),
      ]);
    case "code":
      return [
        hidden(block.open),
        { text: block.info, isShown: block.info.trim() !== "" },
        shown(block.text),
        hidden(block.close),
      ];
    case "table": {
      const [heading = [], ...others] = block.rows.map((cells) =>
        cells.flatMap((spans) => spans.flatMap(piecesOfSpan)),
      );
      return [...heading, hidden(block.rule), ...others.flat()];
    }
    case "gap":
      return [shown(block.text)];
  }
}

/** Places of line feeds that follow a carriage return which is not drawn, as they stand in the drawn text. */
function findReturns(source: string): number[] {
  return [...source.matchAll(/\r\n/g)].map(({ index }, before) => index - before);
}

function listRuns(source: string, view: TextView): Run[] {
  const pieces = view === "as-written" ? cutLines(source).map(shown) : markUp(source).flatMap(piecesOf);
  const runs: Run[] = [];
  let at = 0;
  for (const { text, isShown } of pieces) {
    if (isShown && text !== "") runs.push({ from: at, text });
    at += text.length;
  }
  if (at !== unifyLineEnds(source).length) throw new RangeError("listRuns: the pieces are not the text");
  return runs;
}

/** Between the characters that are drawn of a text, in their order, and its own: places in JavaScript strings. */
export type ShownText = {
  /** Everything that is drawn. */
  text: string;
  /** The place in the text of a place in what is drawn; at a gap, its near end. */
  toStored: (drawn: number, end: "from" | "to") => number;
  /** And back: what is not drawn is where the drawing goes on. */
  toDrawn: (stored: number, end: "from" | "to") => number;
};

/** A text as `OutputText` draws it, sign for sign, in one of its views. */
export function shownText(source: string, view: TextView): ShownText {
  const runs = listRuns(source, view);
  const returns = findReturns(source);
  const starts: number[] = [];
  let length = 0;
  for (const { text } of runs) {
    starts.push(length);
    length += text.length;
  }
  const addReturns = (at: number) => at + returns.filter((place) => place < at).length;
  const dropReturns = (at: number) => at - returns.filter((place, before) => place + before < at).length;
  return {
    text: runs.map(({ text }) => text).join(""),
    toStored(drawn, end) {
      const place = runs.findLastIndex((_, index) => {
        const start = starts[index] ?? 0;
        return end === "from" ? start <= drawn : start < drawn;
      });
      const run = runs[Math.max(0, place)];
      return run ? addReturns(run.from + drawn - (starts[Math.max(0, place)] ?? 0)) : 0;
    },
    toDrawn(stored, end) {
      const at = dropReturns(stored);
      const inside = runs.findIndex(({ from, text }) =>
        end === "from" ? at < from + text.length : at <= from + text.length,
      );
      const run = runs[inside];
      if (!run) return length;
      const start = starts[inside] ?? 0;
      // What begins in a gap begins behind it; what ends in one ends before it.
      return start + Math.max(0, at - run.from);
    },
  };
}
