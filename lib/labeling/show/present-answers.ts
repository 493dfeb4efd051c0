import type { AnswerInput, AnswersInput, Question } from "@/lib/protocol/schema";
import type { StoredAnswer } from "@/lib/questions/answer-check";
import { putAnswer } from "@/lib/questions/answers";
import { kindOf } from "@/lib/questions/kinds";
import { renamePart } from "@/lib/questions/targets";

type PartIds = ReadonlyMap<string, string>;

/** Whether a question's answer is a side or a candidate, and so is stored by part key. */
const namesParts = (question: Question | undefined) => question && kindOf(question).need(question) !== null;

function presentAnswer(
  question: Question,
  stored: StoredAnswer,
  about: Question | undefined,
  ids: PartIds,
): AnswerInput {
  const { state, probabilities } = stored;
  if (state !== "GIVEN") return { state };
  const toId = (key: string) => ids.get(key) ?? key;
  if (!probabilities) return kindOf(question).present(question, stored, toId);
  const shares = Object.entries(probabilities).map(([key, share]) => [namesParts(about) ? toId(key) : key, share]);
  return { probabilities: Object.fromEntries(shares) };
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
    const about = byKey.get(kindOf(question).about(question) ?? "");
    return putAnswer(presented, question.key, presentAnswer(question, stored, about, ids), target);
  }, {});
}
