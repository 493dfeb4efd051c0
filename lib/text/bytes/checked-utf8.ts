import { isUtf8 } from "node:buffer";
import { notUtf8 } from "@/lib/text/bytes/encodings";
import { UnreadableSource } from "@/lib/text/bytes/source";

const newline = 0x0a;

/** Length of the part of `bytes` that surely ends between two characters: all but an unfinished last one. */
function finishedLength(bytes: Buffer): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back++) {
    const byte = bytes[bytes.length - back] ?? 0;
    const needs = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : byte >= 0xc0 ? 2 : 1;
    if (needs > 1) return needs > back ? bytes.length - back : bytes.length;
    if (byte < 0x80) return bytes.length;
  }
  return bytes.length;
}

function countLines(bytes: Uint8Array): number {
  let lines = 0;
  for (const byte of bytes) if (byte === newline) lines++;
  return lines;
}

/** The first line of `bytes` that is not UTF-8, counted from 0. */
function badLine(bytes: Buffer): number {
  let start = 0;
  for (let line = 0; ; line++) {
    const end = bytes.indexOf(newline, start);
    if (end < 0 || !isUtf8(bytes.subarray(start, end))) return line;
    start = end + 1;
  }
}

/**
 * Passes bytes on as long as they are UTF-8. Throws `UnreadableSource` with the line where they stop being it: a file in
 * another encoding is wrong as a whole, and a replaced letter would be a change nobody asked for.
 */
export async function* checkedUtf8(bytes: AsyncIterable<Uint8Array>, isHead = false): AsyncGenerator<Buffer> {
  let lines = 1;
  let held = Buffer.alloc(0);
  const check = (part: Buffer) => {
    if (isUtf8(part)) return;
    throw new UnreadableSource(`This is ${notUtf8}: save the file as UTF-8`, lines + badLine(part));
  };
  for await (const chunk of bytes) {
    const whole = Buffer.concat([held, chunk]);
    const length = finishedLength(whole);
    const part = whole.subarray(0, length);
    check(part);
    held = whole.subarray(length);
    lines += countLines(part);
    if (part.length > 0) yield part;
  }
  if (held.length > 0 && !isHead) check(held);
}
