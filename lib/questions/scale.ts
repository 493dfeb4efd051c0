import type { Category } from "@/lib/stats/coded-ratings";

/** How answers of a question compare: equal or not, in order, or among options that every item has for itself. */
export type ScaleKind = "nominal" | "ordinal" | "own-options";

export type QuestionScale = {
  kind: ScaleKind;
  /** In the order in which pages show them. */
  categories: readonly Category[];
  /** What a person reads, one for each category. */
  labels: readonly string[];
};
