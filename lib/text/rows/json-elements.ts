import { isUtf8 } from "node:buffer";
import { notUtf8 } from "@/lib/text/bytes/encodings";
import { readLimits } from "@/lib/text/bytes/read-limits";
import { UnreadableSource } from "@/lib/text/bytes/source";
import { JsonCutter, type JsonPiece } from "@/lib/text/rows/json-cutter";
import { type JsonObject, tryParseJson } from "@/lib/text/rows/parse-json";

/** One element of the array, with the line it begins on and its place from 0. */
export type JsonElement = { line: number; index: number; value: unknown; header: JsonObject };

function parsePiece({ bytes, line }: JsonPiece, name: string, wrap: (text: string) => string): unknown {
  if (!isUtf8(bytes)) throw new UnreadableSource(`This is ${notUtf8}: save the file as UTF-8`, line);
  const { value, error } = tryParseJson(wrap(bytes.toString("utf8")));
  if (error !== undefined) throw new UnreadableSource(`${name} ${error}`, line);
  return value;
}

/**
 * The elements of a JSON array, one at a time: of the file itself when it is an array, else of its member `member`.
 * `header` holds the other members that stand before it. Throws `UnreadableSource` where the text is not JSON.
 */
export async function* readJsonElements(
  bytes: AsyncIterable<Uint8Array>,
  { member = "", isHead = false, limits = readLimits } = {},
): AsyncGenerator<JsonElement> {
  const cutter = new JsonCutter(member, limits);
  let header: JsonObject = {};
  let index = 0;
  for await (const chunk of bytes) {
    for (const piece of cutter.cut(Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength))) {
      if (piece.isElement) {
        const value = parsePiece(piece, `Element ${index + 1}`, (text) => text);
        yield { line: piece.line, index: index++, value, header };
      } else header = { ...header, ...(parsePiece(piece, "This", (text) => `{${text}}`) as JsonObject) };
    }
  }
  if (!cutter.isComplete && !isHead)
    throw new UnreadableSource(
      `The file ends in the middle of its JSON, after ${index} whole elements: is it cut off?`,
      cutter.line,
    );
}
