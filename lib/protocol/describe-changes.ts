import type { PersonaVisibility } from "@/lib/generated/prisma/enums";
import type { Protocol, Question } from "@/lib/protocol/schema";
import { askedOfItem, askedOfWords } from "@/lib/questions/asked-of";
import { differs, onOff } from "@/lib/questions/defaults";
import { kindOf } from "@/lib/questions/kinds";

const visibilityWords: Record<PersonaVisibility, string> = {
  SHOWN: "shown with the item",
  HIDDEN: "hidden",
  AFTER_ANSWER: "shown after the answer",
};

const styleWords: Record<Protocol["textStyle"], string> = {
  MARKDOWN: "with their Markdown set as type",
  PLAIN: "as they were written",
};

const quote = ({ text }: Question) => `“${text}”`;
function describeQuestion(before: Question, after: Question): string[] {
  const kind = kindOf(after);
  const parts = [
    ...(kind !== kindOf(before) ? [`is now ${kind.phrase}`] : kind.describeChange(before, after)),
    ...(before.text !== after.text ? [`asked as ${quote(after)}`] : []),
    ...(before.help !== after.help ? ["other help"] : []),
    ...(before.required !== after.required ? [after.required ? "must be answered" : "may be left open"] : []),
    ...(String(before.askedBy ?? "") !== String(after.askedBy ?? "") ? ["asked of other groups of people"] : []),
    ...(askedOfItem(before) !== askedOfItem(after) ? [`asked of ${askedOfWords[askedOfItem(after)]}`] : []),
    ...(before.cannotJudge !== after.cannotJudge ? [onOff(after.cannotJudge, "“Cannot judge”")] : []),
    ...(differs(before.showIf, after.showIf) ? [after.showIf ? "asked under another rule" : "always asked"] : []),
  ];
  return parts.length > 0 ? [`${quote(before)}: ${parts.join("; ")}`] : [];
}

/** What a draft changes against a published version, a sentence each; empty where it is the same. */
export function describeChanges(before: Protocol, after: Protocol): string[] {
  const find = (questions: readonly Question[], key: string) => questions.find((question) => question.key === key);
  const kept = (questions: readonly Question[], others: readonly Question[]) =>
    questions.filter(({ key }) => find(others, key)).map(({ key }) => key);
  const isReordered = differs(kept(before.questions, after.questions), kept(after.questions, before.questions));
  return [
    ...after.questions.filter(({ key }) => !find(before.questions, key)).map((one) => `New: ${quote(one)}`),
    ...before.questions.filter(({ key }) => !find(after.questions, key)).map((one) => `No longer asked: ${quote(one)}`),
    ...before.questions.flatMap((question) => {
      const same = find(after.questions, question.key);
      return same ? describeQuestion(question, same) : [];
    }),
    ...(isReordered ? ["The questions stand in another order"] : []),
    ...(before.guidelines !== after.guidelines ? ["The guidelines are changed; raters see them again"] : []),
    ...(before.personaVisibility !== after.personaVisibility
      ? [`The persona is ${visibilityWords[after.personaVisibility]}`]
      : []),
    ...(before.textStyle !== after.textStyle ? [`Texts are shown ${styleWords[after.textStyle]}`] : []),
  ];
}
