import { stateTargets, type ValueRule } from "@/lib/formats/contract/mapping";
import type { LabelRecord } from "@/lib/formats/contract/records";
import { looksLikeNoLabel } from "@/lib/formats/values/no-label-words";
import { checkValue } from "@/lib/protocol/check-value";
import type { Question } from "@/lib/protocol/schema";
import type { PartKeys } from "@/lib/questions/answer-check";
import type { Need } from "@/lib/questions/kind";
import { kindOf } from "@/lib/questions/kinds";
import { fail, ok, type Result } from "@/lib/result";
import { labelKey, readNumber } from "@/lib/text/label-spelling";

/** A label's answer in the protocol's words. `number` is the value on a scale, where there is one. */
export type MappedAnswer = Pick<LabelRecord, "state" | "value"> & { number: number | null };

/** What each value map says by how its entries are compared: a file asks the same map for every label. */
const spelledMaps = new WeakMap<ValueRule["map"], ReadonlyMap<string, string>>();

function spelledMap(map: ValueRule["map"]): ReadonlyMap<string, string> {
  const known = spelledMaps.get(map);
  if (known) return known;
  // Of two entries that are one but for their spelling the first holds.
  const made = new Map(
    Object.entries(map)
      .map(([from, to]): [string, string] => [labelKey(from), to])
      .reverse(),
  );
  spelledMaps.set(map, made);
  return made;
}

/** The entry of a value map for a value: exact, else in another spelling. */
const lookUp = (map: ValueRule["map"], value: string): string | undefined =>
  Object.hasOwn(map, value) ? map[value] : spelledMap(map).get(labelKey(value));

function applyThreshold(threshold: ValueRule["threshold"], value: string): string {
  const number = readNumber(value);
  if (!threshold || number === null) return value;
  return number >= threshold.at ? threshold.atOrAbove : threshold.below;
}

/** Values that depend on the item (a side, a candidate) are held against it when the whole file is staged. */
export const dependsOnItem = (question: Question) => kindOf(question).need(question) !== null;

const noParts: PartKeys = new Map();
/** Which options an item has is not known yet: any name may be one of them. */
class AnyPart extends Map<string, string> {
  override get = (name: string) => name;
}
const partsOf: Record<Need, PartKeys> = { sides: twoSides(), options: new AnyPart() };
function twoSides(): PartKeys {
  return new Map([
    ["1", "1"],
    ["2", "2"],
  ]);
}

type Strength = LabelRecord["strength"];

function check(
  question: Question,
  value: string,
  questions: readonly Question[],
  strength: Strength,
): Result<MappedAnswer, string> {
  const kind = kindOf(question);
  const need = kind.need(question);
  // Most files do not say how strongly a side is preferred: a label without it is none the worse.
  const told = kind.extras(question).includes("strength") ? strength : undefined;
  const asked = kind.asFilesAnswer(question, told !== undefined);
  const answer = { value, ...(told && { strength: told }) };
  const checked = checkValue(asked, answer, questions, need ? partsOf[need] : noParts);
  return checked.ok
    ? ok({ state: "GIVEN", value: checked.value.value, number: checked.value.number })
    : fail(`"${value}" does not answer "${question.key}": ${kind.takes(question)}${hintAtNone(question, value)}`);
}

/** A word that looks like no label is asked about: nobody knows whether it is an answer gone missing. */
const hintAtNone = (question: Question, value: string) =>
  !kindOf(question).takesAnyText && looksLikeNoLabel(value) !== null
    ? `; if it means no label, map it to state:missing`
    : "";

/** The number that a value is where its question has a scale and the number is none of its points; null elsewhere. */
export const numberOffScale = (question: Question, value: string): number | null =>
  kindOf(question).readsNumbers(question) ? readNumber(value) : null;

/** The words by which a question offers "Cannot judge". What looks like no label, such as n/a, is not taken for it. */
const cannotJudgeWords = new Set(["cannot judge", "cannot_judge", "cannot-judge"]);

const isStateTarget = (target: string): target is keyof typeof stateTargets => Object.hasOwn(stateTargets, target);

/** An answer without a value. What the question does not offer as an answer is none in that study. */
export function mapState(question: Question, state: MappedAnswer["state"]): Result<MappedAnswer, string> {
  if (state === "CANNOT_JUDGE" && !question.cannotJudge)
    return fail(
      `"${question.key}" does not offer "Cannot judge": allow it in the protocol, or map the value to state:missing`,
    );
  if (state === "REFUSAL" && !kindOf(question).offersRefusal(question))
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
  const kind = kindOf(question);
  const mapped = rule ? lookUp(rule.map, value) : undefined;
  if (mapped !== undefined && isStateTarget(mapped)) return mapState(question, stateTargets[mapped]);
  const key = labelKey(value);
  if (question.cannotJudge && cannotJudgeWords.has(key)) return mapState(question, "CANNOT_JUDGE");
  if (kind.offersRefusal(question) && key === "refusal") return mapState(question, "REFUSAL");
  const limited = applyThreshold(rule?.threshold ?? null, mapped ?? value);
  const named = kind.fromCell(question, limited);
  return check(question, rule?.flip ? kind.flip(question, named) : named, questions, strength);
}
