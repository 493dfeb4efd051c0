import type { AnswerInput, Question } from "@/lib/protocol/schema";
import { type Choice, ourChoice, type Shown } from "@/lib/questions/choices";
import { kindOf } from "@/lib/questions/kinds";

/** Everything that can be picked for a question on this item, in the order shown; what stands apart comes last. */
export function listChoices(question: Question, item: Shown): Choice[] {
  const kind = kindOf(question);
  const apart: Choice[] = [];
  if (kind.offersRefusal(question))
    apart.push({ ...ourChoice("refusal", "Refusal", { state: "REFUSAL" }, "r"), apart: true });
  if (question.cannotJudge)
    apart.push({ ...ourChoice("cannot-judge", "Cannot judge", { state: "CANNOT_JUDGE" }, "c"), apart: true });
  return [...kind.listChoices(question, item), ...apart];
}

/** The choices that an answer is: one, or all that make it where several do. */
export function listChosen(question: Question, choices: readonly Choice[], answer: AnswerInput | undefined): Choice[] {
  if (!answer) return [];
  const state = answer.state ?? "GIVEN";
  return choices.filter(
    (choice) =>
      choice.answer.state === state && (state !== "GIVEN" || kindOf(question).holds(question, answer, choice)),
  );
}

/** What the answer is once a choice is picked. Where several make one, picking what is chosen takes it back. */
export function pickAnswer(
  question: Question,
  answer: AnswerInput | undefined,
  choice: Choice,
): AnswerInput | undefined {
  const kind = kindOf(question);
  if (!choice.apart) return kind.pick(question, answer, choice);
  return kind.picksSeveral && answer?.state === choice.answer.state ? undefined : choice.answer;
}
