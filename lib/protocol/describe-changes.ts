import type { PersonaVisibility } from "@/lib/generated/prisma/enums";
import type { Protocol, Question } from "@/lib/protocol/schema";

const typeNames: Record<Question["type"], string> = {
  choice: "a choice",
  ordinal: "a scale",
  preference: "a preference",
  confidence: "a confidence",
  text: "a free text",
};

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
const differs = (a: unknown, b: unknown) => JSON.stringify(a) !== JSON.stringify(b);
const onOff = (isOn: boolean, name: string) => `${isOn ? "offers" : "no longer offers"} ${name}`;

function describeScale(before: Question, after: Question): string[] {
  if (before.type === "choice" && after.type === "choice" && differs(before.options, after.options))
    return ["other options"];
  if (before.type === "ordinal" && after.type === "ordinal") {
    const values = ({ points }: typeof before) => points.map(({ value }) => value).join(", ");
    const isOtherScale = values(before) !== values(after);
    return [
      ...(isOtherScale ? [`the scale ${values(after)} instead of ${values(before)}`] : []),
      ...(!isOtherScale && differs(before.points, after.points) ? ["other anchors"] : []),
      ...(before.direction !== after.direction
        ? [after.direction === "higherIsBetter" ? "higher is now better" : "higher is now worse"]
        : []),
      ...(before.refusal !== after.refusal ? [onOff(after.refusal, "“Refusal”")] : []),
    ];
  }
  if (before.type === "preference" && after.type === "preference")
    return [
      ...(before.tie !== after.tie ? [onOff(after.tie, "a tie")] : []),
      ...(before.bothBad !== after.bothBad ? [onOff(after.bothBad, "“Both bad”")] : []),
      ...(before.strength !== after.strength ? [onOff(after.strength, "a strength")] : []),
    ];
  if (before.type === "confidence" && after.type === "confidence")
    return [
      ...(before.scale !== after.scale ? [`asked as ${after.scale}`] : []),
      ...(before.about !== after.about ? [`about ${after.about}`] : []),
    ];
  return [];
}

function describeQuestion(before: Question, after: Question): string[] {
  const parts = [
    ...(before.type !== after.type ? [`is now ${typeNames[after.type]}`] : describeScale(before, after)),
    ...(before.text !== after.text ? [`asked as ${quote(after)}`] : []),
    ...(before.help !== after.help ? ["other help"] : []),
    ...(before.required !== after.required ? [after.required ? "must be answered" : "may be left open"] : []),
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
