import { layoutOf } from "@/lib/layouts/layouts";
import type { Question } from "@/lib/protocol/schema";
import type { Need } from "@/lib/questions/kind";
import { kindOf } from "@/lib/questions/kinds";

/** How many items of a layout can be shown, and how many of them have what questions may be asked of. */
export type LayoutCount = { layout: string; items: number; having: Record<"turn" | "statement", number> };

const missing: Record<Need, string> = {
  sides: "a preference needs two responses",
  options: "they have no candidates",
};

const count = (n: number) => n.toLocaleString("en");

/**
 * Questions that some of the study's items cannot answer, a sentence each: a preference needs two texts, options of the
 * item need candidates or two texts. A rater would be stuck at a required one.
 */
export function findMisfits(
  questions: readonly Question[],
  layouts: readonly Pick<LayoutCount, "layout" | "items">[],
): string[] {
  return questions.flatMap((question) => {
    const need = kindOf(question).need(question);
    if (need === null) return [];
    const bad = layouts.filter((counted) => !layoutOf(counted).offers.includes(need));
    return bad.map(
      (counted) =>
        `“${question.text}” cannot be answered on ${count(counted.items)} ${layoutOf(counted).several} of this study: ${missing[need]}`,
    );
  });
}
