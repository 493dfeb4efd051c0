import { stateTargets, type ValueRule } from "@/lib/exchange/mapping";
import type { LabelRecord } from "@/lib/exchange/records";
import { checkValue, type PartKeys } from "@/lib/protocol/check-value";
import type { Question } from "@/lib/protocol/schema";
import { bothBadValue, tieValue } from "@/lib/protocol/special-values";
import { fail, ok, type Result } from "@/lib/result";

/** A label's answer in the protocol's words. `number` is the value on a scale, where there is one. */
export type MappedAnswer = Pick<LabelRecord, "state" | "value"> & { number: number | null };

const plain = (text: string) => text.trim().toLowerCase();

/** The entry of a value map for a value: exact, else regardless of case. */
const lookUp = (map: ValueRule["map"], value: string) =>
  Object.hasOwn(map, value) ? map[value] : Object.entries(map).find(([from]) => plain(from) === plain(value))?.[1];

function applyThreshold(threshold: ValueRule["threshold"], value: string): string {
  const number = value === "" ? Number.NaN : Number(value);
  if (!threshold || !Number.isFinite(number)) return value;
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

/** A value in the words in which files say it: an option by its label, a point as 3.0 or by its label, a side by its letter. */
function canonical(question: Question, value: string): string {
  if (question.type === "preference") return sides[plain(value)] ?? value;
  if (question.type === "choice" && question.options !== "item") {
    const { options } = question;
    if (options.some(({ key }) => key === value)) return value;
    return options.find(({ key, label }) => plain(key) === plain(value) || plain(label) === plain(value))?.key ?? value;
  }
  if (question.type === "ordinal") {
    const point =
      question.points.find((candidate) => value !== "" && candidate.value === Number(value)) ??
      question.points.find(({ label }) => label !== "" && plain(label) === plain(value));
    return point ? String(point.value) : value;
  }
  if (question.type === "confidence") return question.scale === "percent" ? value.replace(/\s*%$/, "") : plain(value);
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
    : fail(`"${value}" does not answer "${question.key}": ${describeValues(question)}`);
}

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
  if (question.cannotJudge && /^(cannot[ _-]judge|n\/a)$/i.test(value)) return mapState(question, "CANNOT_JUDGE");
  if (question.type === "ordinal" && question.refusal && /^refusal$/i.test(value)) return mapState(question, "REFUSAL");
  const limited = applyThreshold(rule?.threshold ?? null, mapped ?? value);
  const named = canonical(question, limited);
  return check(question, rule?.flip ? flip(question, named) : named, questions, strength);
}
