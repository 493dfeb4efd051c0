import type { StoredAnswer } from "@/lib/questions/answer-check";
import { askedOfItem } from "@/lib/questions/asked-of";
import type { Question } from "@/lib/questions/kinds";
import { kindOf } from "@/lib/questions/kinds";
import { hasDistances } from "@/lib/questions/scale";
import { itemTarget } from "@/lib/questions/targets";

export type GivenAnswer = Pick<StoredAnswer, "questionKey" | "target" | "state" | "value">;

/** A question with a known answer, and whether somebody gave it. */
export type Mark = { question: string; isRight: boolean };

/** What is right of each question of an item, as it is stored: { [questionKey]: value }. */
export function readTruth(stored: unknown): Record<string, string> {
  if (!stored || typeof stored !== "object") return {};
  return Object.fromEntries(
    Object.entries(stored).flatMap(([key, value]) => (value === null ? [] : [[key, String(value)]])),
  );
}

const noSides: Parameters<ReturnType<typeof kindOf>["scale"]>[1] = { sides: ["1", "2"], listGiven: () => [] };

/** Whether a near miss may pass: on scales and numbers, never where values are names of parts. */
function isMeasured(question: Question): boolean {
  const kind = kindOf(question);
  const scale = kind.need(question) === null ? kind.scale(question, noSides) : null;
  return scale !== null && hasDistances(scale.kind);
}

function isRight(question: Question, given: string, right: string, within: number): boolean {
  if (given === right) return true;
  const distance = Math.abs(Number(given) - Number(right));
  // Points such as 0.1 and 0.3 are 0.19999999999999998 apart.
  return isMeasured(question) && distance <= within + 1e-9;
}

/** The questions whose answer is known: judgments of the item as a whole, in the order in which they are asked. */
export const listKnown = (questions: readonly Question[], truth: Readonly<Record<string, string>>): Question[] =>
  questions.filter(
    (question) => Object.hasOwn(truth, question.key) && kindOf(question).isJudgment && askedOfItem(question) === "item",
  );

/**
 * Holds a rater's answers of one item against what is known to be right. On scales and numbers an answer is right within so many
 * points; everywhere else it is the right one or it is not. No answer, or none that judges, is not right.
 */
export function markAnswers(
  questions: readonly Question[],
  truth: Readonly<Record<string, string>>,
  answers: readonly GivenAnswer[],
  within: number,
): Mark[] {
  return listKnown(questions, truth).map((question) => {
    const given = answers.find(({ questionKey, target }) => questionKey === question.key && target === itemTarget);
    const right = truth[question.key];
    const hasValue = given?.state === "GIVEN" && given.value !== null && right !== undefined;
    return { question: question.key, isRight: hasValue && isRight(question, given.value ?? "", right, within) };
  });
}
