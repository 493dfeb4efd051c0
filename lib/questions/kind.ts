import type { z } from "zod";
import type { Check, PartKeys, StoredAnswer } from "@/lib/questions/answer-check";
import type { AnswerInput } from "@/lib/questions/answer-schema";
import type { Choice, Shown } from "@/lib/questions/choices";
import type { Zod } from "@/lib/questions/fields";
import type { Question } from "@/lib/questions/kinds";
import type { Marking } from "@/lib/questions/marking";
import type { QuestionScale, ScaleSource } from "@/lib/questions/scale";
import type { JudgeOptions, Reading, SimulatedJudging, Sitting } from "@/lib/questions/simulated";

/** What any question has; its kind adds the rest. */
type Common = Pick<Question, "key" | "text" | "help" | "required" | "cannotJudge" | "showIf" | "askedOf" | "block">;

/** What an answer may be, as it is stored, and what a person calls it. */
export type Value = { value: string; label: string };

/** What a question needs of its item: a pair to prefer one of, or options of the item's own. Its answers then name parts. */
export type Need = "sides" | "options";

export type Shape = "column" | "row" | "scale" | "halves";

export type Strength = "slight" | "clear";

/** A question as a model is asked it: a sentence that says what to answer, and the JSON schema of the answer. */
export type ModelQuestion = { sentence: string; schema: Record<string, unknown> };

/**
 * Everything the house may ask of one kind of question. Whoever has a question asks its kind (`kindOf`); what sort of
 * question it is, is read in this folder and in components/questions alone.
 */
export interface Kind<Q extends Common & { type: string }> {
  /** In a list of kinds. */
  name: string;
  /** In a sentence: "is now ...". */
  phrase: string;
  schema(z: Zod): z.ZodType<Q> & z.core.$ZodTypeDiscriminable;
  /**
   * What a new question is called in exports, and all it has of its own, ready to be asked as it is, behind earlier
   * questions, of which some are judgments.
   */
  fresh(
    judgments: readonly Question[],
    earlier: readonly Question[],
  ): { key: string; fields: Omit<Q, keyof Common> & Partial<Common> & { text: string } };
  /** What no single field shows to be wrong: the field and the message. */
  findProblems(question: Q): [field: string, message: string][];
  /** What is different about the same question in a later version, each in a few words. */
  describeChange(before: Q, after: Q): string[];

  /** Whether it is about another question's answer, and so cannot be the first. */
  isAboutAnother: boolean;
  /** The question whose answer this one is about; it is asked with that one and never alone. */
  about(question: Q): string | null;
  /** The same question about another. */
  withAbout(question: Q, about: string): Q;
  need(question: Q): Need | null;
  /** Offers "Refusal" as an answer of its own. */
  offersRefusal(question: Q): boolean;
  /** What may be marked, where the person says where the answers stand; null for all others. The answer about the item then says whether anything is marked. */
  marking(question: Q): Marking | null;
  /** What an answer may carry beside or instead of its value. */
  extras(question: Q): readonly ("strength" | "probabilities")[];

  /**
   * Holds a given answer against the question. `shares` are the options that a probability is spread over: those of the
   * question that this one is about.
   */
  check(question: Q, answer: AnswerInput, parts: PartKeys, shares: PartKeys): Check;
  /** A stored value as a browser hands it in; `toId` calls a part what the browser calls it. */
  present(question: Q, stored: StoredAnswer, toId: (key: string) => string): AnswerInput;
  /** The values that can be listed, in order: parts of an item, numbers between bounds and texts cannot. */
  listValues(question: Q): Value[];
  /** Those that a show-if rule may name. */
  listRuleValues(question: Q): string[];
  /** Of those, what a given value amounts to. */
  ruleValuesOf(question: Q, value: string): string[];
  /** A stored value as a person reads it; `names` are what the item's parts are called. */
  words(question: Q, value: string, names: ReadonlyMap<string, string>): string;
  /** How plain a preference its stored number stands for. */
  strengthOf(question: Q, number: number | null): Strength | undefined;

  /** Everything that can be picked with one key or press on this item, but for what stands apart from the scale. */
  listChoices(question: Q, item: Shown): Choice[];
  /** How they stand: below each other, three in a row, a scale with words at its ends, the two sides of a pair. */
  shape(question: Q): Shape;
  /** Whether several choices make one answer: each is taken and given back by itself, and the keys do not go on. */
  picksSeveral: boolean;
  /** What the answer is once a choice is picked; undefined where nothing is left of it. */
  pick(question: Q, answer: AnswerInput | undefined, choice: Choice): AnswerInput | undefined;
  /** Whether a given answer is this choice, or holds it. */
  holds(question: Q, answer: AnswerInput, choice: Choice): boolean;
  /** What may be picked, said beside the question; null where the choices say it. */
  hint(question: Q): string | null;
  /** Whether it is answered by typing rather than by picking. */
  isWritten(question: Q): boolean;

  /** How answers compare: all that the analysis asks. Null where they do not. */
  scale(question: Q, source: ScaleSource): QuestionScale | null;

  /** A file's value in the words of the protocol, where it is recognised. */
  fromCell(question: Q, value: string): string;
  /** Whether a file may give the value as a number in any spelling. */
  readsNumbers(question: Q): boolean;
  /** The same value from the other end; the value itself where turning round means nothing. */
  flip(question: Q, value: string): string;
  /** What may be the other way round in a file, in words. */
  flipWords: string | null;
  /** What it takes, for whoever mends a file: "it takes ...". */
  takes(question: Q): string;
  /** Whether it takes any text, so that no word can be told from an answer gone missing. */
  takesAnyText: boolean;
  /** As labels of a file answer it, which often do not say how strongly. */
  asFilesAnswer(question: Q, hasStrength: boolean): Q;
  /** Whether every answer to another question of this kind is one to this. */
  covers(question: Q, other: Q): boolean;

  /** Whether its answers are judgments of an item, rather than remarks or how sure somebody is. */
  isJudgment: boolean;
  /** What a simulated person says; null where they say nothing. `readings` are what they said so far. */
  simulate(question: Q, sitting: Sitting, readings: ReadonlyMap<string, Reading>): Reading | null;
  /** How a model is asked: `options` are those of the item, as the model is shown them. `askModel` adds what stands apart. */
  askModel(question: Q, options: readonly { key: string; label: string }[]): ModelQuestion;
  /** What a simulated judge may say, and how likely each is; null where it is not asked. */
  simulateJudge(question: Q, judging: SimulatedJudging): JudgeOptions | null;
}
