import { endOfString } from "@/lib/text/rows/json-strings";

/*
 * A key that stands twice in one object of JSON: the parser keeps the last and says nothing of the first.
 */

const [quote, colon, comma] = [0x22, 0x3a, 0x2c];
const [openObject, closeObject, openArray, closeArray] = [0x7b, 0x7d, 0x5b, 0x5d];

function countColons(text: string): number {
  let colons = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === quote) at = endOfString(text, at);
    else if (code === colon) colons++;
  }
  return colons;
}

function countKeys(value: unknown): number {
  if (typeof value !== "object" || value === null) return 0;
  if (Array.isArray(value)) return value.reduce<number>((sum, inner) => sum + countKeys(inner), 0);
  const inner = Object.values(value);
  return inner.reduce<number>((sum, own) => sum + countKeys(own), inner.length);
}

/** The first key that an object has already. */
function seek(text: string): string | null {
  const open: (Set<string> | null)[] = [];
  let mayBeKey = false;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === quote) {
      const end = endOfString(text, at);
      const known = open.at(-1);
      if (known && mayBeKey) {
        const key = String(JSON.parse(text.slice(at, end + 1)));
        if (known.has(key) && key !== "__proto__") return key;
        known.add(key);
      }
      mayBeKey = false;
      at = end;
    } else if (code === openObject || code === openArray) {
      open.push(code === openObject ? new Set() : null);
      mayBeKey = true;
    } else if (code === closeObject || code === closeArray) open.pop();
    else if (code === comma) mayBeKey = true;
  }
  return null;
}

/** A key that stands twice in one object of a text that was parsed to `value`; null where none does. Linear: keys are looked at only where there are fewer of them than colons. */
export const findRepeatedKey = (text: string, value: unknown): string | null =>
  countColons(text) === countKeys(value) ? null : seek(text);
