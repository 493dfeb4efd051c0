import { megabytes, type ReadLimits } from "@/lib/text/bytes/read-limits";
import { UnreadableSource } from "@/lib/text/bytes/source";
import { deepestNesting, nestedTooDeeply } from "@/lib/text/rows/parse-json";

/** What stands between two commas: an element that was asked for, or a member of the object around them. */
export type JsonPiece = { line: number; bytes: Buffer; isElement: boolean };

/** What a byte may mean outside of strings. */
const kinds = { other: 0, blank: 1, quote: 2, open: 3, close: 4, comma: 5 } as const;
const kindOf = new Uint8Array(256);
for (const character of " \t\r\n") kindOf[character.charCodeAt(0)] = kinds.blank;
for (const character of "[{") kindOf[character.charCodeAt(0)] = kinds.open;
for (const character of "]}") kindOf[character.charCodeAt(0)] = kinds.close;
kindOf[0x22] = kinds.quote;
kindOf[0x2c] = kinds.comma;

const [backslash, quote, newline, openArray, closeArray, closeObject] = [0x5c, 0x22, 0x0a, 0x5b, 0x5d, 0x7d];
const byteOrderMark = [0xef, 0xbb, 0xbf];
const longestName = 200;

/**
 * Cuts JSON into pieces without understanding more than strings and brackets: what stands between commas at the first
 * level, and at the second level of the member called `member`. Looks at every byte once. Pieces are whole JSON, or
 * whoever parses them finds out.
 */
export class JsonCutter {
  line = 1;
  isComplete = false;
  private place = 0;
  private depth = 0;
  /** The last bracket opened at depths 1 and 2: only those have to be closed by their own kind here. */
  private closers: number[] = [];
  private inString = false;
  private isEscaped = false;
  private pieceLine = 1;
  private held: Buffer[] = [];
  private heldBytes = 0;
  /** Depth whose commas part the elements that are asked for. */
  private cutDepth = 1;
  private isArray = false;
  /** After a comma something has to follow; behind the member that was asked for nothing may stand. */
  private expects: "anything" | "piece" | "nothing" = "anything";

  constructor(
    private readonly member: string,
    private readonly limits: ReadLimits,
  ) {}

  private refuse(message: string, line = this.line): never {
    throw new UnreadableSource(message, line);
  }

  private hold(bytes: Buffer) {
    this.heldBytes += bytes.length;
    if (this.heldBytes > this.limits.lineBytes)
      this.refuse(`One element is longer than ${megabytes(this.limits.lineBytes)}`, this.pieceLine);
    // Copied, because whoever sends the chunk may fill the same memory again.
    if (bytes.length > 0) this.held.push(Buffer.from(bytes));
  }

  private take(bytes: Buffer): Buffer {
    this.hold(bytes);
    const whole = this.held.length === 1 ? this.held[0] : Buffer.concat(this.held);
    this.held = [];
    this.heldBytes = 0;
    return whole ?? Buffer.alloc(0);
  }

  /** What ends at a comma or at the bracket that closes the level; null where there is nothing, and nothing has to be. */
  private endPiece(bytes: Buffer, atComma: boolean): JsonPiece | null {
    const whole = this.take(bytes);
    const wanted = this.expects;
    this.expects = atComma ? "piece" : "anything";
    if (whole.length === 0) {
      if (wanted === "piece" || (atComma && wanted === "anything"))
        this.refuse("This is not JSON: nothing stands between two commas, or before or behind one");
      return null;
    }
    if (wanted === "nothing") this.refuse("This is not JSON: a comma is missing");
    return { line: this.pieceLine, bytes: whole, isElement: this.isArray || this.cutDepth === 2 };
  }

  /** Whether what is held is `"member":`, so that the array that begins now is the one asked for. */
  private namesMember() {
    const text = this.heldBytes < longestName ? Buffer.concat(this.held).toString("utf8").trim() : "";
    return text.endsWith(":") && text.slice(0, -1).trim() === JSON.stringify(this.member);
  }

  private open(byte: number) {
    this.depth++;
    if (this.depth > deepestNesting) this.refuse(`This cannot be read: ${nestedTooDeeply}`);
    if (this.depth <= 2) this.closers[this.depth] = byte === openArray ? closeArray : closeObject;
    if (this.depth === 1) this.isArray = byte === openArray;
  }

  private close(byte: number) {
    if (this.depth <= 2 && this.closers[this.depth] !== byte) this.refuse("This is not JSON: a bracket does not fit");
    if (this.depth === this.cutDepth && this.cutDepth === 2) this.expects = "nothing";
    if (this.depth === this.cutDepth) this.cutDepth = 1;
    this.depth--;
    if (this.depth === 0) this.isComplete = true;
  }

  private skipString(chunk: Buffer, from: number): number {
    for (let at = from; at < chunk.length; at++) {
      const byte = chunk[at];
      if (this.isEscaped) this.isEscaped = false;
      else if (byte === backslash) this.isEscaped = true;
      else if (byte === quote) {
        this.inString = false;
        return at + 1;
      } else if (byte === newline) this.line++;
    }
    return chunk.length;
  }

  private isMark(byte: number) {
    return this.place <= byteOrderMark.length && byteOrderMark[this.place - 1] === byte;
  }

  private refuseOutside(): never {
    return this.refuse(
      `This is not JSON: ${this.isComplete ? "more follows behind its end" : "it begins with neither [ nor {"}`,
    );
  }

  *cut(chunk: Buffer): Generator<JsonPiece> {
    let start = 0;
    for (let at = 0; at < chunk.length; ) {
      if (this.inString) {
        at = this.skipString(chunk, at);
        continue;
      }
      const byte = chunk[at] ?? 0;
      const kind = kindOf[byte];
      if (byte === newline) this.line++;
      if (this.depth === 0) {
        this.place++;
        if (kind === kinds.open && !this.isComplete) {
          this.open(byte);
          start = at + 1;
        } else if (kind !== kinds.blank && !this.isMark(byte)) this.refuseOutside();
        at++;
        continue;
      }
      const isBegin = this.heldBytes === 0 && start === at;
      if (isBegin && kind === kinds.blank) start = at + 1;
      else if (isBegin) this.pieceLine = this.line;
      if (kind === kinds.quote) this.inString = true;
      else if (kind === kinds.open) {
        if (this.depth === 1 && !this.isArray && byte === openArray) {
          this.hold(chunk.subarray(start, at));
          start = at;
          if (this.namesMember()) {
            this.take(chunk.subarray(at, at));
            this.cutDepth = 2;
            this.expects = "anything";
            start = at + 1;
          }
        }
        this.open(byte);
      } else if (this.depth === this.cutDepth && (kind === kinds.comma || kind === kinds.close)) {
        const piece = this.endPiece(chunk.subarray(start, at), kind === kinds.comma);
        start = at + 1;
        if (piece) yield piece;
        if (kind === kinds.close) this.close(byte);
      } else if (kind === kinds.close) this.close(byte);
      at++;
    }
    if (this.depth > 0) this.hold(chunk.subarray(start));
  }
}
