import { hasSides, kindOf, type Question } from "@/lib/questions/kinds";
import type { QuestionScale, ScaleSource } from "@/lib/questions/scale";
import type { Category } from "@/lib/stats/coded-ratings";

const unnamed: ScaleSource = { sides: ["First side", "Second side"], listGiven: () => [] };

/** Categories of a question, in order, and how they compare. Null for questions whose answers do not. */
export const questionScale = (question: Question, source: Partial<ScaleSource> = {}): QuestionScale | null =>
  kindOf(question).scale(question, { ...unnamed, ...source });

/** Whether the question offers a category: others (a refusal, a tie that came with a file) exist where they were given. */
export function isOffered(question: Question, category: Category): boolean {
  const value = String(category);
  if (hasSides(question) && (value === "1" || value === "2")) return true;
  return kindOf(question)
    .listValues(question)
    .some((listed) => listed.value === value);
}
