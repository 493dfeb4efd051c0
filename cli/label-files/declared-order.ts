import type { Category } from "@/lib/stats/coded-ratings";
import { labelKey } from "@/lib/text/label-spelling";
import { UsageError } from "../usage-error";
import { isByName, isTooLarge, type Measure, numberTest } from "./number-labels";

/** The labels that --order declares. */
export type DeclaredOrder = {
  /** From lowest to highest. */
  categories: readonly Category[];
  /** The category that a label of the file is, or is another spelling of; undefined where it is none of them. */
  find: (label: string) => Category | undefined;
};

const isAscending = (numbers: readonly number[]) =>
  numbers.every((number, place) => place === 0 || number > (numbers[place - 1] ?? number));

/** Why numbers cannot be declared in this order; null where they can. */
function findObstacle(numbers: readonly number[], measure: Measure): string | null {
  if (isByName(measure)) return null;
  const { level, weights } = measure;
  if (numbers.some(isTooLarge)) return "names a number that is too large: use other units";
  if ((level === "ratio" || weights === "ratio") && numbers.some((number) => number < 0))
    return `names a number below 0, where --${level === "ratio" ? "level" : "weights"} ratio begins`;
  if ((level === "interval" || level === "ratio") && !isAscending(numbers))
    return `contradicts --level ${level}, where numbers have their own order: write them from lowest to highest, or leave --order out`;
  return null;
}

/** Reads --order. Throws a `UsageError` where it declares nothing, a label twice, or what the level cannot hold. */
export function declaredOrder(labels: readonly string[], measure: Measure): DeclaredOrder {
  const typed = `--order ${labels.join(",")}`;
  if (labels.length === 0)
    throw new UsageError("--order names no label: write them from lowest to highest, with commas.");
  const isNumber = numberTest(measure);
  const areNumbers = labels.every(isNumber);
  const keyOf = (label: string) => (areNumbers && isNumber(label) ? Number(label) : label);
  const keys = labels.map(keyOf);
  const twice = keys.find((key, place) => keys.indexOf(key) !== place);
  if (twice !== undefined) throw new UsageError(`--order names "${twice}" twice`);
  const word = labels.find((label) => !isNumber(label));
  if (word !== undefined && (measure.level === "interval" || measure.level === "ratio"))
    throw new UsageError(`${typed} names "${word}", which is no number, as --level ${measure.level} needs`);
  const numbers = areNumbers ? keys.map(Number) : [];
  const obstacle = findObstacle(numbers, measure);
  if (obstacle !== null) throw new UsageError(`${typed} ${obstacle}`);
  // Numbers would be weighted by their size: in another order than that, only their ranks are left.
  const categories = areNumbers && isAscending(numbers) ? numbers : labels;
  const byKey = new Map(keys.map((key, place) => [key, categories[place]]));
  const bySpelling = mapSpellings(labels, categories);
  return {
    categories,
    find: (label) => byKey.get(keyOf(label)) ?? bySpelling.get(labelKey(label)),
  };
}

/** Spellings that mean one declared label; those that two share (A and a, declared both) mean neither. */
function mapSpellings(labels: readonly string[], categories: readonly Category[]): Map<string, Category> {
  const keys = labels.map(labelKey);
  const isOwn = (key: string) => keys.indexOf(key) === keys.lastIndexOf(key);
  return new Map(
    keys.flatMap((key, place) => {
      const category = categories[place];
      return category !== undefined && isOwn(key) ? [[key, category] as const] : [];
    }),
  );
}
