import { listChoices, listChosen } from "@/components/annotate/choices";
import type { AssignedItem } from "@/lib/labeling/contract";
import type { AnswersInput, Question } from "@/lib/protocol/schema";
import { findAnswer } from "@/lib/questions/answers";
import { kindOf } from "@/lib/questions/kinds";
import { itemTarget } from "@/lib/questions/targets";

const percent = (share: number) => `${Math.round(share * 100)} %`;

/** An answer in the words in which it was offered. */
export function describeAnswer(
  question: Question,
  answers: AnswersInput,
  item: Pick<AssignedItem, "texts" | "candidates">,
  questions: readonly Question[] = [],
  target = itemTarget,
): string {
  const answer = findAnswer(answers, question.key, target);
  if (!answer) return "No answer";
  const choices = listChoices(question, item);
  if (answer.probabilities) {
    const about = questions.find(({ key }) => key === kindOf(question).about(question));
    const offered = about ? listChoices(about, item) : choices;
    const shares = Object.entries(answer.probabilities);
    return shares
      .map(
        ([id, share]) =>
          `${offered.find((choice) => String(choice.answer.value) === id)?.label ?? id} ${percent(share)}`,
      )
      .join(", ");
  }
  const chosen = listChosen(question, choices, answer);
  if (chosen.length > 0) return chosen.map(({ mark, label }) => [mark, label].filter(Boolean).join(" ")).join(", ");
  return kindOf(question).words(question, String(answer.value ?? ""), new Map());
}
