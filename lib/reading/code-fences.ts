const fence = /^([ \t]*`{3,})([^`]*)$/;

/** The parts of a line that may open a block of code: its backticks, and what is said of the code after them. */
export function readFence(line: string): { open: string; info: string } | null {
  const [, open, info = ""] = fence.exec(line) ?? [];
  return open === undefined ? null : { open, info };
}

/**
 * Line of an opening fence -> line of the next fence that closes it: as long or longer, and bare. A fence that is never
 * closed (a text that was cut off) is no fence.
 */
export function findFences(lines: readonly string[]): ReadonlyMap<number, number> {
  const fences = lines.flatMap((line, place) => {
    const found = readFence(line);
    return found ? [{ place, length: found.open.trimStart().length, isBare: found.info.trim() === "" }] : [];
  });
  const pairs = new Map<number, number>();
  /** What is as long as this is closed no more: looked for once, which keeps this linear. */
  let unclosed = Number.POSITIVE_INFINITY;
  for (let at = 0; at < fences.length; at++) {
    const open = fences[at];
    if (!open || open.length >= unclosed) continue;
    let end = at + 1;
    while (end < fences.length && !(fences[end]?.isBare && (fences[end]?.length ?? 0) >= open.length)) end++;
    const close = fences[end];
    if (close) {
      pairs.set(open.place, close.place);
      at = end;
    } else unclosed = open.length;
  }
  return pairs;
}
