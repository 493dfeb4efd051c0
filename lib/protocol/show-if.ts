import type { AnswerInput, AnswersInput, Question } from "@/lib/protocol/schema";
import { findAnswer, isAnswered } from "@/lib/questions/answers";
import { askedOfItem, itemOnly, type Targets } from "@/lib/questions/asked-of";
import { kindOf } from "@/lib/questions/kinds";
import { answeredValue, cannotJudgeValue, refusalValue } from "@/lib/questions/special-values";
import { itemTarget } from "@/lib/questions/targets";

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

/** One question where it is asked. */
export type AskedAt = { question: Question; target: string };

/** Where the answer stands that a question turns on: at the same target, or at the item where that one is asked of it. */
const targetFor = (other: Question, target: string) => (askedOfItem(other) === "item" ? itemTarget : target);

/** Questions in a row that are asked of the same targets stand together, target by target. */
function inOrderAsked(
  questions: readonly Question[],
  asked: ReadonlyMap<string, readonly string[]>,
  targets: Targets,
): AskedAt[] {
  const runs: Question[][] = [];
  for (const question of questions) {
    const run = runs.at(-1);
    if (run?.[0] && askedOfItem(run[0]) === askedOfItem(question)) run.push(question);
    else runs.push([question]);
  }
  return runs.flatMap((run) =>
    targets[run[0] ? askedOfItem(run[0]) : "item"].flatMap((target) =>
      run.filter(({ key }) => asked.get(key)?.includes(target)).map((question) => ({ question, target })),
    ),
  );
}

/**
 * The questions that are asked, each at its targets, given the answers so far, in order. A question is left out when its
 * show-if rule does not hold or the question it refers to is itself left out; a confidence also when the answer it is
 * about is "Cannot judge". Works on a browser's answers and on stored ones alike, because no rule can turn on a side or
 * a candidate.
 */
export function listAskedAt(
  questions: readonly Question[],
  answers: AnswersInput,
  targets: Targets = itemOnly,
): AskedAt[] {
  const byKey = new Map(questions.map((question) => [question.key, question]));
  const asked = new Map<string, string[]>();
  const findOther = (key: string, target: string) => {
    const other = byKey.get(key);
    if (!other || !asked.get(key)?.includes(targetFor(other, target))) return null;
    return { question: other, answer: findAnswer(answers, key, targetFor(other, target)) };
  };
  for (const question of questions) {
    const { key, showIf } = question;
    const about = kindOf(question).about(question);
    const own = targets[askedOfItem(question)].filter((target) => {
      const parent = showIf && findOther(showIf.question, target);
      if (showIf && !(parent && showIfValuesOf(parent.question, parent.answer).some((one) => showIf.in.includes(one))))
        return false;
      const other = about === null ? null : findOther(about, target);
      return about === null || (other !== null && other.answer?.state !== "CANNOT_JUDGE");
    });
    asked.set(key, own);
  }
  return inOrderAsked(questions, asked, targets);
}

/** The questions that are asked somewhere, in order. */
export const listAskedQuestions = (
  questions: readonly Question[],
  answers: AnswersInput,
  targets: Targets = itemOnly,
): Question[] => {
  const asked = new Set(listAskedAt(questions, answers, targets).map(({ question }) => question));
  return questions.filter((question) => asked.has(question));
};

/** A required confidence about an optional question left unanswered has nothing to be about. */
export function mustAnswer(question: Question, answers: AnswersInput, target = itemTarget): boolean {
  const about = kindOf(question).about(question);
  return question.required && (about === null || isAnswered(findAnswer(answers, about, target)));
}
