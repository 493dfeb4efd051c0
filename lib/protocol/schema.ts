import { z } from "zod";
import { listShowIfValues } from "@/lib/protocol/show-if";
import { addressAnswers } from "@/lib/questions/answers";
import { kindOf, type Question } from "@/lib/questions/kinds";
import { questionSchema } from "@/lib/questions/question-schema";

export type { Question, QuestionType } from "@/lib/questions/kinds";

function checkQuestions(questions: readonly Question[], context: z.core.$RefinementCtx) {
  const problem = (index: number, field: string, message: string) =>
    context.addIssue({ code: "custom", path: [index, field], message });
  questions.forEach((question, index) => {
    const earlier = questions.slice(0, index);
    if (earlier.some(({ key }) => key === question.key))
      problem(index, "key", `Two questions have the key "${question.key}"`);
    if (question.showIf && !earlier.some(({ key }) => key === question.showIf?.question))
      problem(
        index,
        "showIf",
        `"Show if" names "${question.showIf.question}", which is not asked before this question`,
      );
    const parent = question.showIf && earlier.find(({ key }) => key === question.showIf?.question);
    const possible = parent ? listShowIfValues(parent) : [];
    const impossible = parent && question.showIf?.in.find((value) => !possible.includes(value));
    if (impossible)
      problem(
        index,
        "showIf",
        `"Show if" waits for "${impossible}", which "${parent.key}" cannot be: ${possible.join(", ")}`,
      );
    const kind = kindOf(question);
    const about = kind.about(question);
    if (about !== null && !earlier.some(({ key }) => key === about))
      problem(index, "about", `This confidence is about "${about}", which is not asked before it`);
    for (const [field, message] of kind.findProblems(question)) problem(index, field, message);
  });
}

/** All questions of a version, checked together: unique keys, references only to earlier questions. */
export const questionsSchema = z.array(questionSchema).max(40).superRefine(checkQuestions);

export const protocolSchema = z.object({
  guidelines: z.string().max(100_000),
  questions: questionsSchema,
  personaVisibility: z.enum(["SHOWN", "HIDDEN", "AFTER_ANSWER"]),
  /** PLAIN: raters read every text as it was written and never otherwise. */
  textStyle: z.enum(["MARKDOWN", "PLAIN"]).default("MARKDOWN"),
});
export type Protocol = z.output<typeof protocolSchema>;

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
