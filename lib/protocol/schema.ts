import { z } from "zod";
import { listShowIfValues } from "@/lib/protocol/show-if";
import { findGroupWithout } from "@/lib/questions/asked-by";
import { askedOfItem, askedOfWords } from "@/lib/questions/asked-of";
import { findBlockProblem } from "@/lib/questions/blocks";
import { kindOf, type Question } from "@/lib/questions/kinds";
import { questionSchema } from "@/lib/questions/question-schema";

export type { AnswerInput, AnswersInput } from "@/lib/questions/answer-schema";
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
    const of = askedOfItem(question);
    const turnsOn = (other: Question) => [of, "item"].includes(askedOfItem(other));
    if (parent && !turnsOn(parent))
      problem(
        index,
        "showIf",
        `"Show if" names "${parent.key}", which is asked of ${askedOfWords[askedOfItem(parent)]}`,
      );
    const unasked = parent && findGroupWithout(question, parent);
    if (parent && unasked !== undefined)
      problem(index, "askedBy", `It turns on "${parent.key}", which is not asked of ${unasked}`);
    const kind = kindOf(question);
    if (kind.need(question) === "sides" && of !== "item")
      problem(index, "askedOf", "A preference is about the item as a whole");
    const about = kind.about(question);
    const judged = earlier.find(({ key }) => key === about);
    if (about !== null && !judged)
      problem(index, "about", `This confidence is about "${about}", which is not asked before it`);
    const unjudged = judged && findGroupWithout(question, judged);
    if (judged && unjudged !== undefined)
      problem(index, "askedBy", `It is about "${judged.key}", which is not asked of ${unjudged}`);
    if (judged && askedOfItem(judged) !== of)
      problem(
        index,
        "askedOf",
        `"${judged.key}" is asked of ${askedOfWords[askedOfItem(judged)]}: ask this of the same`,
      );
    if (judged && kindOf(judged).picksSeveral && kind.extras(question).includes("probabilities"))
      problem(
        index,
        "scale",
        `Several answers to "${about}" may be right at once: ask low, medium, high or a percentage`,
      );
    const inBlock = findBlockProblem(question, earlier);
    if (inBlock !== null) problem(index, "block", inBlock);
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
