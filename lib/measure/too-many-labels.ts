import { formatCount } from "@/lib/format-number";
import type { Scale } from "@/lib/measure/ratings";
import type { CodedRatings } from "@/lib/stats/coded-ratings";

/**
 * A scale of 0 to 100 in halves has 201 numbers. Ten thousand units of five raters take 3 s with 101 of them and 8 s with
 * 300 where weights are a table, whose cost goes by the square.
 */
const mostNumbers = 300;
/** Codes of a long list are labels, and without weights no table of them is gone through at each resample. */
const mostNames = 2000;

/** Distances between sets are a table too, and nobody can change that by naming a level. */
const mostSets = 500;

const limits = (level: Scale): [most: number, kind: string, advice: string] => {
  if (level === "set") return [mostSets, "sets", "ask with fewer options, or join rare ones"];
  if (level === "nominal")
    return [mostNames, "labels", "join rare labels, or use --level interval where they are numbers"];
  return [
    mostNumbers,
    "numbers",
    "round them or put them into classes; what is computed from the numbers themselves stands",
  ];
};

/** Why labels of so many kinds are not taken as categories, if so: no two continuous scores are ever the same. */
export function tooManyLabels({ categories }: Pick<CodedRatings, "categories">, level: Scale): string | null {
  const [most, kind, advice] = limits(level);
  if (categories.length <= most) return null;
  return `there are ${formatCount(categories.length)} different ${kind}, and no more than ${formatCount(most)} count as labels: ${advice}`;
}
