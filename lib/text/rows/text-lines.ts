import { isUtf8 } from "node:buffer";
import { notUtf8 } from "@/lib/text/bytes/encodings";
import { megabytes, type ReadLimits, readLimits } from "@/lib/text/bytes/read-limits";

/** A line, or why it cannot be read. Lines count from 1. */
export type TextLine = { line: number; text: string } | { line: number; problem: string };

const newline = 0x0a;
const carriageReturn = 0x0d;
const highestBlank = 0x20;
/** Byte order marks, also of files that were put one behind another, and the signs that begin a record of a JSON sequence. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: the record separator is one
const marksBefore = /^[\uFEFF\u001E]+/;

/** A line that is not UTF-8 is told by itself. */
function decode(bytes: Buffer, line: number): TextLine {
  if (!isUtf8(bytes)) return { line, problem: `This line is ${notUtf8}: save the file as UTF-8` };
  const text = bytes.toString("utf8");
  const bare = text.replace(marksBefore, "");
  return { line, text: bare.endsWith("\r") ? bare.slice(0, -1) : bare };
}

/** The byte that ends the first line; null while none is certain. A return before a feed belongs to it. */
function findLineEnd(bytes: Buffer): number | null {
  const [feed, back] = [bytes.indexOf(newline), bytes.indexOf(carriageReturn)];
  if (back < 0 || (feed >= 0 && feed <= back + 1)) return feed < 0 ? null : newline;
  return back + 1 < bytes.length ? carriageReturn : null;
}

/** Cuts bytes at line ends. Holds one line at a time, and of one that is longer than the limit nothing. */
class LineCutter {
  private line = 1;
  private held: Buffer[] = [];
  private heldBytes = 0;
  private lineEnd: number | null = null;
  private endsInReturn = false;

  constructor(private readonly limits: ReadLimits) {}

  *push(chunk: Buffer): Generator<TextLine> {
    if (chunk.length === 0) return;
    if (this.lineEnd === null && this.endsInReturn) {
      this.lineEnd = chunk[0] === newline ? newline : carriageReturn;
      if (this.lineEnd === carriageReturn) yield this.take(Buffer.alloc(0));
    }
    this.lineEnd ??= findLineEnd(chunk);
    this.endsInReturn = chunk[chunk.length - 1] === carriageReturn;
    if (this.lineEnd === null) this.hold(chunk);
    else yield* this.cut(chunk, this.lineEnd);
  }

  *finish(): Generator<TextLine> {
    if (this.heldBytes > 0) yield this.take(Buffer.alloc(0));
  }

  private *cut(buffer: Buffer, lineEnd: number): Generator<TextLine> {
    let start = 0;
    for (;;) {
      // Blank lines are passed over here, because a file may hold millions of them.
      if (this.heldBytes === 0) start = this.skipBlank(buffer, start, lineEnd);
      const end = buffer.indexOf(lineEnd, start);
      if (end < 0) break;
      yield this.take(buffer.subarray(start, end));
      start = end + 1;
    }
    this.hold(buffer.subarray(start));
  }

  /** The beginning of the first line that is not blank; what is blank without an end stays. */
  private skipBlank(buffer: Buffer, from: number, lineEnd: number): number {
    let start = from;
    for (let at = from; at < buffer.length; at++) {
      const byte = buffer[at] ?? 0;
      if (byte === lineEnd) {
        start = at + 1;
        this.line++;
      } else if (byte > highestBlank) break;
    }
    return start;
  }

  private hold(rest: Buffer) {
    this.heldBytes += rest.length;
    if (this.heldBytes > this.limits.lineBytes) this.held = [];
    // Copied, because whoever sends the chunk may fill the same memory again.
    else if (rest.length > 0) this.held.push(Buffer.from(rest));
  }

  private take(last: Buffer): TextLine {
    const isTooLong = this.heldBytes + last.length > this.limits.lineBytes;
    const whole = this.held.length === 0 ? last : Buffer.concat([...this.held, last]);
    this.held = [];
    this.heldBytes = 0;
    const problem = `This line is longer than ${megabytes(this.limits.lineBytes)}: split it, or check the line ends`;
    return isTooLong ? { line: this.line++, problem } : decode(whole, this.line++);
  }
}

/**
 * Splits bytes into lines (\n or \r\n, or \r alone where the first one ends so), decodes them and leaves out those that
 * begin blank and stay so. One that is longer than the limit is skipped without being kept, and reported. Of a head the last line is left out: it may go on.
 */
export async function* readTextLines(
  bytes: AsyncIterable<Uint8Array>,
  { limits = readLimits, isHead = false } = {},
): AsyncGenerator<TextLine> {
  const cutter = new LineCutter(limits);
  for await (const chunk of bytes) yield* cutter.push(Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength));
  if (!isHead) yield* cutter.finish();
}
