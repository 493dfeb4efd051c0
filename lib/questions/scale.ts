import type { Category } from "@/lib/stats/coded-ratings";

/** How answers of a question compare: equal or not, in order, as numbers, or among options that every item has for itself. */
export type ScaleKind = "nominal" | "ordinal" | "interval" | "own-options";

export type QuestionScale = {
  kind: ScaleKind;
  /** In the order in which pages show them. */
  categories: readonly Category[];
  /** What a person reads, one for each category. */
  labels: readonly string[];
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
