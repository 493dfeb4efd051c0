export type JsonObject = Record<string, unknown>;

export const isJsonObject = (value: unknown): value is JsonObject =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** A key that would become the prototype of whatever the object is copied into. */
const dropPrototype = (key: string, value: unknown) => (key === "__proto__" ? undefined : value);

/** Deeper than any data; below it nothing that walks through a value runs out of stack. */
export const deepestNesting = 200;

export const nestedTooDeeply = `objects and lists are nested more than ${deepestNesting} deep`;

const quote = 0x22;
const apostrophe = 0x27;
const backslash = 0x5c;
const opens = new Set([0x7b, 0x5b]);
const closes = new Set([0x7d, 0x5d]);

/** The place behind the string that begins there. */
function skipString(text: string, from: number): number {
  for (let at = from + 1; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === backslash) at++;
    else if (code === quote) return at + 1;
  }
  return text.length;
}

function isTooDeep(text: string): boolean {
  if (text.length < 2 * deepestNesting) return false;
  let depth = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === quote) at = skipString(text, at) - 1;
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
    if (code === quote) at = skipString(text, at) - 1;
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
 * JSON from outside. Whole numbers whose digits double precision would change become texts, as in Parquet. `__proto__` keys are dropped, also where they are spelt with escapes; the slow way is taken only by
 * texts that may hold one. Throws SyntaxError.
 */
export function parseJson(text: string): unknown {
  if (isTooDeep(text)) throw new SyntaxError(nestedTooDeeply);
  const isSuspect = text.includes("__proto__") || /\\u005f/i.test(text);
  const value: unknown = isSuspect ? JSON.parse(text, dropPrototype) : JSON.parse(text);
  if (!maybeLong.test(text)) return value;
  const kept = quoteLongNumbers(text);
  return isSuspect ? JSON.parse(kept, dropPrototype) : JSON.parse(kept);
}

const foreignWords: ReadonlyMap<string, string> = new Map([
  ["NaN", "it holds NaN: write null where a number is missing"],
  ["Infinity", "it holds Infinity: write null, or the number as text"],
  ["None", "it holds Python's None: write null"],
  ["True", "it holds Python's True: write true"],
  ["False", "it holds Python's False: write false"],
  ["undefined", "it holds undefined: write null"],
]);

/** What other programs write outside of strings that JSON does not know; null where the fault is another. */
function findForeign(text: string): string | null {
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === quote) at = skipString(text, at) - 1;
    else if (code === apostrophe) return "a text stands in single quotes: JSON has double quotes";
    else if (/[A-Za-z]/.test(text.charAt(at))) {
      const word = /^\w+/.exec(text.slice(at, at + 20))?.[0] ?? "";
      const foreign = foreignWords.get(word);
      if (foreign !== undefined) return foreign;
      at += Math.max(0, word.length - 1);
    }
  }
  return null;
}

/** The value, or why the text is none. */
export function tryParseJson(text: string): { value: unknown; error?: never } | { error: string; value?: never } {
  try {
    return { value: parseJson(text) };
  } catch (error) {
    return { error: findForeign(text) ?? (error instanceof Error ? error.message : String(error)) };
  }
}
