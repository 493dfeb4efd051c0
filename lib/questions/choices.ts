import type { AnswerInput } from "@/lib/questions/answer-schema";

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
  /** The label is a word of the app rather than of the study: told in the language of the page. */
  isOurs?: boolean;
};

export type ItemOption = { partId: string; letter: string; label: string; profile: string | null };

/** What of an item, as a rater sees it, a question may take its answers from. */
export type Shown = { texts: readonly { partId: string; letter: string | null }[]; candidates: readonly ItemOption[] };

/** What "options of the item" means: its candidates, or its texts where there are none. In the order shown. */
export function listItemOptions({ candidates, texts }: Shown): readonly ItemOption[] {
  if (candidates.length > 0) return candidates;
  return texts.map(({ partId, letter }) => {
    const name = letter ?? "A";
    return { partId, letter: name, label: texts.length > 1 ? `Response ${name}` : "Response", profile: null };
  });
}

export const giving = (value: string | number): AnswerInput => ({ state: "GIVEN", value });

export const plainChoice = (id: string, label: string, answer: AnswerInput, wish: string | null): Choice => ({
  id,
  label,
  answer,
  wish,
  mark: null,
  description: "",
  apart: false,
});

/** One that the app words, whatever the study asks. */
export const ourChoice = (...given: Parameters<typeof plainChoice>): Choice => ({
  ...plainChoice(...given),
  isOurs: true,
});

/** 1 to 9, then 0: the tenth. */
export const digitAt = (index: number) => (index < 10 ? String((index + 1) % 10) : null);
