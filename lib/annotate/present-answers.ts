import type { AnswerInput, AnswersInput, Question } from "@/lib/protocol/schema";
import { putAnswer } from "@/lib/questions/answers";
import { renamePart } from "@/lib/questions/targets";

export type StoredAnswer = {
  questionKey: string;
  target: string;
  state: "GIVEN" | "CANNOT_JUDGE" | "REFUSAL";
  value: string | null;
  number: number | null;
  probabilities: Record<string, number> | null;
};

type PartIds = ReadonlyMap<string, string>;

/** Whether a question's answer is a side or a candidate, and so is stored by part key. */
const namesParts = (question: Question | undefined) =>
  question?.type === "preference" || (question?.type === "choice" && question.options === "item");

function presentAnswer(
  question: Question,
  stored: StoredAnswer,
  about: Question | undefined,
  ids: PartIds,
): AnswerInput {
  const { state, value, number, probabilities } = stored;
  if (state !== "GIVEN") return { state };
  if (probabilities) {
    const toId = (key: string) => (namesParts(about) ? (ids.get(key) ?? key) : key);
    return {
      probabilities: Object.fromEntries(Object.entries(probabilities).map(([key, share]) => [toId(key), share])),
    };
  }
  const isNumber = question.type === "ordinal" || (question.type === "confidence" && question.scale === "percent");
  if (isNumber) return { value: number };
  if (!namesParts(question)) return { value };
  const strength = number === 1 ? ("slight" as const) : ("clear" as const);
  const isGraded = question.type === "preference" && question.strength && (number === 1 || number === 2);
  return { value: ids.get(value ?? "") ?? value, ...(isGraded && { strength }) };
}

/** Stored answers in the form in which a browser hands them in: parts by their id, in answers and in targets. `ids`: part key -> id. */
export function presentAnswers(
  questions: readonly Question[],
  answers: readonly StoredAnswer[],
  ids: PartIds,
): AnswersInput {
  const byKey = new Map(questions.map((question) => [question.key, question]));
  return answers.reduce<AnswersInput>((presented, stored) => {
    const question = byKey.get(stored.questionKey);
    const target = renamePart(stored.target, ids);
    if (!question || target === null) return presented;
    const about = question.type === "confidence" ? byKey.get(question.about) : undefined;
    return putAnswer(presented, question.key, presentAnswer(question, stored, about, ids), target);
  }, {});
}
