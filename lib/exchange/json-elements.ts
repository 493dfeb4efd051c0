import { isUtf8 } from "node:buffer";
import { type JsonObject, tryParseJson } from "@/lib/exchange/parse-json";
import { megabytes, type ReadLimits, readLimits } from "@/lib/exchange/read-limits";
import { UnreadableSource } from "@/lib/exchange/source";

/** One element of the array, with the line it begins on and its place from 0. */
export type JsonElement = { line: number; index: number; value: unknown; header: JsonObject };

const code = (character: string) => character.charCodeAt(0);
const quote = code('"');
const backslash = code("\\");
const comma = code(",");
const newline = code("\n");
const opens = new Set([code("{"), code("[")]);
const closes = new Set([code("}"), code("]")]);
const blank = new Set([code(" "), code("\t"), code("\r"), newline, 0xef, 0xbb, 0xbf]);

type Piece = { line: number; depth: number; bytes: Buffer; opensArray: boolean };

/**
 * Cuts JSON into pieces without understanding more than strings and brackets: what stands between commas and brackets
 * at the first level, and at the second level of the member called `member`.
 */
class JsonCutter {
  private depth = 0;
  private inString = false;
  private isEscaped = false;
  private line = 1;
  private pieceLine = 1;
  private held: Buffer[] = [];
  private heldBytes = 0;
  /** Depth whose commas part the elements that are asked for. */
  private cutDepth = 1;
  isComplete = false;

  /** The line that the text has reached. */
  get lastLine() {
    return this.line;
  }

  constructor(
    private readonly member: string,
    private readonly limits: ReadLimits,
  ) {}

  private hold(bytes: Buffer) {
    this.heldBytes += bytes.length;
    if (this.heldBytes > this.limits.lineBytes)
      throw new UnreadableSource(`One element is longer than ${megabytes(this.limits.lineBytes)}`, this.pieceLine);
    if (bytes.length > 0) this.held.push(Buffer.from(bytes));
  }

  private take(depth: number, opensArray = false): Piece {
    const piece = { line: this.pieceLine, depth, bytes: Buffer.concat(this.held), opensArray };
    this.held = [];
    this.heldBytes = 0;
    return piece;
  }

  /** Whether what is held is `"member":`, so that the array that begins now is the one asked for. */
  private namesMember() {
    const text = this.heldBytes < 200 ? Buffer.concat(this.held).toString("utf8").trim() : "";
    return text.endsWith(":") && text.slice(0, -1).trim() === JSON.stringify(this.member);
  }

  *cut(chunk: Buffer): Generator<Piece> {
    let start = 0;
    for (let at = 0; at < chunk.length; at++) {
      const byte = chunk[at] ?? 0;
      if (byte === newline) this.line++;
      if (this.inString) {
        if (this.isEscaped) this.isEscaped = false;
        else if (byte === backslash) this.isEscaped = true;
        else if (byte === quote) this.inString = false;
        continue;
      }
      if (this.heldBytes === 0 && start === at && blank.has(byte)) {
        start = at + 1;
        continue;
      }
      if (this.heldBytes === 0 && start === at) this.pieceLine = this.line;
      if (byte === quote) this.inString = true;
      else if (opens.has(byte)) {
        this.depth++;
        if (this.depth === 1) start = at + 1;
        else if (this.depth === 2 && this.cutDepth === 1 && byte === code("[")) {
          this.hold(chunk.subarray(start, at));
          start = at;
          if (this.namesMember()) {
            yield this.take(1, true);
            this.cutDepth = 2;
            start = at + 1;
          }
        }
      } else if (closes.has(byte)) {
        if (this.depth === this.cutDepth) {
          this.hold(chunk.subarray(start, at));
          yield this.take(this.depth);
          start = at + 1;
          this.cutDepth = 1;
        }
        this.depth--;
        if (this.depth === 0) this.isComplete = true;
      } else if (byte === comma && this.depth === this.cutDepth) {
        this.hold(chunk.subarray(start, at));
        yield this.take(this.depth);
        start = at + 1;
      }
    }
    if (this.depth > 0) this.hold(chunk.subarray(start));
  }
}

function decode({ bytes, line }: Piece): string {
  if (!isUtf8(bytes)) throw new UnreadableSource("This is not UTF-8: save the file as UTF-8", line);
  return bytes.toString("utf8");
}

function parsePiece(piece: Piece, name: string, wrap: (text: string) => string): unknown {
  const { value, error } = tryParseJson(wrap(decode(piece)));
  if (error !== undefined) throw new UnreadableSource(`${name} is not JSON: ${error}`, piece.line);
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
  let isObject: boolean | null = null;
  for await (const chunk of bytes) {
    const buffer = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
    isObject ??= beginsWithBrace(buffer);
    for (const piece of cutter.cut(buffer)) {
      if (piece.opensArray || piece.bytes.toString("latin1").trim() === "") continue;
      const isElement = piece.depth === 2 || !isObject;
      if (isElement) {
        const value = parsePiece(piece, `Element ${index + 1}`, (text) => text);
        yield { line: piece.line, index: index++, value, header };
      } else header = { ...header, ...(parsePiece(piece, "This", (text) => `{${text}}`) as JsonObject) };
    }
  }
  if (!cutter.isComplete && !isHead)
    throw new UnreadableSource(
      `The file ends in the middle of its JSON, after ${index} whole elements: is it cut off?`,
      cutter.lastLine,
    );
}

/** Null while nothing but blanks has come. */
function beginsWithBrace(buffer: Buffer): boolean | null {
  const first = buffer.find((byte) => !blank.has(byte));
  return first === undefined ? null : first === code("{");
}
