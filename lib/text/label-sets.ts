import { labelKey, visibleText } from "@/lib/text/label-spelling";

/** How several labels stand in one cell: a list as programs write it, or names with a sign between them. */
export type Separator = "list" | ";" | "|" | ",";

const separators = [";", "|", ","] as const;
/** Longer parts are sentences rather than labels. */
const longestPart = 60;

const isList = (text: string) => /^\[.*\]$/s.test(text);

/** The members of a list as JSON or Python write it. */
function listMembers(text: string): string[] {
  try {
    const read: unknown = JSON.parse(text);
    if (Array.isArray(read))
      return read.map((member) => (typeof member === "string" ? member : JSON.stringify(member)));
  } catch {
    // Python's quotes are no JSON: below.
  }
  return text
    .slice(1, -1)
    .split(",")
    .map((part) => part.trim().replace(/^(['"])(.*)\1$/, "$2"));
}

/** The labels of one cell, in their order; none where it says that there are none. */
export function splitCell(text: string, separator: Separator): string[] {
  const parts = isList(text) ? listMembers(text) : separator === "list" ? [text] : text.split(separator);
  return parts.map((part) => part.trim()).filter((part) => labelKey(part) !== "");
}

const setKey = (parts: readonly string[]) => [...new Set(parts.map(labelKey))].toSorted().join("\n");

/** 3,5 may be a number or two labels: nothing in the cell tells. */
const isDecimalComma = (text: string) => /^[+-]?\d+,\d+$/.test(visibleText(text));

/** Whether these cells hold sets: some set stands in two orders, or nearly every part is met in other company too. */
function areSets(cells: readonly { text: string; parts: string[] }[]): boolean {
  const several = cells.filter(({ parts }) => parts.length > 1);
  if (several.every(({ text }) => isDecimalComma(text))) return false;
  const orders = new Map<string, Set<string>>();
  const cellsOf = new Map<string, number>();
  for (const { parts } of cells) {
    const keys = parts.map(labelKey);
    const set = setKey(parts);
    orders.set(set, (orders.get(set) ?? new Set()).add(keys.join("\n")));
    for (const key of new Set(keys)) cellsOf.set(key, (cellsOf.get(key) ?? 0) + 1);
  }
  if ([...orders.values()].some(({ size }) => size > 1)) return true;
  const parts = [...new Set(several.flatMap((cell) => cell.parts.map(labelKey)))];
  return parts.filter((key) => (cellsOf.get(key) ?? 0) > 1).length >= 0.75 * parts.length;
}

/**
 * How cells hold several labels, if they seem to; `isClear` where they cannot well be anything else ("anger, joy" and
 * "joy, anger" both occur).
 */
export function findSeparator(texts: readonly string[]): { separator: Separator; isClear: boolean } | null {
  if (texts.some((text) => isList(text))) return { separator: "list", isClear: true };
  for (const separator of separators) {
    const cells = texts.map((text) => ({ text, parts: splitCell(text, separator) }));
    const several = cells.filter(({ parts }) => parts.length > 1);
    if (several.length === 0 || several.some(({ parts }) => parts.some((part) => part.length > longestPart))) continue;
    return { separator, isClear: areSets(cells) };
  }
  return null;
}
