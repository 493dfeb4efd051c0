const isNumber = (key: string) => /^\d+$/.test(key);

/** Parts of an item first, as they are numbered, then everything else by its text. */
function compareKeys(a: string, b: string): number {
  if (isNumber(a) && isNumber(b) && Number(a) !== Number(b)) return Number(a) - Number(b);
  if (isNumber(a) !== isNumber(b)) return isNumber(a) ? -1 : 1;
  return a < b ? -1 : a > b ? 1 : 0;
}

/** A set in its one spelling, a JSON list: each option once, whatever the order in which they were chosen. */
export const writeSet = (keys: Iterable<string>): string => JSON.stringify([...new Set(keys)].sort(compareKeys));

export const emptySet = writeSet([]);

/** What a set in that form holds; null for anything else. */
export function readSet(value: unknown): string[] | null {
  if (typeof value !== "string" || !value.startsWith("[")) return null;
  try {
    const read: unknown = JSON.parse(value);
    return Array.isArray(read) && read.every((key) => typeof key === "string") ? read : null;
  } catch {
    return null;
  }
}
