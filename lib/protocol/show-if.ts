import type { AnswerInput, AnswersInput, Question } from "@/lib/protocol/schema";
import {
  answeredValue,
  bothBadValue,
  cannotJudgeValue,
  confidenceLevels,
  eitherSideValue,
  refusalValue,
  tieValue,
} from "@/lib/protocol/special-values";
import { findAnswer, isAnswered } from "@/lib/questions/answers";

function ownShowIfValues(question: Question): string[] {
  switch (question.type) {
    case "choice":
      return question.options === "item" ? [] : question.options.map(({ key }) => key);
    case "ordinal":
      return question.points.map(({ value }) => String(value));
    case "preference":
      return [eitherSideValue, ...(question.tie ? [tieValue] : []), ...(question.bothBad ? [bothBadValue] : [])];
    case "confidence":
      return question.scale === "levels" ? [...confidenceLevels] : [];
    case "text":
      return [];
  }
}

/** Every value that a show-if rule about this question may name. */
export function listShowIfValues(question: Question): string[] {
  return [
    ...ownShowIfValues(question),
    answeredValue,
    ...(question.cannotJudge ? [cannotJudgeValue] : []),
    ...(question.type === "ordinal" && question.refusal ? [refusalValue] : []),
  ];
}

/** Of those, the ones that an answer amounts to. */
function showIfValuesOf(question: Question, answer: AnswerInput | undefined): string[] {
  if (!isAnswered(answer)) return [];
  if (answer.state === "CANNOT_JUDGE") return [cannotJudgeValue];
  if (answer.state === "REFUSAL") return [refusalValue];
  const value = String(answer.value);
  const own = ownShowIfValues(question).includes(value) ? [value] : [];
  const side = question.type === "preference" && own.length === 0 ? [eitherSideValue] : [];
  return [answeredValue, ...own, ...side];
}

/**
 * The questions that are asked, given the answers so far, in order. A question is left out when its show-if rule does
 * not hold or the question it refers to is itself left out; a confidence also when the answer it is about is "Cannot
 * judge". Works on a browser's answers and on stored ones alike, because no rule can turn on a side or a candidate.
 */
export function listAskedQuestions(questions: readonly Question[], answers: AnswersInput): Question[] {
  const asked = new Map<string, Question>();
  const holds = (rule: Question["showIf"]) => {
    const about = rule && asked.get(rule.question);
    if (!rule) return true;
    return Boolean(
      about && showIfValuesOf(about, findAnswer(answers, about.key)).some((value) => rule.in.includes(value)),
    );
  };
  for (const question of questions) {
    if (!holds(question.showIf)) continue;
    if (question.type === "confidence") {
      if (!asked.has(question.about) || findAnswer(answers, question.about)?.state === "CANNOT_JUDGE") continue;
    }
    asked.set(question.key, question);
  }
  return [...asked.values()];
}

/** A required confidence about an optional question left unanswered has nothing to be about. */
export const mustAnswer = (question: Question, answers: AnswersInput): boolean =>
  question.required && (question.type !== "confidence" || isAnswered(findAnswer(answers, question.about)));
