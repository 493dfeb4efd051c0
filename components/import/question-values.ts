import type { Question } from "@/lib/protocol/schema";
import type { Value } from "@/lib/questions/kind";
import { hasSides, kindOf } from "@/lib/questions/kinds";

const states: readonly Value[] = [
  { value: "state:missing", label: "Missing" },
  { value: "state:unparsed", label: "Unparsed" },
  { value: "state:cannot-judge", label: "Cannot judge" },
  { value: "state:refusal", label: "Refusal" },
];

const sides: readonly Value[] = [
  { value: "1", label: "Side 1" },
  { value: "2", label: "Side 2" },
];

/** What a value of a file may become for this question; empty where any value of the right kind is taken as it is. */
export function valueChoices(question: Question): Value[] {
  const choices = [...(hasSides(question) ? sides : []), ...kindOf(question).listValues(question)];
  return choices.length > 0 ? [...choices, ...states] : [];
}
