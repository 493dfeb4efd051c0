import type { ModelQuestion } from "@/lib/questions/kind";
import { kindOf, type Question } from "@/lib/questions/kinds";
import { cannotJudgeValue, refusalValue } from "@/lib/questions/special-values";

/** The options that every item has for itself, as the model is shown them: "A" or "1", and what it is. */
export type ShownOptions = readonly { key: string; label: string }[];

const apart = (question: Question) => [
  ...(kindOf(question).offersRefusal(question) ? [{ value: refusalValue, words: "if the response is a refusal" }] : []),
  ...(question.cannotJudge ? [{ value: cannotJudgeValue, words: "if it cannot be judged" }] : []),
];

/** How a model is asked a question: a sentence that says what to answer, and the JSON schema that its answer has to fit. */
export function askModel(question: Question, options: ShownOptions = []): ModelQuestion {
  const asked = kindOf(question).askModel(question, options);
  const others = apart(question);
  if (others.length === 0) return asked;
  return {
    sentence: [asked.sentence, ...others.map(({ value, words }) => `Answer "${value}" ${words}.`)].join(" "),
    schema: { anyOf: [asked.schema, { type: "string", enum: others.map(({ value }) => value) }] },
  };
}
