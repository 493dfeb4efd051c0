import { formatCount } from "@/lib/format-number";
import type { Category } from "@/lib/stats/coded-ratings";

/** A name as it stands in a list or a table: in quotes where it would be taken for several, or for lines. */
export const quoteName = (name: string) =>
  /[,;\n\r"]/.test(name) || name.trim() !== name ? JSON.stringify(name) : name;

/** Names with commas, `most` of them at most. */
export function listNames(names: readonly string[], most = 12): string {
  const shown = names.slice(0, most).map(quoteName).join(", ");
  const rest = names.length - most;
  return rest > 0 ? `${shown} and ${formatCount(rest)} more` : shown;
}

const mostListed = 12;

/** The labels of a file in their order; of many numbers only how many they are, and the ends. */
export function describeLabels(categories: readonly Category[]): string {
  const isLong = categories.length > mostListed && categories.every((category) => typeof category === "number");
  return isLong
    ? `${formatCount(categories.length)} different numbers from ${categories[0]} to ${categories.at(-1)}`
    : listNames(categories.map(String), mostListed);
}
