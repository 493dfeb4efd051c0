import { z } from "zod";
import { listShowIfValues } from "@/lib/protocol/show-if";
import { addressAnswers } from "@/lib/questions/answers";

export { bothBadValue, tieValue } from "@/lib/protocol/special-values";

/** Keys stand in exports and URLs: lower case letters, digits, `-` and `_`. */
const key = z
  .string()
  .regex(/^[a-z][a-z0-9_-]{0,39}$/, "Use lower case letters, digits, - and _, beginning with a letter (40 at most)");

const text = (max: number) => z.string().trim().min(1, "Write something here").max(max, `At most ${max} characters`);

export const optionSchema = z.object({
  key: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9_.-]{0,59}$/, "Use letters, digits, - _ and . (60 at most)"),
  label: text(200),
  description: z.string().max(1000).default(""),
});

export const scalePointSchema = z.object({
  value: z.number().int().min(-1000).max(1000),
  label: z.string().max(200).default(""),
  description: z.string().max(1000).default(""),
});

const common = {
  key,
  text: text(500),
  help: z.string().max(2000).default(""),
  required: z.boolean().default(true),
  /** Offers "Cannot judge", kept apart from the scale: a missing value that is counted. */
  cannotJudge: z.boolean().default(false),
  /** Asked only when another question, earlier in the list, was answered with one of these values. */
  showIf: z
    .object({ question: key, in: z.array(z.string()).min(1, "Choose at least one answer") })
    .nullable()
    .default(null),
};

/** Q1. `options: "item"` takes the item's own candidates (who said it). */
export const choiceQuestion = z.object({
  ...common,
  type: z.literal("choice"),
  options: z.union([z.literal("item"), z.array(optionSchema).min(2, "Give at least two options").max(26)]),
});

/** Q3. Any start, any number of points; `direction` says which end is good. */
export const ordinalQuestion = z.object({
  ...common,
  type: z.literal("ordinal"),
  points: z.array(scalePointSchema).min(2, "Give at least two points").max(11),
  direction: z.enum(["higherIsBetter", "higherIsWorse"]).default("higherIsBetter"),
  /** Offers "Refusal" as a label of its own: neither a scale point nor missing. */
  refusal: z.boolean().default(false),
});

/** Q5. The answer is the canonical key of the chosen part, or `tie` or `both-bad`. */
export const preferenceQuestion = z.object({
  ...common,
  type: z.literal("preference"),
  tie: z.boolean().default(false),
  bothBad: z.boolean().default(false),
  /** Asks "slightly" or "clearly" with the choice. */
  strength: z.boolean().default(false),
});

/** Q6. low / medium / high, a percentage, or a probability for every option of the question it is about. */
export const confidenceQuestion = z.object({
  ...common,
  type: z.literal("confidence"),
  about: key,
  scale: z.enum(["levels", "percent", "probabilities"]).default("levels"),
});

/** Q7. */
export const textQuestion = z.object({
  ...common,
  type: z.literal("text"),
  maxLength: z.number().int().min(1).max(20_000).default(2000),
});

export const questionSchema = z.discriminatedUnion("type", [
  choiceQuestion,
  ordinalQuestion,
  preferenceQuestion,
  confidenceQuestion,
  textQuestion,
]);

export type Question = z.output<typeof questionSchema>;
export type QuestionType = Question["type"];
export type Option = z.output<typeof optionSchema>;
export type ScalePoint = z.output<typeof scalePointSchema>;

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
    if (question.type === "confidence" && !earlier.some(({ key }) => key === question.about))
      problem(index, "about", `This confidence is about "${question.about}", which is not asked before it`);
    if (question.type === "choice" && question.options !== "item") {
      const keys = question.options.map((option) => option.key);
      if (new Set(keys).size < keys.length) problem(index, "options", "Two options have the same key");
    }
    if (question.type === "ordinal") {
      const values = question.points.map((point) => point.value);
      if (values.some((value, place) => place > 0 && value <= (values[place - 1] ?? Number.NEGATIVE_INFINITY)))
        problem(index, "points", "Points must rise from first to last");
    }
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
