import { megabytes, type ReadLimits } from "@/lib/text/bytes/read-limits";
import { UnreadableSource } from "@/lib/text/bytes/source";

/**
 * The cells of one record, with the line of the file on which it begins. Cells beyond the limit on columns are counted in
 * `width` and not kept.
 */
export type CsvRow = { line: number; cells: string[]; width: number };

/** Where the next character stands: before a cell, in a bare one, in a quoted one, or behind a quote in a quoted one. */
type Place = "start" | "bare" | "quoted" | "quote";

const quote = 0x22;
const lineFeed = 0x0a;
const carriageReturn = 0x0d;

function countOf(text: string, wanted: string): number {
  let count = 0;
  for (let at = text.indexOf(wanted); at >= 0; at = text.indexOf(wanted, at + wanted.length)) count++;
  return count;
}

/**
 * Cuts text into records after RFC 4180, looking at every character once. Written here because the parsers at hand count
 * a line end inside a quoted cell twice (\r\n), and a problem has to name its line. Lines end in \n or \r\n, or in \r
 * alone where the first one does.
 */
export class CsvCutter {
  private place: Place = "start";
  private line = 1;
  private cells: string[] = [];
  private width = 0;
  private recordChars = 0;
  /** What earlier texts brought of the cell in hand. */
  private held = "";
  private hasEscapes = false;
  private wasQuoted = false;
  /** Line ends inside the quoted cells of this record. */
  private inside = { feeds: 0, returns: 0 };
  private endsInReturn: boolean | null = null;
  /** A carriage return at the end of a text: what follows tells what it is. */
  private waiting = "";
  private readonly delimiter: number;

  constructor(
    delimiter: string,
    private readonly limits: ReadLimits,
  ) {
    this.delimiter = delimiter.charCodeAt(0);
  }

  *push(part: string): Generator<CsvRow> {
    const joined = this.waiting + part;
    this.waiting = joined.endsWith("\r") ? "\r" : "";
    yield* this.cut(this.waiting === "" ? joined : joined.slice(0, -1));
    if (this.recordChars + this.held.length > this.limits.lineBytes) {
      const size = megabytes(this.limits.lineBytes);
      this.refuse(`This record is longer than ${size}: a closing quote may be missing`);
    }
  }

  /** The record that the text ends in, if it does. */
  *finish(): Generator<CsvRow> {
    const rest = this.waiting;
    this.waiting = "";
    yield* this.cut(rest);
    if (this.place === "quoted") this.refuse("A quote is opened in this record and never closed");
    if (this.place === "start" && this.width === 0) return;
    this.endCell("");
    const row = this.endRecord();
    if (row) yield row;
  }

  private refuse(message: string): never {
    throw new UnreadableSource(message, this.line);
  }

  private *cut(text: string): Generator<CsvRow> {
    for (let at = 0; at < text.length; ) {
      if (this.place === "quoted") at = this.readQuoted(text, at);
      else if (this.place === "start" && text.charCodeAt(at) === quote) {
        this.place = "quoted";
        this.wasQuoted = true;
        at++;
      } else if (this.place === "quote" && text.charCodeAt(at) === quote) {
        this.held += '""';
        this.hasEscapes = true;
        this.place = "quoted";
        at++;
      } else {
        const end = this.place === "quote" ? at : this.findEnd(text, at);
        if (end === text.length) {
          this.place = "bare";
          this.held += text.slice(at);
          return;
        }
        const length = this.lineEndLength(text, end);
        if (length === 0 && text.charCodeAt(end) !== this.delimiter) this.refuseRest(text, end);
        this.endCell(text.slice(at, end));
        at = end + Math.max(1, length);
        const row = length > 0 ? this.endRecord() : null;
        if (row) yield row;
      }
    }
  }

  /** Where the bare cell ends, or the end of the text. */
  private findEnd(text: string, from: number): number {
    for (let at = from; at < text.length; at++) {
      const code = text.charCodeAt(at);
      if (code === this.delimiter) return at;
      if ((code === lineFeed || code === carriageReturn) && this.lineEndLength(text, at) > 0) return at;
    }
    return text.length;
  }

  /** The length of the line end that stands there; 0 where none does. The first one of the file tells how its lines end. */
  private lineEndLength(text: string, at: number): number {
    const code = text.charCodeAt(at);
    if (code === lineFeed) {
      this.endsInReturn ??= false;
      return 1;
    }
    if (code !== carriageReturn) return 0;
    const isPair = text.charCodeAt(at + 1) === lineFeed;
    this.endsInReturn ??= !isPair;
    if (isPair) return 2;
    // The last record may end in a return of which the feed is missing.
    const isLast = at + 1 === text.length && this.waiting === "";
    return this.endsInReturn || isLast ? 1 : 0;
  }

  private readQuoted(text: string, at: number): number {
    let close = text.indexOf('"', at);
    for (; close >= 0 && text.charCodeAt(close + 1) === quote; close = text.indexOf('"', close + 2))
      this.hasEscapes = true;
    const end = close < 0 ? text.length : close;
    const piece = text.slice(at, end);
    this.held += piece;
    this.inside.feeds += countOf(piece, "\n");
    this.inside.returns += countOf(piece, "\r") - countOf(piece, "\r\n");
    if (close >= 0) this.place = "quote";
    return close < 0 ? end : close + 1;
  }

  private refuseRest(text: string, at: number): never {
    if (this.held.endsWith("\\"))
      this.refuse('A quote is written as \\" in this record: write a quote inside a quoted cell as ""');
    const rest = JSON.stringify(text.slice(at, at + 20).split(/[\r\n]/)[0]);
    return this.refuse(
      `There is text after a quoted cell (${rest}): quote the whole cell and write a quote inside it as ""`,
    );
  }

  private endCell(piece: string) {
    const raw = this.held === "" ? piece : this.held + piece;
    this.recordChars += raw.length + 1;
    this.width++;
    if (this.width <= this.limits.columns + 1) this.cells.push(this.hasEscapes ? raw.replaceAll('""', '"') : raw);
    this.held = "";
    this.hasEscapes = false;
    this.place = "start";
  }

  /** Null for a blank line. */
  private endRecord(): CsvRow | null {
    const { line, cells, width, inside } = this;
    const isBlank = width === 1 && cells[0] === "" && !this.wasQuoted;
    this.line += 1 + inside.feeds + (this.endsInReturn ? inside.returns : 0);
    this.cells = [];
    this.width = 0;
    this.recordChars = 0;
    this.wasQuoted = false;
    this.inside = { feeds: 0, returns: 0 };
    return isBlank ? null : { line, cells, width };
  }
}
