import type { StoredAnswer } from "@/lib/questions/answer-check";
import type { AnswerInput } from "@/lib/questions/answer-schema";
import type { Choice } from "@/lib/questions/choices";
import type { Kind, ModelQuestion } from "@/lib/questions/kind";

type AnyKind = Kind<never>;

/** What most kinds answer alike: they are about nothing, need nothing, and are picked by their listed values. */
export const usual = {
  findProblems: () => [],
  isAboutAnother: false,
  about: () => null,
  withAbout: <Q>(question: Q) => question,
  need: () => null,
  offersRefusal: () => false,
  marking: () => null,
  extras: () => [],
  present: (_: unknown, { value }: StoredAnswer): AnswerInput => ({ value }),
  listValues: () => [],
  ruleValuesOf: (_: unknown, value: string) => [value],
  words: (_: unknown, value: string) => value,
  strengthOf: () => undefined,
  listChoices: () => [],
  shape: () => "column" as const,
  picksSeveral: false,
  pick: (_: unknown, __: unknown, { answer }: Choice) => answer,
  holds: (_: unknown, { value, strength }: AnswerInput, { answer }: Choice) =>
    String(answer.value) === String(value) && (answer.strength === undefined || answer.strength === strength),
  hint: () => null,
  isWritten: () => false,
  scale: () => null,
  fromCell: (_: unknown, value: string) => value,
  readsNumbers: () => false,
  flip: (_: unknown, value: string) => value,
  flipWords: null,
  takesAnyText: false,
  asFilesAnswer: <Q>(question: Q) => question,
  isJudgment: true,
  simulate: () => null,
  simulateJudge: () => null,
} satisfies Partial<Record<keyof AnyKind, unknown>>;

type Named = { key: string; label: string; description?: string };

/** "Answer with one of these: yes (Yes: it is), no (No)." */
export const askOneOf = (options: readonly Named[]): ModelQuestion => ({
  sentence: `Answer with one of these: ${options
    .map(({ key, label, description }) => `${key} (${[label, description].filter(Boolean).join(": ")})`)
    .join(", ")}.`,
  schema: { type: "string", enum: options.map(({ key }) => key) },
});

/** A file's value in the words of the protocol: "it takes a, b". */
export const takesOneOf = (values: readonly string[]) => `it takes ${values.join(", ")}`;

export const onOff = (isOn: boolean, name: string) => `${isOn ? "offers" : "no longer offers"} ${name}`;
export const differs = (a: unknown, b: unknown) => JSON.stringify(a) !== JSON.stringify(b);

type Refusing = { refusal?: boolean | undefined };

/** Whether a later version offers "Refusal" where the earlier did not, or the other way round. */
export const describeRefusal = (before: Refusing, after: Refusing): string[] =>
  (before.refusal ?? false) === (after.refusal ?? false) ? [] : [onOff(after.refusal ?? false, "“Refusal”")];
