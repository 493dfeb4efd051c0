import type { AnswerInput } from "@/lib/questions/answer-schema";
import type { Targets } from "@/lib/questions/asked-of";
import type { Option } from "@/lib/questions/fields";
import { readTarget, writeTarget } from "@/lib/questions/targets";
import { fail, ok, type Result } from "@/lib/result";
import { countCodePoints, sliceCodePoints } from "@/lib/text/code-points";

/** What a question of marks lets people mark. */
export type Marking = {
  of: "words" | "turns";
  categories: readonly Option[];
  /** From mild to severe; none where it is not asked. */
  severities: readonly string[];
  /** Only the first place is marked. */
  firstOnly: boolean;
};

/** The text at a target: a turn's whole, or the characters of a span. Null where the item has no such place. */
function readPlace(marking: Marking, target: string, { texts, turn }: Targets): string | null {
  const read = readTarget(target);
  if (marking.of === "turns") {
    if (read?.kind !== "turn" || !turn.includes(target)) return null;
    const [only] = [...texts.keys()].flatMap((key) => readTarget(key) ?? []);
    const part = read.part ?? (only && "part" in only ? only.part : undefined);
    return part === undefined ? null : (texts.get(writeTarget({ ...read, part })) ?? null);
  }
  if (read?.kind !== "span") return null;
  const text = texts.get(textOfSpan(read));
  return text === undefined || read.to > countCodePoints(text) ? null : sliceCodePoints(text, read.from, read.to);
}

/** The target of the text that a span is in. */
export const textOfSpan = ({ part, turn }: { part: string; turn?: number }): string =>
  writeTarget(turn === undefined ? { kind: "part", part } : { kind: "turn", part, turn });

export type StoredMark = { value: string; number: number | null; probabilities: null; quote: string };

/** Holds one mark against its question and the item. Ok: what to store at its target. */
export function checkMark(
  marking: Marking,
  target: string,
  { state, value, severity, quote, strength, probabilities }: AnswerInput,
  targets: Targets,
): Result<StoredMark, string> {
  const text = readPlace(marking, target, targets);
  if (text === null) return fail(marking.of === "turns" ? "There is no such turn" : "A mark lies outside the text");
  if (quote !== undefined && quote !== text) return fail("The text at a mark is another than when it was marked");
  const of = `“${text.length > 40 ? `${text.slice(0, 39)}…` : text}”`;
  const category = marking.categories.find(({ key }) => key === value);
  if (!category || (state ?? "GIVEN") !== "GIVEN" || strength || probabilities)
    return fail(`Say what is marked at ${of}: ${marking.categories.map(({ label }) => label).join(", ")}`);
  if (marking.severities.length === 0 && severity !== undefined) return fail("This question asks for no severity");
  if (marking.severities.length > 0 && !marking.severities[(severity ?? 0) - 1])
    return fail(`Say how severe ${of} is: ${marking.severities.join(", ")}`);
  return ok({ value: category.key, number: severity ?? null, probabilities: null, quote: text });
}

/** "Danger, severe". */
export function nameMark({ categories, severities }: Marking, value: string, severity: number | null): string {
  const label = categories.find(({ key }) => key === value)?.label ?? value;
  const severe = severities[(severity ?? 0) - 1];
  return severe === undefined ? label : `${label}, ${severe}`;
}
