/*
 * Sentences in ICU MessageFormat, as far as they need it: {name}, {count, number}, {count, plural, one {# label} other {# labels}}
 * and {kind, select, ...}. A small reader, because the labeling page pays for every byte; message.test.ts holds it against the library
 * that is made for the job, over all sentences there are.
 */

type Piece =
  | string
  | { kind: "value" | "number"; name: string; cases?: undefined }
  | { kind: "plural" | "select"; name: string; cases: ReadonlyMap<string, readonly Piece[]> };

/** Stands for the number within the cases of a plural. */
const numberSign: Piece = { kind: "number", name: "#" };

/** Reads pieces up to the brace that ends them, or the end; and where that was. */
function readPieces(text: string, from: number, isPlural: boolean): [Piece[], number] {
  const pieces: Piece[] = [];
  let at = from;
  while (at < text.length && text[at] !== "}") {
    const sign = text[at];
    if (sign === "{") {
      const [piece, end] = readArgument(text, at + 1, isPlural);
      pieces.push(piece);
      at = end;
    } else if (sign === "#" && isPlural) {
      pieces.push(numberSign);
      at += 1;
    } else {
      const rest = text.slice(at).search(isPlural ? /[{}#]/ : /[{}]/);
      const end = rest < 0 ? text.length : at + rest;
      pieces.push(text.slice(at, end));
      at = end;
    }
  }
  return [pieces, at];
}

function readArgument(text: string, from: number, isInPlural: boolean): [Piece, number] {
  const head = /^\s*(\w+)\s*(?:,\s*(number|plural|select)\s*)?([,}])/.exec(text.slice(from));
  if (!head) throw new RangeError(`readMessage: "${text}" has a brace that opens nothing`);
  const [whole, name = "", kind = "value", next] = head;
  let at = from + whole.length;
  if (kind === "value" || kind === "number") return [{ kind, name }, at];
  if (next !== ",") throw new RangeError(`readMessage: "${text}" has no cases for ${name}`);
  const cases = new Map<string, Piece[]>();
  for (;;) {
    const label = /^\s*(=?[\w-]+)\s*\{/.exec(text.slice(at));
    if (!label) break;
    const [inside, end] = readPieces(text, at + label[0].length, kind === "plural" || isInPlural);
    cases.set(label[1] ?? "", inside);
    at = end + 1;
  }
  const end = /^\s*\}/.exec(text.slice(at));
  if (!end || !cases.has("other")) throw new RangeError(`readMessage: "${text}" needs the case "other" for ${name}`);
  return [{ kind: kind === "plural" ? "plural" : "select", name, cases }, at + end[0].length];
}

const read = new Map<string, readonly Piece[]>();

function readMessage(text: string): readonly Piece[] {
  const known = read.get(text);
  if (known) return known;
  const [pieces, end] = readPieces(text, 0, false);
  if (end < text.length) throw new RangeError(`readMessage: "${text}" closes a brace that was never opened`);
  read.set(text, pieces);
  return pieces;
}

export type Values<Extra = never> = Readonly<Record<string, string | number | Extra>>;

/** The sentence with its values in it, in pieces: a value that is no text (a link) stays what it is. */
export function formatParts<Extra = never>(message: string, values: Values<Extra>, tag: string): (string | Extra)[] {
  const write = (pieces: readonly Piece[], counted: number): (string | Extra)[] =>
    pieces.flatMap((piece) => {
      if (typeof piece === "string") return piece;
      const value = piece === numberSign ? counted : values[piece.name];
      if (value === undefined) throw new RangeError(`formatParts: "${message}" lacks ${piece.name}`);
      if (!piece.cases) {
        if (piece.kind === "number") return new Intl.NumberFormat(tag).format(Number(value));
        return typeof value === "number" ? String(value) : value;
      }
      const number = Number(value);
      const chosen =
        piece.kind === "select"
          ? piece.cases.get(String(value))
          : (piece.cases.get(`=${number}`) ?? piece.cases.get(new Intl.PluralRules(tag).select(number)));
      return write(chosen ?? piece.cases.get("other") ?? [], piece.kind === "plural" ? number : counted);
    });
  return write(readMessage(message), 0);
}

export const formatMessage = (message: string, values: Values, tag: string): string =>
  message.includes("{") ? formatParts(message, values, tag).join("") : message;
