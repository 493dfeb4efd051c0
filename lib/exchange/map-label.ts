import { labelKey, visibleText } from "@/lib/exchange/label-spelling";
import { stateTargets, type ValueRule } from "@/lib/exchange/mapping";
import { looksLikeNoLabel } from "@/lib/exchange/no-label-words";
import { isDecimal } from "@/lib/exchange/plain-number";
import type { LabelRecord } from "@/lib/exchange/records";
import { checkValue, type PartKeys } from "@/lib/protocol/check-value";
import type { Question } from "@/lib/protocol/schema";
import { bothBadValue, tieValue } from "@/lib/protocol/special-values";
import { fail, ok, type Result } from "@/lib/result";

/** A label's answer in the protocol's words. `number` is the value on a scale, where there is one. */
export type MappedAnswer = Pick<LabelRecord, "state" | "value"> & { number: number | null };

/** The entry of a value map for a value: exact, else in another spelling. */
function lookUp(map: ValueRule["map"], value: string) {
  if (Object.hasOwn(map, value)) return map[value];
  const key = labelKey(value);
  return Object.entries(map).find(([from]) => labelKey(from) === key)?.[1];
}

/** A decimal number in any spelling; null where it is none. */
function readNumber(value: string): number | null {
  const text = visibleText(value);
  const number = isDecimal(text) ? Number(text) : Number.NaN;
  return Number.isFinite(number) ? number : null;
}

function applyThreshold(threshold: ValueRule["threshold"], value: string): string {
  const number = readNumber(value);
  if (!threshold || number === null) return value;
  return number >= threshold.at ? threshold.atOrAbove : threshold.below;
}

const other = (value: string, [first, second]: readonly [string, string]) =>
  value === first ? second : value === second ? first : value;

/** The other end of a scale, the other of two options, the other side of a pair. */
function flip(question: Question, value: string): string {
  if (question.type === "preference") return other(value, ["1", "2"]);
  if (question.type === "choice" && question.options !== "item") {
    const [first, second, third] = question.options;
    return first && second && !third ? other(value, [first.key, second.key]) : value;
  }
  if (question.type !== "ordinal") return value;
  const [lowest, highest] = [question.points[0]?.value ?? 0, question.points.at(-1)?.value ?? 0];
  const number = Number(value);
  return Number.isFinite(number) ? String(lowest + highest - number) : value;
}

const sides: Record<string, string> = {
  ...{ a: "1", model_a: "1", response_a: "1", answer_a: "1", b: "2", model_b: "2", response_b: "2", answer_b: "2" },
  ...{ tie: tieValue, draw: tieValue, equal: tieValue, same: tieValue },
  ...{ "both bad": bothBadValue, both_bad: bothBadValue, bothbad: bothBadValue },
  ...{ "tie (bothbad)": bothBadValue, "tie (both bad)": bothBadValue },
};

/** A side by its number, whatever digits it is written in. */
const sideNumbers: Record<string, string> = { "1": "1", "1.0": "1", "2": "2", "2.0": "2" };

/** A value in the words in which files say it: an option by its label, a point as 3.0 or by its label, a side by its letter. */
function canonical(question: Question, value: string): string {
  const key = labelKey(value);
  if (question.type === "preference") return sides[key] ?? sideNumbers[visibleText(value)] ?? value;
  if (question.type === "choice" && question.options !== "item") {
    const { options } = question;
    if (options.some((option) => option.key === value)) return value;
    const found =
      options.find((option) => labelKey(option.key) === key) ?? options.find(({ label }) => labelKey(label) === key);
    return found?.key ?? value;
  }
  if (question.type === "ordinal") {
    const number = readNumber(value);
    const point =
      question.points.find((candidate) => number !== null && candidate.value === number) ??
      question.points.find(({ label }) => label !== "" && labelKey(label) === key);
    return point ? String(point.value) : value;
  }
  if (question.type === "confidence")
    return question.scale === "percent" ? visibleText(value).replace(/\s*%$/, "") : key;
  return value;
}

/** Values that depend on the item (a side, a candidate) are held against it when the whole file is staged. */
export const dependsOnItem = (question: Question) =>
  question.type === "preference" || (question.type === "choice" && question.options === "item");

const noParts: PartKeys = new Map();
const twoSides: PartKeys = new Map([
  ["1", "1"],
  ["2", "2"],
]);

type Strength = LabelRecord["strength"];

function check(
  question: Question,
  value: string,
  questions: readonly Question[],
  strength: Strength,
): Result<MappedAnswer, string> {
  if (question.type === "choice" && question.options === "item") return ok({ state: "GIVEN", value, number: null });
  const isPair = question.type === "preference";
  // Most files do not say how strongly a side is preferred: a label without it is none the worse.
  const told = isPair && question.strength ? strength : undefined;
  const asked = isPair ? { ...question, strength: told !== undefined } : question;
  const answer = { value, ...(told && { strength: told }) };
  const checked = checkValue(asked, answer, questions, isPair ? twoSides : noParts);
  return checked.ok
    ? ok({ state: "GIVEN", value: checked.value.value, number: checked.value.number })
    : fail(`"${value}" does not answer "${question.key}": ${describeValues(question)}${hintAtNone(question, value)}`);
}

/** A word that looks like no label is asked about: nobody knows whether it is an answer gone missing. */
const hintAtNone = (question: Question, value: string) =>
  question.type !== "text" && looksLikeNoLabel(value) !== null ? `; if it means no label, map it to state:missing` : "";

/** The number that a value is where its question has a scale and the number is none of its points; null elsewhere. */
export const numberOffScale = (question: Question, value: string): number | null =>
  question.type === "ordinal" || (question.type === "confidence" && question.scale === "percent")
    ? readNumber(value)
    : null;

/** The words by which a question offers "Cannot judge". What looks like no label, such as n/a, is not taken for it. */
const cannotJudgeWords = new Set(["cannot judge", "cannot_judge", "cannot-judge"]);

/** What a question takes, for whoever has to mend a file. */
export function describeValues(question: Question): string {
  switch (question.type) {
    case "choice":
      if (question.options === "item") return "one of the item's options";
      return `it takes ${question.options.map(({ key }) => key).join(", ")}`;
    case "ordinal":
      return `it takes ${question.points.map(({ value }) => value).join(", ")}`;
    case "preference":
      return `it takes 1, 2${question.tie ? ", tie" : ""}${question.bothBad ? ", both-bad" : ""}`;
    case "confidence":
      return question.scale === "percent" ? "it takes 0 to 100" : "it takes low, medium, high";
    case "text":
      return `it takes a text of at most ${question.maxLength} characters`;
  }
}

const isStateTarget = (target: string): target is keyof typeof stateTargets => Object.hasOwn(stateTargets, target);

/** An answer without a value. What the question does not offer as an answer is none in that study. */
export function mapState(question: Question, state: MappedAnswer["state"]): Result<MappedAnswer, string> {
  if (state === "CANNOT_JUDGE" && !question.cannotJudge)
    return fail(
      `"${question.key}" does not offer "Cannot judge": allow it in the protocol, or map the value to state:missing`,
    );
  if (state === "REFUSAL" && !(question.type === "ordinal" && question.refusal))
    return fail(
      `"${question.key}" does not offer "Refusal": allow it in the protocol, or map the value to state:missing`,
    );
  return ok({ state, value: null, number: null });
}

/**
 * A value as a file has it -> the question's own. Fails with what the question takes. The words for "cannot judge" and
 * "refusal" are understood where the question offers them.
 */
export function mapValue(
  question: Question,
  questions: readonly Question[],
  rule: ValueRule | undefined,
  value: string,
  strength?: Strength,
): Result<MappedAnswer, string> {
  const mapped = rule ? lookUp(rule.map, value) : undefined;
  if (mapped !== undefined && isStateTarget(mapped)) return mapState(question, stateTargets[mapped]);
  const key = labelKey(value);
  if (question.cannotJudge && cannotJudgeWords.has(key)) return mapState(question, "CANNOT_JUDGE");
  if (question.type === "ordinal" && question.refusal && key === "refusal") return mapState(question, "REFUSAL");
  const limited = applyThreshold(rule?.threshold ?? null, mapped ?? value);
  const named = canonical(question, limited);
  return check(question, rule?.flip ? flip(question, named) : named, questions, strength);
}
