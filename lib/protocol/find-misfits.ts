import type { Layout } from "@/lib/generated/prisma/enums";
import type { Question } from "@/lib/protocol/schema";
import type { Need } from "@/lib/questions/kind";
import { kindOf } from "@/lib/questions/kinds";

/** How many items of a layout can be shown. */
export type LayoutCount = { layout: Layout; items: number };

const layoutWords: Record<Layout, string> = {
  SINGLE: "single responses",
  PAIR: "pairs",
  TRANSCRIPT: "conversations",
  CANDIDATES: "who-said-it items",
  STATEMENTS: "statements",
};

/** Which layouts have what a question needs; the texts of a pair are options of its own. */
const layoutsWith: Record<Need, readonly Layout[]> = { sides: ["PAIR"], options: ["PAIR", "CANDIDATES"] };
const missing: Record<Need, string> = {
  sides: "a preference needs two responses",
  options: "they have no candidates",
};

const count = (n: number) => n.toLocaleString("en");

/**
 * Questions that some of the study's items cannot answer, a sentence each: a preference needs two texts, options of the
 * item need candidates or two texts. A rater would be stuck at a required one.
 */
export function findMisfits(questions: readonly Question[], layouts: readonly LayoutCount[]): string[] {
  return questions.flatMap((question) => {
    const need = kindOf(question).need(question);
    if (need === null) return [];
    const bad = layouts.filter(({ layout }) => !layoutsWith[need].includes(layout));
    return bad.map(
      ({ layout, items }) =>
        `“${question.text}” cannot be answered on ${count(items)} ${layoutWords[layout]} of this study: ${missing[need]}`,
    );
  });
}
