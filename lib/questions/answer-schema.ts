import { z } from "zod";
import { addressAnswers } from "@/lib/questions/answers";

/**
 * What a browser or an importer hands in for one question. `value` is an option key, a scale point, a part id
 * (browser) or a part key (importer), a percentage or a text. Absent question = not answered.
 */
export const answerInputSchema = z.object({
  state: z.enum(["GIVEN", "CANNOT_JUDGE", "REFUSAL"]).default("GIVEN"),
  value: z
    .union([z.string().max(20_000), z.number()])
    .nullable()
    .default(null),
  strength: z.enum(["slight", "clear"]).optional(),
  probabilities: z.record(z.string().max(100), z.number().min(0).max(1)).optional(),
  /** How bad what is marked is, from 1 for the mildest. */
  severity: z.number().int().min(1).max(9).optional(),
  /** What is marked, as the page has it: another text than the server's is refused. */
  quote: z.string().max(100_000).optional(),
});
export type AnswerInput = z.input<typeof answerInputSchema>;

/** Question key -> target -> answer. */
export type AnswersInput = { [question: string]: { [target: string]: AnswerInput } };

const addressedAnswers = z.record(z.string().max(40), z.record(z.string().max(80), answerInputSchema));

/** A page that was opened before answers had targets sends `question -> answer`: that is understood too. */
export const answersInputSchema: z.ZodType<z.output<typeof addressedAnswers>, AnswersInput> = z.preprocess(
  (answers: AnswersInput) => addressAnswers(answers),
  addressedAnswers,
);
