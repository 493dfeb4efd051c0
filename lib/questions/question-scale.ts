import type { Question } from "@/lib/protocol/schema";
import { hasSides, kindOf } from "@/lib/questions/kinds";
import type { QuestionScale } from "@/lib/questions/scale";
import type { Category } from "@/lib/stats/coded-ratings";

/** Categories of a question, in order, and how they compare. Null for questions whose answers do not. `sides` are the names of a pair's sides. */
export const questionScale = (
  question: Question,
  sides: readonly [string, string] = ["First side", "Second side"],
): QuestionScale | null => kindOf(question).scale(question, sides);

/** Whether the question offers a category: others (a refusal, a tie that came with a file) exist where they were given. */
export function isOffered(question: Question, category: Category): boolean {
  const value = String(category);
  if (hasSides(question) && (value === "1" || value === "2")) return true;
  return kindOf(question)
    .listValues(question)
    .some((listed) => listed.value === value);
}
