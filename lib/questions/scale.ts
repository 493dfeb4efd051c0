import type { SetCategories } from "@/lib/measure/ratings";
import type { Category } from "@/lib/stats/coded-ratings";

/**
 * How answers of a question compare: equal or not, in order, as numbers, as sets of options, or among options that every
 * item has for itself.
 */
export type ScaleKind = "nominal" | "ordinal" | "interval" | "set" | "own-options";

export type QuestionScale = {
  kind: ScaleKind;
  /** In the order in which pages show them. */
  categories: readonly Category[];
  /** What a person reads, one for each category. */
  labels: readonly string[];
  /** The categories are those that were given: numbers between bounds and sets are too many to be listed beforehand. */
  isOpen?: true;
  /** What each category holds and the options there are, where an answer is a set. */
  sets?: SetCategories;
};

/** What a scale is made from beside its question. */
export type ScaleSource = {
  /** The names of a pair's sides. */
  sides: readonly [string, string];
  /** The values that were given: numbers between bounds are too many to be listed beforehand. */
  listGiven: () => Iterable<string>;
};

/** Whether a near miss is less of a disagreement than a far one. */
export const hasDistances = (kind: ScaleKind): boolean => kind === "ordinal" || kind === "interval";
