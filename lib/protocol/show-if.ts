import type { AnswerInput, AnswersInput, Question } from "@/lib/protocol/schema";
import { findAnswer, isAnswered } from "@/lib/questions/answers";
import { kindOf } from "@/lib/questions/kinds";
import { answeredValue, cannotJudgeValue, refusalValue } from "@/lib/questions/special-values";

/** Every value that a show-if rule about this question may name. */
export function listShowIfValues(question: Question): string[] {
  const kind = kindOf(question);
  return [
    ...kind.listRuleValues(question),
    answeredValue,
    ...(question.cannotJudge ? [cannotJudgeValue] : []),
    ...(kind.offersRefusal(question) ? [refusalValue] : []),
  ];
}

/** Of those, the ones that an answer amounts to. */
function showIfValuesOf(question: Question, answer: AnswerInput | undefined): string[] {
  if (!isAnswered(answer)) return [];
  if (answer.state === "CANNOT_JUDGE") return [cannotJudgeValue];
  if (answer.state === "REFUSAL") return [refusalValue];
  const kind = kindOf(question);
  const named = kind.listRuleValues(question);
  return [answeredValue, ...kind.ruleValuesOf(question, String(answer.value)).filter((value) => named.includes(value))];
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
    const about = kindOf(question).about(question);
    if (about !== null && (!asked.has(about) || findAnswer(answers, about)?.state === "CANNOT_JUDGE")) continue;
    asked.set(question.key, question);
  }
  return [...asked.values()];
}

/** A required confidence about an optional question left unanswered has nothing to be about. */
export function mustAnswer(question: Question, answers: AnswersInput): boolean {
  const about = kindOf(question).about(question);
  return question.required && (about === null || isAnswered(findAnswer(answers, about)));
}
