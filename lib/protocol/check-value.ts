import type { AnswerInput, Question } from "@/lib/protocol/schema";
import { bothBadValue, confidenceLevels, tieValue } from "@/lib/protocol/special-values";
import { fail, ok, type Result } from "@/lib/result";

/** One answer as it is stored: sides and candidates by their canonical part key. */
export type ValidAnswer = {
  questionKey: string;
  /** Parts by their canonical key here too. */
  target: string;
  state: "GIVEN" | "CANNOT_JUDGE" | "REFUSAL";
  value: string | null;
  /** A scale point, a percentage, 1-3 for low to high, 1-2 for a slight or clear preference (0 for a tie); else null. */
  number: number | null;
  probabilities: Record<string, number> | null;
};

/** The ids by which sides and candidates may be named -> their canonical part keys. An importer maps keys to themselves. */
export type PartKeys = ReadonlyMap<string, string>;

/** What of an answer its question decides. */
type Checked = Pick<ValidAnswer, "value" | "number" | "probabilities">;
export type Check = Result<Checked, string>;

const given = (value: string, number: number | null = null): Check => ok({ value, number, probabilities: null });
const notOffered = fail("Choose one of the options offered");

function checkChoice(
  { options }: Extract<Question, { type: "choice" }>,
  { value }: AnswerInput,
  parts: PartKeys,
): Check {
  if (typeof value !== "string") return notOffered;
  if (options === "item") {
    const key = parts.get(value);
    return key === undefined ? notOffered : given(key);
  }
  return options.some(({ key }) => key === value) ? given(value) : notOffered;
}

function checkOrdinal({ points }: Extract<Question, { type: "ordinal" }>, { value }: AnswerInput): Check {
  const point = points.find((candidate) => String(candidate.value) === String(value));
  const [first, last] = [points[0]?.value, points.at(-1)?.value];
  return point ? given(String(point.value), point.value) : fail(`Choose a point of the scale, ${first} to ${last}`);
}

function checkPreference(
  question: Extract<Question, { type: "preference" }>,
  answer: AnswerInput,
  parts: PartKeys,
): Check {
  const { value, strength } = answer;
  if (typeof value !== "string") return notOffered;
  const side = parts.get(value);
  if (side === undefined) {
    if (strength) return fail("A strength goes with a side only");
    if (value === tieValue && question.tie) return given(value, 0);
    return value === bothBadValue && question.bothBad ? given(value) : notOffered;
  }
  if (!question.strength) return strength ? fail("This question asks for no strength") : given(side);
  return strength ? given(side, strength === "slight" ? 1 : 2) : fail("Say whether slightly or clearly");
}

/** The options over which a probability is spread, as handed in -> as stored. */
function probabilityKeys(about: Question | undefined, parts: PartKeys): PartKeys {
  const itself = (keys: readonly string[]) => keys.map((key) => [key, key] as const);
  if (about?.type === "choice")
    return about.options === "item" ? parts : new Map(itself(about.options.map(({ key }) => key)));
  if (about?.type === "ordinal") return new Map(itself(about.points.map(({ value }) => String(value))));
  if (about?.type !== "preference") return new Map();
  return new Map([...parts, ...itself([...(about.tie ? [tieValue] : []), ...(about.bothBad ? [bothBadValue] : [])])]);
}

/** Sums may miss 1 by this much: three options at .333 each are meant as thirds. */
const tolerance = 0.005;

function checkProbabilities(probabilities: Record<string, number>, keys: PartKeys): Check {
  const named = Object.entries(probabilities);
  if (named.length !== keys.size || named.some(([key]) => !keys.has(key)))
    return fail("Give a probability to every option");
  if (named.some(([, share]) => !(share >= 0 && share <= 1))) return fail("A probability lies between 0 and 1");
  const total = named.reduce((sum, [, share]) => sum + share, 0);
  if (Math.abs(total - 1) > tolerance) return fail(`The probabilities sum to ${total.toFixed(2)} and must sum to 1`);
  const stored = Object.fromEntries(named.map(([key, share]) => [keys.get(key) ?? key, share]));
  return ok({ value: null, number: null, probabilities: stored });
}

function checkPercent(value: AnswerInput["value"]): Check {
  const number = typeof value === "string" && /^\d{1,3}(\.\d{1,6})?$/.test(value) ? Number(value) : value;
  const isPercent = typeof number === "number" && number >= 0 && number <= 100;
  return isPercent ? given(String(number), number) : fail("Give a number from 0 to 100");
}

function checkConfidence(
  question: Extract<Question, { type: "confidence" }>,
  { value, probabilities }: AnswerInput,
  about: Question | undefined,
  parts: PartKeys,
): Check {
  if (question.scale === "probabilities") {
    const isBare = value === null || value === undefined;
    if (!probabilities || !isBare) return fail("Give a probability to every option");
    return checkProbabilities(probabilities, probabilityKeys(about, parts));
  }
  if (question.scale === "percent") return checkPercent(value);
  const level = (confidenceLevels as readonly unknown[]).indexOf(value);
  return level < 0 ? fail("Choose low, medium or high") : given(String(value), level + 1);
}

function checkText({ maxLength }: Extract<Question, { type: "text" }>, { value }: AnswerInput): Check {
  if (typeof value !== "string") return fail("Write a text");
  return value.length > maxLength ? fail(`At most ${maxLength} characters; this has ${value.length}`) : given(value);
}

/** Holds one given answer against its question. `questions` are those of the version: a confidence needs the one it is about. */
export function checkValue(
  question: Question,
  answer: AnswerInput,
  questions: readonly Question[],
  parts: PartKeys,
): Check {
  if (answer.strength && question.type !== "preference") return fail("This question asks for no strength");
  if (answer.probabilities && (question.type !== "confidence" || question.scale !== "probabilities"))
    return fail("This question asks for no probabilities");
  switch (question.type) {
    case "choice":
      return checkChoice(question, answer, parts);
    case "ordinal":
      return checkOrdinal(question, answer);
    case "preference":
      return checkPreference(question, answer, parts);
    case "confidence":
      return checkConfidence(
        question,
        answer,
        questions.find(({ key }) => key === question.about),
        parts,
      );
    case "text":
      return checkText(question, answer);
  }
}
