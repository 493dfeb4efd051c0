import type { Layout } from "@/lib/generated/prisma/enums";
import type { Question } from "@/lib/protocol/schema";

/** How many items of a layout can be shown. */
export type LayoutCount = { layout: Layout; items: number };

const layoutWords: Record<Layout, string> = {
  SINGLE: "single responses",
  PAIR: "pairs",
  TRANSCRIPT: "conversations",
  CANDIDATES: "who-said-it items",
  STATEMENTS: "statements",
};

const count = (n: number) => n.toLocaleString("en");

/**
 * Questions that some of the study's items cannot answer, a sentence each: a preference needs two texts, options of the
 * item need candidates or two texts. A rater would be stuck at a required one.
 */
export function findMisfits(questions: readonly Question[], layouts: readonly LayoutCount[]): string[] {
  return questions.flatMap((question) => {
    const needsPair = question.type === "preference";
    const needsOptions = question.type === "choice" && question.options === "item";
    if (!needsPair && !needsOptions) return [];
    const bad = layouts.filter(({ layout }) => layout !== "PAIR" && (needsPair || layout !== "CANDIDATES"));
    return bad.map(
      ({ layout, items }) =>
        `“${question.text}” cannot be answered on ${count(items)} ${layoutWords[layout]} of this study: ${
          needsPair ? "a preference needs two responses" : "they have no candidates"
        }`,
    );
  });
}
