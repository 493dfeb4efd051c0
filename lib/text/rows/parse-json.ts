import { explainJson } from "@/lib/text/rows/explain-json";
import { endOfString } from "@/lib/text/rows/json-strings";
import { findRepeatedKey } from "@/lib/text/rows/repeated-key";

export type JsonObject = Record<string, unknown>;

export const isJsonObject = (value: unknown): value is JsonObject =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** A key that would become the prototype of whatever the object is copied into. */
const dropPrototype = (key: string, value: unknown) => (key === "__proto__" ? undefined : value);

/** It is JSON, and cannot be kept as it stands. */
class OddJson extends SyntaxError {}

/** Deeper than any data; below it nothing that walks through a value runs out of stack. */
export const deepestNesting = 200;

export const nestedTooDeeply = `objects and lists are nested more than ${deepestNesting} deep`;

const quote = 0x22;
const opens = new Set([0x7b, 0x5b]);
const closes = new Set([0x7d, 0x5d]);

function isTooDeep(text: string): boolean {
  if (text.length < 2 * deepestNesting) return false;
  let depth = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === quote) at = endOfString(text, at);
    else if (opens.has(code)) depth++;
    else if (closes.has(code)) depth--;
    if (depth > deepestNesting) return true;
  }
  return false;
}

/** A long whole number may stand here; a text that holds one as well. */
const maybeLong = /(?:^|[:,[\s-])\d{16}/;
const isDigit = (code: number) => code >= 0x30 && code <= 0x39;
/** . e E + - */
const inFractions = new Set([0x2e, 0x65, 0x45, 0x2b, 0x2d]);

/** The number that begins there. By hand: a regular expression runs out of stack over millions of digits. */
function takeNumber(text: string, from: number): { number: string; isWhole: boolean } {
  let isWhole = true;
  let at = from;
  for (; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (inFractions.has(code)) isWhole = false;
    else if (!isDigit(code)) break;
  }
  return { number: text.slice(from, at), isWhole };
}

/** JSON in which the whole numbers whose digits reading would change stand as texts: ids keep all their digits. */
function quoteLongNumbers(text: string): string {
  const parts: string[] = [];
  let taken = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === quote) at = endOfString(text, at);
    if (!isDigit(code)) continue;
    const { number, isWhole } = takeNumber(text, at);
    if (isWhole && number.length >= 16 && String(Number(number)) !== number) {
      const begin = text[at - 1] === "-" ? at - 1 : at;
      parts.push(text.slice(taken, begin), `"${text.slice(begin, at + number.length)}"`);
      taken = at + number.length;
    }
    at += number.length - 1;
  }
  return parts.join("") + text.slice(taken);
}

/**
 * JSON from outside. Whole numbers whose digits double precision would change become texts, as in Parquet. A key that stands twice in one object is refused: the first would be lost. `__proto__` keys are dropped, also where they are spelt with escapes; the slow way is taken only by
 * texts that may hold one. Throws SyntaxError.
 */
export function parseJson(text: string): unknown {
  if (isTooDeep(text)) throw new OddJson(nestedTooDeeply);
  const isSuspect = text.includes("__proto__") || /\\u005f/i.test(text);
  const value: unknown = isSuspect ? JSON.parse(text, dropPrototype) : JSON.parse(text);
  const repeated = findRepeatedKey(text, value);
  if (repeated !== null)
    throw new OddJson(`the key ${JSON.stringify(repeated)} stands twice in one object: keep one of the two`);
  if (!maybeLong.test(text)) return value;
  const kept = quoteLongNumbers(text);
  return isSuspect ? JSON.parse(kept, dropPrototype) : JSON.parse(kept);
}

type Tried = { value: unknown; error?: never } | { error: string; value?: never };

/** The value, or why there is none: a clause that goes on from "This line". */
export function tryParseJson(text: string): Tried {
  try {
    return { value: parseJson(text) };
  } catch (error) {
    const { message } = error instanceof Error ? error : { message: String(error) };
    return {
      error: error instanceof OddJson ? `cannot be read: ${message}` : `is not JSON: ${explainJson(text) ?? message}`,
    };
  }
}
