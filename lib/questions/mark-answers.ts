import type { AnswerInput, AnswersInput } from "@/lib/questions/answer-schema";
import { findAnswer, putAnswer } from "@/lib/questions/answers";
import { kindOf, type Question } from "@/lib/questions/kinds";
import { emptySet, readSet, writeSet } from "@/lib/questions/sets";
import { compareTargets, itemTarget } from "@/lib/questions/targets";

/** Whether an answer about the item says that something is marked. */
const saysMarked = (answer: AnswerInput | undefined): boolean => (readSet(answer?.value) ?? []).length > 0;

/** Whether the marks of a question count: where its answer says anything else they wait, and come back with it. */
export const hasMarks = (answers: AnswersInput, question: Question): boolean =>
  kindOf(question).marking(question) !== null && saysMarked(findAnswer(answers, question.key));

export const nothingMarked: AnswerInput = { state: "GIVEN", value: emptySet };

/** What the answer about the item is once these are its marks: their categories. */
export const summarizeMarks = (marks: readonly AnswerInput[]): AnswerInput => ({
  state: "GIVEN",
  value: writeSet(marks.map(({ value }) => String(value ?? ""))),
});

/** The marks of a question by target, in the order of the text. */
export function listMarks(answers: AnswersInput, question: Question): Record<string, AnswerInput> {
  if (!hasMarks(answers, question)) return {};
  const own = Object.entries(answers[question.key] ?? {}).filter(([target]) => target !== itemTarget);
  return Object.fromEntries(own.sort(([a], [b]) => compareTargets(a, b)));
}

/** Sets, changes or (undefined) takes away one mark; the answer about the item says what there is. */
export function putMark(
  answers: AnswersInput,
  question: string,
  mark: AnswerInput | undefined,
  target: string,
): AnswersInput {
  // Marks that waited behind another answer are gone once something is marked anew.
  const isMarked = saysMarked(findAnswer(answers, question));
  const before = isMarked ? answers : putAnswer({ ...answers, [question]: {} }, question, undefined);
  const next = putAnswer(before, question, mark, target);
  const left = Object.entries(next[question] ?? {}).flatMap(([own, answer]) => (own === itemTarget ? [] : [answer]));
  return putAnswer(next, question, left.length > 0 ? summarizeMarks(left) : undefined);
}
