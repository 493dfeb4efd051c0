import { formatCount } from "@/lib/format-number";
import type { Level } from "@/lib/stats/agreement/disagreement";
import type { CodedRatings } from "@/lib/stats/coded-ratings";

/**
 * A scale of 0 to 100 in halves has 201 numbers. Ten thousand units of five raters take 3 s with 101 of them and 8 s with
 * 300 where weights are a table, whose cost goes by the square.
 */
const mostNumbers = 300;
/** Codes of a long list are labels, and without weights no table of them is gone through at each resample. */
const mostNames = 2000;

/** Why labels of so many kinds are not taken as categories, if so: no two continuous scores are ever the same. */
export function tooManyLabels({ categories }: CodedRatings, level: Level): string | null {
  const [most, kind] = level === "nominal" ? [mostNames, "labels"] : [mostNumbers, "numbers"];
  if (categories.length <= most) return null;
  const counted = `there are ${formatCount(categories.length)} different ${kind}, and no more than ${formatCount(most)} count as labels`;
  return level === "nominal"
    ? `${counted}: join rare labels, or use --level interval where they are numbers`
    : `${counted}: round them or put them into classes; what is computed from the numbers themselves stands`;
}
