import { createHash } from "node:crypto";

/** A short name drawn from contents: the same contents have the same one, in this file and in the next. */
export const contentId = (prefix: string, contents: readonly unknown[]): string =>
  `${prefix}-${createHash("sha256").update(JSON.stringify(contents)).digest("hex").slice(0, 16)}`;

/** Names rows by their contents; a row that repeats an earlier one gets "-2", "-3" ... */
export function makeContentIds(prefix: string): (contents: readonly unknown[]) => string {
  const seen = new Map<string, number>();
  return (contents) => {
    const id = contentId(prefix, contents);
    const times = (seen.get(id) ?? 0) + 1;
    seen.set(id, times);
    return times === 1 ? id : `${id}-${times}`;
  };
}
