import type { AnswerInput, Question } from "@/lib/protocol/schema";
import { type Choice, plainChoice, type Shown } from "@/lib/questions/choices";
import { kindOf } from "@/lib/questions/kinds";

/** Everything that can be picked for a question on this item, in the order shown; what stands apart comes last. */
export function listChoices(question: Question, item: Shown): Choice[] {
  const kind = kindOf(question);
  const apart: Choice[] = [];
  if (kind.offersRefusal(question))
    apart.push({ ...plainChoice("refusal", "Refusal", { state: "REFUSAL" }, "r"), apart: true });
  if (question.cannotJudge)
    apart.push({ ...plainChoice("cannot-judge", "Cannot judge", { state: "CANNOT_JUDGE" }, "c"), apart: true });
  return [...kind.listChoices(question, item), ...apart];
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
