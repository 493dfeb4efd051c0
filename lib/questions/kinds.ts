import type { z } from "zod";
import { choice } from "@/lib/questions/choice";
import { confidence } from "@/lib/questions/confidence";
import type { Kind } from "@/lib/questions/kind";
import { marks } from "@/lib/questions/marks";
import { multi } from "@/lib/questions/multi";
import { number } from "@/lib/questions/number";
import { ordinal } from "@/lib/questions/ordinal";
import { preference } from "@/lib/questions/preference";
import { text } from "@/lib/questions/text";

/** Every kind of question, under the name that its `type` has, in the order in which an editor offers them. */
const list = { choice, multi, ordinal, number, preference, confidence, marks, text };

export type QuestionType = keyof typeof list;
export type QuestionOf<Type extends QuestionType> = z.output<ReturnType<(typeof list)[Type]["schema"]>>;
export type Question = { [Type in QuestionType]: QuestionOf<Type> }[QuestionType];

export const kinds = list satisfies { [Type in QuestionType]: Kind<Extract<Question, { type: Type }>> };

export const questionTypes = Object.keys(kinds) as QuestionType[];

/** The kind of a question, by which alone the rest of the house knows what sort of question it is. */
export const kindOf = (question: Question): Kind<Question> => kinds[question.type];

/** Which kind a question is, by name: for a list of kinds to choose from. */
export const typeOf = ({ type }: Question): QuestionType => type;

/** Whether the answer is one side of a pair. */
export const hasSides = (question: Question): boolean => kindOf(question).need(question) === "sides";

/** Whether the answer is among options that every item has for itself. */
export const hasOwnOptions = (question: Question): boolean => kindOf(question).need(question) === "options";
