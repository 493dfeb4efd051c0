import { checkedUtf8 } from "@/lib/exchange/checked-utf8";
import { megabytes, type ReadLimits, readLimits } from "@/lib/exchange/read-limits";
import { UnreadableSource } from "@/lib/exchange/source";

/** The cells of one record, with the line of the file on which it begins. */
export type CsvRow = { line: number; cells: string[] };

/** Where a cell ends: the place after it, and whether it ends the record. Null when the text at hand is not enough. */
type Cell = { text: string; next: number; endsRecord: boolean } | null;

/**
 * Cuts text into records after RFC 4180. Written here because the parsers at hand count a line end inside a quoted cell
 * twice (\r\n), and a problem has to name its line.
 */
class CsvCutter {
  private text = "";
  private line = 1;

  constructor(
    private readonly delimiter: string,
    private readonly limits: ReadLimits,
  ) {}

  *push(text: string, isLast: boolean): Generator<CsvRow> {
    this.text = this.text.length > 0 ? this.text + text : text;
    let start = 0;
    for (;;) {
      const record = start < this.text.length ? this.readRecord(start, isLast) : null;
      if (!record) break;
      const isBlank = record.cells.length === 1 && record.cells[0] === "" && record.next - start <= 2;
      if (!isBlank) yield { line: this.line, cells: record.cells };
      this.line += countLineEnds(this.text, start, record.next);
      start = record.next;
    }
    this.text = this.text.slice(start);
    if (this.text.length > this.limits.lineBytes) {
      const size = megabytes(this.limits.lineBytes);
      this.refuse(`This record is longer than ${size}: a closing quote may be missing`);
    }
  }

  /** The line of a record that the text ends in, if it does: only an open quote leaves one behind. */
  finish() {
    if (this.text.length > 0) this.refuse("A quote is opened in this record and never closed");
  }

  private refuse(message: string): never {
    throw new UnreadableSource(message, this.line);
  }

  private readRecord(start: number, isLast: boolean) {
    const cells: string[] = [];
    for (let at = start; ; ) {
      const cell = this.text[at] === '"' ? this.readQuoted(at, isLast) : this.readPlain(at, isLast);
      if (!cell) return null;
      cells.push(cell.text);
      at = cell.next;
      if (cell.endsRecord) return { cells, next: at };
    }
  }

  private readPlain(at: number, isLast: boolean): Cell {
    const lineEnd = this.text.indexOf("\n", at);
    if (lineEnd < 0 && !isLast) return null;
    const end = lineEnd < 0 ? this.text.length : lineEnd;
    // Looked for in this line only: a file of one column would be searched to its end for every line.
    const length = this.text.slice(at, end).indexOf(this.delimiter);
    if (length >= 0) return { text: this.text.slice(at, at + length), next: at + length + 1, endsRecord: false };
    const bare = this.text[end - 1] === "\r" && end > at ? end - 1 : end;
    return { text: this.text.slice(at, bare), next: Math.min(end + 1, this.text.length), endsRecord: true };
  }

  private readQuoted(at: number, isLast: boolean): Cell {
    let close = this.text.indexOf('"', at + 1);
    for (; close >= 0 && this.text[close + 1] === '"'; close = this.text.indexOf('"', close + 2));
    // What follows the closing quote tells whether it is one: two characters are enough for \r\n.
    if (close < 0 || (!isLast && close + 2 >= this.text.length)) return null;
    const text = this.text.slice(at + 1, close).replaceAll('""', '"');
    const rest = this.text.slice(close + 1, close + 3);
    if (rest.startsWith(this.delimiter)) return { text, next: close + 2, endsRecord: false };
    if (rest.startsWith("\n") || rest === "")
      return { text, next: close + 1 + rest.indexOf("\n") + 1, endsRecord: true };
    if (rest === "\r\n" || rest === "\r") return { text, next: close + 1 + rest.length, endsRecord: true };
    return this.refuse('There is text after a quoted cell: quote the whole cell and write a quote inside it as ""');
  }
}

function countLineEnds(text: string, from: number, to: number): number {
  let count = 0;
  for (let at = text.indexOf("\n", from); at >= 0 && at < to; at = text.indexOf("\n", at + 1)) count++;
  return count;
}

const byteOrderMark = "\uFEFF";

/**
 * Reads CSV with any one-character delimiter, as a stream. Blank lines are skipped. Throws `UnreadableSource` at the
 * first quote that cannot be right: what follows it cannot be told apart into cells.
 */
export async function* readCsvRows(
  bytes: AsyncIterable<Uint8Array>,
  { delimiter = ",", isHead = false, limits = readLimits } = {},
): AsyncGenerator<CsvRow> {
  const cutter = new CsvCutter(delimiter, limits);
  let isFirst = true;
  for await (const part of checkedUtf8(bytes, isHead)) {
    const text = part.toString("utf8");
    yield* cutter.push(isFirst && text.startsWith(byteOrderMark) ? text.slice(1) : text, false);
    isFirst = false;
  }
  if (isHead) return;
  yield* cutter.push("", true);
  cutter.finish();
}

const delimiters = [",", ";", "\t"] as const;

/** The delimiter that occurs most in the first line, outside quotes; a comma where none does. */
export function sniffDelimiter(head: string): string {
  const [first = ""] = head.replace(/"(?:[^"]|"")*"/g, "").split("\n");
  const counts = delimiters.map((delimiter) => first.split(delimiter).length);
  return delimiters[counts.indexOf(Math.max(...counts))] ?? ",";
}
