import type { AnswerInput, AnswersInput } from "@/lib/questions/answer-schema";
import { itemTarget } from "@/lib/questions/targets";

/** Whether an answer says anything: a state of its own, a value, or probabilities. Blank text says nothing. */
export function isAnswered(answer: AnswerInput | undefined): answer is AnswerInput {
  if (!answer) return false;
  if ((answer.state ?? "GIVEN") !== "GIVEN" || answer.probabilities) return true;
  return typeof answer.value === "number" || (typeof answer.value === "string" && answer.value.trim() !== "");
}

/** `Object.hasOwn` keeps names like "constructor" from finding what nobody answered. */
const findOwn = <T>(record: Readonly<Record<string, T>> | undefined, key: string): T | undefined =>
  record && Object.hasOwn(record, key) ? record[key] : undefined;

export const findAnswer = (answers: AnswersInput, question: string, target = itemTarget): AnswerInput | undefined =>
  findOwn(findOwn(answers, question), target);

/** Gives, replaces or (undefined) takes back one answer. */
export function putAnswer(
  answers: AnswersInput,
  question: string,
  answer: AnswerInput | undefined,
  target = itemTarget,
): AnswersInput {
  const { [question]: before = {}, ...others } = answers;
  const { [target]: _, ...kept } = before;
  const targets = answer ? { ...kept, [target]: answer } : kept;
  return Object.keys(targets).length > 0 ? { ...others, [question]: targets } : others;
}

/** Answers about the item as a whole, by question. */
export const atItem = (answers: Readonly<Record<string, AnswerInput>>): AnswersInput =>
  Object.fromEntries(Object.entries(answers).map(([question, answer]) => [question, { [itemTarget]: answer }]));

type AddressedAnswer = { question: string; target: string; answer: AnswerInput };

export const listAnswers = (answers: AnswersInput): AddressedAnswer[] =>
  Object.entries(answers).flatMap(([question, targets]) =>
    Object.entries(targets).map(([target, answer]) => ({ question, target, answer })),
  );

/** What one answer is called among all of an item, for messages: its question, and its target where that is not the item. No key holds an @. */
export const addressOf = (question: string, target = itemTarget): string =>
  target === itemTarget ? question : `${question}@${target}`;

/** The question and the target of such a name. */
export function readAddress(address: string): { question: string; target: string } {
  const at = address.indexOf("@");
  if (at < 0) return { question: address, target: itemTarget };
  return { question: address.slice(0, at), target: address.slice(at + 1) };
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** Fields of an answer are words, numbers, null or shares; a target holds an answer. */
function isBareAnswer(value: Record<string, unknown>): boolean {
  const { probabilities: shares } = value;
  const hasShares = isRecord(shares) && Object.values(shares).some((share) => typeof share === "number");
  return hasShares || Object.values(value).some((field) => !isRecord(field));
}

/**
 * Answers as a page from before answers had targets keeps and sends them, `question -> answer`, in the form
 * `question -> target -> answer`: they were all about the item. Anything else stays as it is.
 */
export function addressAnswers(answers: unknown): unknown {
  if (!isRecord(answers)) return answers;
  return Object.fromEntries(
    Object.entries(answers).map(([question, value]) => [
      question,
      isRecord(value) && isBareAnswer(value) ? { [itemTarget]: value } : value,
    ]),
  );
}
