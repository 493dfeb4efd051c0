import type { AnswerInput, Question } from "@/lib/protocol/schema";
import type { Check, PartKeys } from "@/lib/questions/answer-check";
import { kindOf } from "@/lib/questions/kinds";
import { fail } from "@/lib/result";

/** The options over which a probability about this question is spread, as handed in -> as stored. */
function listShareKeys(about: Question, parts: PartKeys): PartKeys {
  const kind = kindOf(about);
  const listed = kind.listValues(about).map(({ value }) => [value, value] as const);
  return new Map([...(kind.need(about) ? parts : []), ...listed]);
}

/** Holds one given answer against its question. `questions` are those of the version: a confidence needs the one it is about. */
export function checkValue(
  question: Question,
  answer: AnswerInput,
  questions: readonly Question[],
  parts: PartKeys,
): Check {
  const kind = kindOf(question);
  const extras = kind.extras(question);
  if (answer.strength && !extras.includes("strength")) return fail("This question asks for no strength");
  if (answer.probabilities && !extras.includes("probabilities")) return fail("This question asks for no probabilities");
  const about = questions.find(({ key }) => key === kind.about(question));
  return kind.check(question, answer, parts, about ? listShareKeys(about, parts) : new Map());
}
