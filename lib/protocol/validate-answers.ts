import { checkValue } from "@/lib/protocol/check-value";
import type { AnswerInput, AnswersInput, Question } from "@/lib/protocol/schema";
import { listAskedQuestions, mustAnswer } from "@/lib/protocol/show-if";
import type { Check, PartKeys, StoredAnswer } from "@/lib/questions/answer-check";
import { addressOf, findAnswer, isAnswered, listAnswers } from "@/lib/questions/answers";
import { kindOf } from "@/lib/questions/kinds";
import { itemTarget } from "@/lib/questions/targets";
import { fail, ok, type Result } from "@/lib/result";

/** A state that stands in for a value: only where the question offers it, and with nothing beside it. */
function checkState(question: Question, answer: AnswerInput): Check {
  const offered = answer.state === "REFUSAL" ? kindOf(question).offersRefusal(question) : question.cannotJudge;
  if (!offered)
    return fail(`This question does not offer "${answer.state === "REFUSAL" ? "Refusal" : "Cannot judge"}"`);
  const isBare = (answer.value ?? null) === null && !answer.strength && !answer.probabilities;
  return isBare
    ? ok({ value: null, number: null, probabilities: null })
    : fail("Give a value or a reason for none, not both");
}

/**
 * Holds answers against a protocol version. Ok: what to store, in the order of the questions. Else one message per
 * question (and target), for the person; nothing may be stored then. The browser may run it too, with part ids mapped to
 * themselves, to show the messages at once.
 */
export function validateAnswers(
  questions: readonly Question[],
  answers: AnswersInput,
  parts: PartKeys,
): Result<StoredAnswer[], "answers"> {
  const problems: [string, string][] = [];
  const valid: StoredAnswer[] = [];
  const asked = new Set(listAskedQuestions(questions, answers));
  for (const question of questions) {
    const answer = findAnswer(answers, question.key);
    if (!isAnswered(answer)) {
      if (asked.has(question) && mustAnswer(question, answers)) problems.push([question.key, "Answer this question"]);
      continue;
    }
    const state = answer.state ?? "GIVEN";
    const check = state === "GIVEN" ? checkValue(question, answer, questions, parts) : checkState(question, answer);
    if (!asked.has(question)) problems.push([question.key, "With the other answers as they are, this is not asked"]);
    else if (check.ok) valid.push({ questionKey: question.key, target: itemTarget, state, ...check.value });
    else problems.push([question.key, check.reason]);
  }
  const known = new Set(questions.map(({ key }) => key));
  for (const key of Object.keys(answers))
    if (!known.has(key)) problems.push([key, "The protocol has no such question"]);
  for (const { question, target } of listAnswers(answers))
    if (known.has(question) && target !== itemTarget)
      problems.push([addressOf(question, target), "This question is asked about the item as a whole"]);
  return problems.length > 0 ? fail("answers", Object.fromEntries(problems)) : ok(valid);
}
