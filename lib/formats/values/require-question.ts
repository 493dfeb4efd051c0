import type { ExportedStudy } from "@/lib/formats/contract/exported-study";
import { type CountedQuestion, countedQuestion } from "@/lib/formats/values/count-votes";
import type { Need } from "@/lib/questions/kind";
import { kindOf } from "@/lib/questions/kinds";
import { Refusal } from "@/lib/refusal";

const words: Record<Need, string> = {
  sides: "a preference (A or B)",
  options: "a choice among the item's own options",
};

/** The question that an export turns on: the one named, or the first of the right type. */
export function requireQuestion({ protocol }: ExportedStudy, key: string | undefined, need: Need): CountedQuestion {
  const candidates = protocol.questions.filter((question) => {
    const kind = kindOf(question);
    return kind.need(question) === need && !kind.picksSeveral;
  });
  const found = key === undefined ? candidates[0] : candidates.find((question) => question.key === key);
  const counted = found && countedQuestion(found);
  if (counted) return counted;
  if (key === undefined)
    throw new Refusal(
      `This export needs a question that is ${words[need]}, and the protocol version it counts has none.`,
    );
  const known = candidates.map((question) => question.key).join(", ") || "none";
  throw new Refusal(`No question "${key}" is ${words[need]} in this protocol version. Those that are: ${known}.`);
}
