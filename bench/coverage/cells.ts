import type { IdentityCell } from "./draw-identities";
import type { Cell } from "./draw-study";

const two = { scale: "two answers" as const, missing: 0, perPrompt: 1, together: 0 };
const five = { ...two, scale: "five points" as const };

const cross = <A, B>(as: readonly A[], bs: readonly B[]) => as.flatMap((a) => bs.map((b) => [a, b] as const));

/** Items alone, by how common the rare answer is and how many there are; two, three and five raters. */
const alone: Cell[] = [
  ...cross([0.05, 0.1, 0.2, 0.5], [20, 50, 100, 300]).map(([prevalence, items]) => ({
    ...two,
    prevalence,
    items,
    raters: 3,
  })),
  ...cross([2, 5], [20, 50, 100, 300]).map(([raters, items]) => ({ ...two, prevalence: 0.05, items, raters })),
  ...cross([2, 5], [20, 100]).map(([raters, items]) => ({ ...two, prevalence: 0.2, items, raters })),
  { ...two, prevalence: 0.05, items: 1000, raters: 3 },
];

const withGaps: Cell[] = cross([0.05, 0.2], [20, 100, 300]).map(([prevalence, items]) => ({
  ...two,
  prevalence,
  items,
  raters: 3,
  missing: 0.3,
}));

/** Four items a prompt: 10, 25, 100 and 300 prompts, loosely and closely together. */
const prompts: Cell[] = cross(cross([0.05, 0.2], [0.3, 0.7]), [40, 100, 400]).map(
  ([[prevalence, together], items]) => ({ ...two, prevalence, together, items, raters: 3, perPrompt: 4 }),
);

const scales: Cell[] = [
  ...cross([0.1, 0.5], [20, 50, 100, 300]).map(([prevalence, items]) => ({ ...five, prevalence, items, raters: 3 })),
  ...cross([2, 5], [20, 100]).map(([raters, items]) => ({ ...five, prevalence: 0.1, items, raters })),
  { ...five, prevalence: 0.1, items: 100, raters: 3, missing: 0.3 },
  ...cross([0.1, 0.5], [40, 100, 400]).map(([prevalence, items]) => ({
    ...five,
    prevalence,
    items,
    raters: 3,
    perPrompt: 4,
    together: 0.5,
  })),
];

/** Who said it: a judge that is often right and one that is nearly always, alone and in prompts of four. */
const identities: IdentityCell[] = [
  ...cross([1, 3], [20, 50, 100, 300]).map(([skill, items]) => ({ skill, items, perPrompt: 1 })),
  ...cross([1, 3], [40, 100, 400]).map(([skill, items]) => ({ skill, items, perPrompt: 4 })),
];

/** The cells of the table, by the name of their block. */
export const cells: Record<string, readonly (Cell | IdentityCell)[]> = {
  alone,
  missing: withGaps,
  prompts,
  scales,
  identities,
};
