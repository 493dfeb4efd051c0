import type { Question } from "@/lib/protocol/schema";
import { bothBadValue, refusalValue, tieValue } from "@/lib/protocol/special-values";
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

/** Options of an item are named by their key; this is as many as an item may have. */
const mostOptions = 26;

/** Categories of a question, in order, and whether they are a scale. Null for questions that cannot be compared. `sides` are the names of a pair's sides. */
export function questionScale(
  question: Question,
  sides: readonly [string, string] = ["First side", "Second side"],
): QuestionScale | null {
  switch (question.type) {
    case "ordinal":
      return {
        kind: "ordinal",
        categories: question.points.map(({ value }) => value),
        labels: question.points.map(({ value, label }) => (label ? `${value} ${label}` : String(value))),
      };
    case "preference":
      return {
        kind: "nominal",
        categories: ["1", "2", tieValue, bothBadValue],
        labels: [...sides, "Equally good", "Both bad"],
      };
    case "choice": {
      if (question.options !== "item")
        return {
          kind: "nominal",
          categories: [...question.options.map(({ key }) => key), refusalValue],
          labels: [...question.options.map(({ label }) => label), "Refusal"],
        };
      const keys = Array.from({ length: mostOptions }, (_, place) => String(place + 1));
      return { kind: "own-options", categories: keys, labels: keys.map((key) => `Option ${key}`) };
    }
    default:
      return null;
  }
}

/** Whether the question offers a category: others (a refusal, a tie that came with a file) exist where they were given. */
export function isOffered(question: Question, category: Category): boolean {
  if (question.type === "preference")
    return (
      category === "1" ||
      category === "2" ||
      (category === tieValue && question.tie) ||
      (category === bothBadValue && question.bothBad)
    );
  if (question.type === "choice")
    return question.options !== "item" && question.options.some(({ key }) => key === category);
  return question.type === "ordinal";
}
