import type { ReactNode } from "react";
import type { AssignedItem } from "@/lib/labeling/contract";
import type { Say } from "@/lib/languages/say";
import type { AnswerInput, Question } from "@/lib/protocol/schema";
import type { FieldErrors } from "@/lib/result";

export type FieldsProps<Q> = {
  question: Q;
  earlier: readonly Question[];
  /** Path of the question in the errors: "questions.2". */
  path: string;
  errors: FieldErrors;
  onChange(question: Q): void;
};

/** Answers at places that the person chooses, by target, and how one is given or taken back. */
export type Placing = {
  marks: Readonly<Record<string, AnswerInput>>;
  onMark: (target: string, answer: AnswerInput | undefined) => void;
  /** Whether the question takes the keys now. */
  isInHand: boolean;
};

export type WrittenProps<Q> = {
  question: Q;
  answer: AnswerInput | undefined;
  error: string | undefined;
  /** The question that it is about. */
  about: Question | undefined;
  item: AssignedItem;
  isLocked: boolean;
  labelledBy: string;
  describedBy: string | undefined;
  onWrite: (answer: AnswerInput | undefined) => void;
  placing: Placing;
  /** What it says of its own, in the language of the page. */
  say: Say;
};

/** How one kind of question looks: the twin of its file in lib/questions. */
export interface KindView<Q> {
  /** In the editor, what this kind alone has: options, points, switches. */
  Fields(props: FieldsProps<Q>): ReactNode;
  /** What is typed in, where it is answered by typing. */
  Written?(props: WrittenProps<Q>): ReactNode;
}
