import type { Question } from "@/lib/protocol/schema";
import { bothBadValue, refusalValue, tieValue } from "@/lib/protocol/special-values";

const levelWords: Readonly<Record<string, string>> = { low: "Low", medium: "Medium", high: "High" };

function ofChoice(question: Extract<Question, { type: "choice" }>, value: string, names: ReadonlyMap<string, string>) {
  if (question.options === "item") return names.get(value) ?? `Option ${value}`;
  if (value === refusalValue) return "Refusal";
  return question.options.find(({ key }) => key === value)?.label ?? value;
}

/**
 * A stored value in the words of the protocol, and of the item where its parts are the options: never a code. A value that
 * the question does not know stands as it is.
 */
export function answerWords(question: Question | undefined, value: string, names: ReadonlyMap<string, string>): string {
  switch (question?.type) {
    case "choice":
      return ofChoice(question, value, names);
    case "ordinal": {
      const point = question.points.find((one) => String(one.value) === value);
      return point?.label ? `${value} ${point.label}` : value;
    }
    case "preference":
      if (value === tieValue) return "Equally good";
      return value === bothBadValue ? "Both bad" : (names.get(value) ?? value);
    case "confidence":
      return question.scale === "levels" ? (levelWords[value] ?? value) : `${value} %`;
    default:
      return value;
  }
}
