import { z } from "zod";
import type { StudyRole } from "@/lib/generated/prisma/enums";
import { hasSides, type Question } from "@/lib/questions/kinds";
import { questionScale } from "@/lib/questions/question-scale";

/** What a judge has to show on one question, as it is stored. */
const questionTermsSchema = z.object({
  /** The answer that must not be missed, "none" where no answer is more important than the others. */
  rare: z.union([
    z.literal("none"),
    z.object({ value: z.string(), sensitivityFloor: z.number(), specificityFloor: z.number() }),
  ]),
  /** By how much the judge may agree with the other people less often than a person does; null: not asked. */
  margin: z.number().nullable(),
});
export type QuestionTerms = z.output<typeof questionTermsSchema>;

const judgeTermsSchema = z.object({
  /** By key of the question. */
  questions: z.record(z.string(), questionTermsSchema).default({}),
  /** Ids of factors in each level of which a judge has to hold. */
  strata: z.array(z.string()).default([]),
});
export type JudgeTerms = z.output<typeof judgeTermsSchema>;

/** What `Study.judgeTerms` holds. */
export const parseJudgeTerms = (stored: unknown): JudgeTerms => judgeTermsSchema.parse(stored);

/** More answers than these are no list to choose one from. */
const mostAnswers = 30;

/** Answers of a question among which one may be said not to be missed; null for a question whose answers do not compare. */
export function listRareAnswers(question: Question): { value: string; label: string }[] | null {
  const scale = questionScale(question);
  if (scale === null) return null;
  const isListed = (scale.kind === "nominal" || scale.kind === "ordinal") && !scale.isOpen;
  if (!isListed || scale.categories.length > mostAnswers || hasSides(question)) return [];
  return scale.categories.map((category, place) => ({
    value: String(category),
    label: scale.labels[place] ?? String(category),
  }));
}

export type AskedQuestion = {
  key: string;
  text: string;
  /** Of which one may be said not to be missed; none where answers are numbers, sets or an item's own. */
  answers: { value: string; label: string }[];
  terms: QuestionTerms | null;
  /** When its terms were last changed, in which role, and what stood before. */
  changed: { at: Date; role: StudyRole; before: QuestionTerms | null } | null;
};

export type JudgeTermsForm = {
  epsilon: number;
  /** Whether somebody chose it, when and in which role, in words. */
  epsilonRecord: string;
  questions: AskedQuestion[];
  factors: { id: string; name: string; isStratum: boolean }[];
  tuning: TuningForm;
};

/** Items on which prompts of judges may be tuned, with the last change. */
export type TuningForm = {
  items: number;
  of: number;
  seed: number;
  changed: { at: Date; role: StudyRole; share: number | null } | null;
};
