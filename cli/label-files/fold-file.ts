import { type Folding, foldLabels } from "@/lib/exchange/fold-labels";
import { labelKey, visibleText } from "@/lib/exchange/label-spelling";
import type { Category } from "@/lib/stats/coded-ratings";
import { UsageError } from "../usage-error";
import { isByName, numberTest } from "./number-labels";
import { needsNumbers, type Scale } from "./scale";

/** What is said of a file where no cell holds a label. */
export const noLabels = "holds no labels: all are missing (an empty cell, null, or what --missing names).";

/** The labels of a whole file in their order, how each spelling is one of them (null: none), and what was made of them. */
export type Labels = {
  categories: readonly Category[];
  toCategory: (text: string) => Category | null;
  folding: Folding;
};

/** The labels of a file from how often each text stands in it. Throws as `orderLabels` does. */
export function foldFile(counts: ReadonlyMap<string, number>, scale: Scale): Labels {
  const { order, kept } = scale;
  const isNumber = numberTest(scale);
  const { labelOf, ...folding } = foldLabels(counts, {
    ...{ kept, isNumeric: needsNumbers(scale) },
    declared: order && ((text) => order.find(text)?.toString()),
    keyOf: (text) => {
      const visible = visibleText(text);
      return isNumber(visible) && !isByName(scale) ? String(Number(visible)) : labelKey(text);
    },
  });
  const labels = new Set([...counts.keys()].flatMap((text) => labelOf(text) ?? []));
  const { categories, toCategory } = orderLabels(labels, scale);
  const toLabel = (text: string) => {
    const label = labelOf(text);
    return label === null ? null : toCategory(label);
  };
  return { categories, toCategory: toLabel, folding };
}

/** Throws a `UsageError` where a scale is asked of words whose order nobody gave. */
function orderLabels(seen: ReadonlySet<string>, { order, ...measure }: Scale) {
  if (order)
    return { categories: order.categories, toCategory: (label: string): Category => order.find(label) ?? label };
  const labels = [...seen];
  const isNumber = numberTest(measure);
  const words = labels.filter((label) => !isNumber(visibleText(label)));
  const toNumber = (label: string): Category => Number(visibleText(label));
  if (words.length === 0)
    return {
      categories: [...new Set(labels.map(toNumber))].sort((a, b) => Number(a) - Number(b)),
      toCategory: toNumber,
    };
  if (!isByName(measure) && seen.size > 2) {
    const some = words.slice(0, 3).map((label) => `"${label}"`);
    throw new UsageError(
      `${some.join(", ")} ${some.length === 1 ? "has no order of its" : "have no order of their"} own: give one with --order LOWEST,...,HIGHEST`,
    );
  }
  return { categories: labels.toSorted(), toCategory: (label: string): Category => label };
}
