import { checkValue } from "@/lib/protocol/check-value";
import type { AnswerInput, AnswersInput, Question } from "@/lib/protocol/schema";
import { listAskedAt, mustAnswer } from "@/lib/protocol/show-if";
import type { Check, PartKeys, StoredAnswer } from "@/lib/questions/answer-check";
import { addressOf, findAnswer, isAnswered, listAnswers } from "@/lib/questions/answers";
import { askedOfItem, askedOfWords, itemOnly, type Targets } from "@/lib/questions/asked-of";
import { kindOf } from "@/lib/questions/kinds";
import { summarizeMarks } from "@/lib/questions/mark-answers";
import { checkMark, type Marking } from "@/lib/questions/marking";
import { itemTarget, renamePart } from "@/lib/questions/targets";
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

/** The marks of one question, held against the item; messages stand at the question, where a person sees them. */
function checkMarks(question: Question, marking: Marking, answers: AnswersInput, parts: PartKeys, targets: Targets) {
  const item = findAnswer(answers, question.key);
  const given = listAnswers({ [question.key]: answers[question.key] ?? {} }).filter(
    ({ target }) => target !== itemTarget,
  );
  const problems: string[] = [];
  const valid: StoredAnswer[] = [];
  const isOther = (item?.state ?? "GIVEN") !== "GIVEN" || !isAnswered(item);
  if (given.length > 0 && isOther) problems.push("There are marks, and an answer that says nothing of them");
  else if (!isOther && item?.value !== summarizeMarks(given.map(({ answer }) => answer)).value)
    problems.push("What is said of the item is not what is marked in it");
  if (marking.firstOnly && given.length > 1) problems.push("Only the first place is to be marked");
  for (const { target, answer } of given) {
    const check = checkMark(marking, target, answer, targets);
    const stored = renamePart(target, parts);
    if (!check.ok) problems.push(check.reason);
    else if (stored !== null) valid.push({ questionKey: question.key, target: stored, state: "GIVEN", ...check.value });
  }
  return { problems, valid };
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
  const asked = new Map(
    listAskedAt(questions, answers, targets).map((one) => [addressOf(one.question.key, one.target), one]),
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
  for (const { question } of asked.values()) {
    const marking = kindOf(question).marking(question);
    if (!marking) continue;
    const marks = checkMarks(question, marking, answers, parts, targets);
    valid.push(...marks.valid);
    for (const problem of marks.problems) problems.push([question.key, problem]);
  }
  const known = new Map(questions.map((question) => [question.key, question]));
  for (const key of Object.keys(answers))
    if (!known.has(key)) problems.push([key, "The protocol has no such question"]);
  for (const { question, target } of listAnswers(answers)) {
    const own = known.get(question);
    const of = own && askedOfItem(own);
    const isMark = own && kindOf(own).marking(own) !== null && asked.has(own.key);
    if (of && !targets[of].includes(target) && !isMark)
      problems.push([addressOf(question, target), `This question is asked about ${askedOfWords[of]}`]);
  }
  return problems.length > 0 ? fail("answers", Object.fromEntries(problems)) : ok(valid);
}
