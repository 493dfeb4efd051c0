import type { MappedAnswer } from "@/lib/formats/values/map-label";
import { kindOf, type Question } from "@/lib/questions/kinds";
import type { Marking } from "@/lib/questions/marking";
import { readTarget } from "@/lib/questions/targets";
import { fail, ok, type Result } from "@/lib/result";

type GivenMark = { value: string; severity?: number; target?: string };

/** A mark of a file in the words of the protocol. What stands there is known only where the item is. */
export function mapMark(
  question: Question,
  { of, categories, severities }: Marking,
  { value, severity, target = "" }: GivenMark,
): Result<MappedAnswer, string> {
  const named = kindOf(question).fromCell(question, value);
  const kind = readTarget(target)?.kind;
  if (kind !== (of === "words" ? "span" : "turn"))
    return fail(
      `"${target}" is no place for a mark: "${question.key}" marks ${of === "words" ? "words, such as 1:120-164" : "turns, such as t4"}`,
    );
  if (!categories.some(({ key }) => key === named))
    return fail(
      `"${value}" is no category of "${question.key}": it takes ${categories.map(({ key }) => key).join(", ")}`,
    );
  if (severity !== undefined && !severities[severity - 1])
    return fail(`"${question.key}" has ${severities.length} steps of severity, and no step ${severity}`);
  return ok({ state: "GIVEN", value: named, number: severity ?? null });
}
