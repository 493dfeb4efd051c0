import { cellText } from "@/lib/text/rows/cell-text";

type Sides = { left: string; right: string };

const words: Readonly<Record<string, number>> = { left: 1, first: 1, a: 1, right: -1, second: -1, b: -1 };

/** The side of which a text is the name, whatever its case: 1 for left, -1 for right, 0 for both alike, null for none. */
function sideOf(text: string, { left, right }: Sides): number | null {
  const own = text.toLowerCase();
  const [isLeft, isRight] = [own === left.toLowerCase(), own === right.toLowerCase()];
  // Names that differ in case alone are told apart by it.
  if (isLeft && isRight) return text === left ? 1 : text === right ? -1 : 0;
  return isLeft ? 1 : isRight ? -1 : null;
}

/**
 * Which side a winner's cell names: 1 for left, -1 for right, 0 for a tie. By a player, a column, left or right, first or second, A or
 * B; or why by none.
 */
export function readWinner(cell: unknown, players: Sides, columns: Sides): number | { because: string } {
  const text = cellText(cell);
  const own = text.toLowerCase();
  const byName = sideOf(text, players);
  const byPlace = sideOf(text, columns) ?? (Object.hasOwn(words, own) ? (words[own] ?? null) : null);
  if (byName === 0) return { because: `"${text}" is the name of both sides but for its case: write left or right` };
  if (byName !== null && byPlace !== null && byName !== byPlace) {
    const [named, placed] = byName > 0 ? ["left", "right"] : ["right", "left"];
    return {
      because: `"${text}" is the name of the ${named} side and a word for the ${placed} one: write left or right`,
    };
  }
  const side = byName ?? byPlace;
  if (side !== null) return side;
  if (/^(?:tie|both|neither|draw|equal)\b/.test(own)) return 0;
  return { because: `"${text}" names neither side: use its name, left or right, A or B, or tie` };
}
