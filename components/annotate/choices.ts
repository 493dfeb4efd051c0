import type { AssignedItem } from "@/lib/annotate/contract";
import type { AnswerInput, Question } from "@/lib/protocol/schema";
import { bothBadValue, tieValue } from "@/lib/protocol/special-values";

/** One thing a rater can pick with one key or one press. */
export type Choice = {
  /** Unique within its question. */
  id: string;
  /** Stands before the label: a scale value. */
  mark: string | null;
  label: string;
  description: string;
  answer: AnswerInput;
  /** The key it would like; null takes any that is free. */
  wish: string | null;
  /** Kept apart from the scale: cannot judge, refusal. */
  apart: boolean;
};

export type ItemOption = { partId: string; letter: string; label: string; profile: string | null };
type Shown = Pick<AssignedItem, "texts" | "candidates">;

/** What "options of the item" means: its candidates, or its texts where there are none. In the order shown. */
export function listItemOptions({ candidates, texts }: Shown): ItemOption[] {
  if (candidates.length > 0) return candidates;
  return texts.map(({ partId, letter }) => {
    const name = letter ?? "A";
    return { partId, letter: name, label: texts.length > 1 ? `Response ${name}` : "Response", profile: null };
  });
}

const given = (value: string | number): AnswerInput => ({ state: "GIVEN", value });
const plain = (id: string, label: string, answer: AnswerInput, wish: string | null): Choice => ({
  ...{ id, label, answer, wish },
  mark: null,
  description: "",
  apart: false,
});

/** 1 to 9, then 0: the tenth. */
const digitAt = (index: number) => (index < 10 ? String((index + 1) % 10) : null);

function listOptions(question: Extract<Question, { type: "choice" }>, item: Shown): Choice[] {
  if (question.options === "item")
    return listItemOptions(item).map(({ partId, label, profile }, index) => ({
      ...plain(partId, label, given(partId), digitAt(index)),
      description: profile ?? "",
    }));
  return question.options.map(({ key, label, description }, index) => ({
    ...plain(`option:${key}`, label, given(key), digitAt(index)),
    description,
  }));
}

/** A point's own digit is its key where the whole scale lies in 0 to 10; a digit never stands for another number. */
function listPoints({ points }: Extract<Question, { type: "ordinal" }>): Choice[] {
  const isDigits = points.every(({ value }) => value >= 0 && value <= 10);
  return points.map(({ value, label, description }) => ({
    ...plain(`point:${value}`, label, given(value), isDigits && value < 10 ? String(value) : null),
    mark: String(value).replace("-", "−"),
    description,
  }));
}

function listPreferences(question: Extract<Question, { type: "preference" }>, { texts }: Shown): Choice[] {
  const sides = texts.slice(0, 2).map(({ partId, letter }, index) => ({ partId, name: letter ?? "AB".charAt(index) }));
  const graded = (side: number, order: readonly ("clear" | "slight")[]): Choice[] => {
    const at = sides[side];
    if (!at) return [];
    if (!question.strength) return [plain(at.partId, `${at.name} is better`, given(at.partId), side === 0 ? "1" : "2")];
    return order.map((strength, place) =>
      plain(
        `${at.partId}:${strength}`,
        `${at.name} ${strength === "clear" ? "clearly" : "slightly"} better`,
        { ...given(at.partId), strength },
        String(side * 2 + place + 1),
      ),
    );
  };
  const tie = question.tie ? [plain("tie", "Equally good", given(tieValue), "t")] : [];
  return [
    ...graded(0, ["clear", "slight"]),
    ...(question.strength ? tie : []),
    ...graded(1, ["slight", "clear"]),
    ...(question.strength ? [] : tie),
    ...(question.bothBad ? [plain("both-bad", "Both bad", given(bothBadValue), "b")] : []),
  ];
}

const confidenceLevels = [
  plain("low", "Low", given("low"), "q"),
  plain("medium", "Medium", given("medium"), "w"),
  plain("high", "High", given("high"), "e"),
];

function listOwn(question: Question, item: Shown): Choice[] {
  switch (question.type) {
    case "choice":
      return listOptions(question, item);
    case "ordinal":
      return listPoints(question);
    case "preference":
      return listPreferences(question, item);
    case "confidence":
      return question.scale === "levels" ? confidenceLevels : [];
    case "text":
      return [];
  }
}

/** Everything that can be picked for a question on this item, in the order shown; what stands apart comes last. */
export function listChoices(question: Question, item: Shown): Choice[] {
  const apart: Choice[] = [];
  if (question.type === "ordinal" && question.refusal)
    apart.push({ ...plain("refusal", "Refusal", { state: "REFUSAL" }, "r"), apart: true });
  if (question.cannotJudge)
    apart.push({ ...plain("cannot-judge", "Cannot judge", { state: "CANNOT_JUDGE" }, "c"), apart: true });
  return [...listOwn(question, item), ...apart];
}

/** Which choice an answer is, or null. */
export function findChosen(choices: readonly Choice[], answer: AnswerInput | undefined): Choice | null {
  if (!answer) return null;
  const state = answer.state ?? "GIVEN";
  return (
    choices.find(
      (choice) =>
        choice.answer.state === state &&
        (state !== "GIVEN" ||
          (String(choice.answer.value) === String(answer.value) &&
            (choice.answer.strength === undefined || choice.answer.strength === answer.strength))),
    ) ?? null
  );
}

/** Whether a question is answered by typing rather than by picking. */
export const isWritten = (question: Question) =>
  question.type === "text" || (question.type === "confidence" && question.scale !== "levels");
