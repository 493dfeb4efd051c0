import { bothBadValue, type Question, tieValue } from "@/lib/protocol/schema";

type Choice = { value: string; label: string };

const states: readonly Choice[] = [
  { value: "state:missing", label: "Missing" },
  { value: "state:unparsed", label: "Unparsed" },
  { value: "state:cannot-judge", label: "Cannot judge" },
  { value: "state:refusal", label: "Refusal" },
];

function own(question: Question): Choice[] {
  if (question.type === "ordinal")
    return question.points.map(({ value, label }) => ({
      value: String(value),
      label: label ? `${value} ${label}` : String(value),
    }));
  if (question.type === "preference")
    return [
      { value: "1", label: "Side 1" },
      { value: "2", label: "Side 2" },
      ...(question.tie ? [{ value: tieValue, label: "Tie" }] : []),
      ...(question.bothBad ? [{ value: bothBadValue, label: "Both bad" }] : []),
    ];
  if (question.type === "choice" && question.options !== "item")
    return question.options.map(({ key, label }) => ({ value: key, label }));
  return question.type === "confidence" && question.scale === "levels"
    ? ["low", "medium", "high"].map((value) => ({ value, label: value }))
    : [];
}

/** What a value of a file may become for this question; empty where any value of the right kind is taken as it is. */
export const valueChoices = (question: Question): Choice[] => {
  const choices = own(question);
  return choices.length > 0 ? [...choices, ...states] : [];
};

/** Whether turning the scale round means something here. */
export const canFlip = ({ type }: Question) => type === "ordinal" || type === "preference";
