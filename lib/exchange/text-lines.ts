import { isUtf8 } from "node:buffer";
import { megabytes, type ReadLimits, readLimits } from "@/lib/exchange/read-limits";

/** A line, or why it cannot be read. Lines count from 1. */
export type TextLine = { line: number; text: string } | { line: number; problem: string };

const newline = 0x0a;
const byteOrderMark = "\uFEFF";

export const notUtf8 = "This line is not UTF-8: save the file as UTF-8";

/** UTF-16 announces itself; everything else is found line by line. */
function decode(bytes: Buffer, line: number): TextLine {
  if (!isUtf8(bytes)) return { line, problem: notUtf8 };
  const text = bytes.toString("utf8");
  const bare = line === 1 && text.startsWith(byteOrderMark) ? text.slice(1) : text;
  return { line, text: bare.endsWith("\r") ? bare.slice(0, -1) : bare };
}

/**
 * Splits bytes into lines (\n or \r\n) and decodes them. Holds one line at a time: one that is longer than the limit is
 * skipped without being kept, and reported.
 */
export async function* readTextLines(
  bytes: AsyncIterable<Uint8Array>,
  limits: ReadLimits = readLimits,
): AsyncGenerator<TextLine> {
  let line = 1;
  let held: Buffer[] = [];
  let heldBytes = 0;
  let isTooLong = false;
  const finish = (last: Buffer): TextLine => {
    const whole = held.length === 0 ? last : Buffer.concat([...held, last]);
    const tooLong = isTooLong || whole.length > limits.lineBytes;
    held = [];
    heldBytes = 0;
    isTooLong = false;
    const problem = `This line is longer than ${megabytes(limits.lineBytes)}: split it, or check the line ends`;
    return tooLong ? { line: line++, problem } : decode(whole, line++);
  };
  for await (const chunk of bytes) {
    const buffer = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
    let start = 0;
    for (let end = buffer.indexOf(newline); end >= 0; end = buffer.indexOf(newline, start)) {
      yield finish(buffer.subarray(start, end));
      start = end + 1;
    }
    const rest = buffer.subarray(start);
    heldBytes += rest.length;
    isTooLong ||= heldBytes > limits.lineBytes;
    if (isTooLong) held = [];
    // Copied, because whoever sends the chunk may fill the same memory again.
    else if (rest.length > 0) held.push(Buffer.from(rest));
  }
  if (heldBytes > 0) yield finish(Buffer.alloc(0));
}
