/** A paragraph as it was written, against those of an earlier version. */
export type WrittenPart = { text: string; kind: "same" | "new" | "gone" };

const split = (guidelines: string) =>
  guidelines
    .split(/\n\s*\n/)
    .map((paragraph) => paragraph.trim())
    .filter(Boolean);

/** Lengths of the longest common subsequences of the rests: `table[i][j]` of `before` from i and `after` from j. */
function measureCommon(before: readonly string[], after: readonly string[]): number[][] {
  const table = Array.from({ length: before.length + 1 }, () => new Array<number>(after.length + 1).fill(0));
  const at = (i: number, j: number) => table[i]?.[j] ?? 0;
  for (let i = before.length - 1; i >= 0; i--)
    for (let j = after.length - 1; j >= 0; j--) {
      const row = table[i];
      if (row) row[j] = before[i] === after[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
    }
  return table;
}

/** The paragraphs of two guidelines in one list: those that stayed, those that are new, those that are gone. */
export function compareGuidelines(before: string, after: string): WrittenPart[] {
  const [old, now] = [split(before), split(after)];
  const common = measureCommon(old, now);
  const at = (i: number, j: number) => common[i]?.[j] ?? 0;
  const parts: WrittenPart[] = [];
  for (let i = 0, j = 0; i < old.length || j < now.length; ) {
    const [gone, added] = [old[i], now[j]];
    if (gone !== undefined && gone === added) {
      parts.push({ text: gone, kind: "same" });
      i++;
      j++;
    } else if (gone !== undefined && (added === undefined || at(i + 1, j) >= at(i, j + 1))) {
      parts.push({ text: gone, kind: "gone" });
      i++;
    } else if (added !== undefined) {
      parts.push({ text: added, kind: "new" });
      j++;
    }
  }
  return parts;
}
