import type { AnswerInput, AnswersInput } from "@/lib/protocol/schema";
import { addressOf, listAnswers } from "@/lib/questions/answers";

/** An answer without what does not tell answers apart: the order of keys, a number as text, a state left out. */
function canonical({ state = "GIVEN", value, strength, severity, probabilities }: AnswerInput): string {
  if (state !== "GIVEN") return state;
  const shares = Object.entries(probabilities ?? {}).sort(([a], [b]) => (a < b ? -1 : 1));
  return JSON.stringify([String(value ?? ""), strength ?? "", severity ?? 0, shares]);
}

const byAddress = (answers: AnswersInput) =>
  new Map(listAnswers(answers).map(({ question, target, answer }) => [addressOf(question, target), answer]));

/** Whether two sets of answers say the same. */
export function isSameAnswers(a: AnswersInput, b: AnswersInput): boolean {
  const [left, right] = [byAddress(a), byAddress(b)];
  const keys = new Set([...left.keys(), ...right.keys()]);
  return [...keys].every((key) => {
    const [one, other] = [left.get(key), right.get(key)];
    return one && other ? canonical(one) === canonical(other) : one === other;
  });
}
