import { checkValue } from "@/lib/protocol/check-value";
import type { AnswerInput, AnswersInput, Question } from "@/lib/protocol/schema";
import { listAskedAt, mustAnswer } from "@/lib/protocol/show-if";
import type { Check, PartKeys, StoredAnswer } from "@/lib/questions/answer-check";
import { addressOf, findAnswer, isAnswered, listAnswers } from "@/lib/questions/answers";
import { askedOfItem, askedOfWords, itemOnly, type Targets } from "@/lib/questions/asked-of";
import { kindOf } from "@/lib/questions/kinds";
import { renamePart } from "@/lib/questions/targets";
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
  targets: Targets = itemOnly,
): Result<StoredAnswer[], "answers"> {
  const problems: [string, string][] = [];
  const valid: StoredAnswer[] = [];
  const asked = new Set(
    listAskedAt(questions, answers, targets).map(({ question, target }) => addressOf(question.key, target)),
  );
  for (const question of questions)
    for (const target of targets[askedOfItem(question)]) {
      const answer = findAnswer(answers, question.key, target);
      const address = addressOf(question.key, target);
      const isAsked = asked.has(address);
      if (!isAnswered(answer)) {
        if (isAsked && mustAnswer(question, answers, target)) problems.push([address, "Answer this question"]);
        continue;
      }
      const state = answer.state ?? "GIVEN";
      const check = state === "GIVEN" ? checkValue(question, answer, questions, parts) : checkState(question, answer);
      const stored = renamePart(target, parts);
      if (!isAsked || stored === null)
        problems.push([address, "With the other answers as they are, this is not asked"]);
      else if (check.ok) valid.push({ questionKey: question.key, target: stored, state, ...check.value });
      else problems.push([address, check.reason]);
    }
  const known = new Map(questions.map((question) => [question.key, question]));
  for (const key of Object.keys(answers))
    if (!known.has(key)) problems.push([key, "The protocol has no such question"]);
  for (const { question, target } of listAnswers(answers)) {
    const own = known.get(question);
    const of = own && askedOfItem(own);
    if (of && !targets[of].includes(target))
      problems.push([addressOf(question, target), `This question is asked about ${askedOfWords[of]}`]);
  }
  return problems.length > 0 ? fail("answers", Object.fromEntries(problems)) : ok(valid);
}
