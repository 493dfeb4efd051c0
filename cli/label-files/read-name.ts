import { cellText } from "@/lib/text/rows/cell-text";
import { findLostDigits } from "./scale";

/** A cell that names something (a unit, a rater), or why it does not. */
export function readName(cell: unknown, what: string): { name: string } | { because: string } {
  const because = findLostDigits(cell);
  if (because !== null) return { because };
  const name = cellText(cell);
  return name === "" ? { because: `Empty: every row names its ${what}` } : { name };
}
