import { type Folding, foldLabels } from "@/lib/formats/values/fold-labels";
import type { Category } from "@/lib/stats/coded-ratings";
import { findSeparator, type Separator, splitCell } from "@/lib/text/label-sets";
import { labelKey, visibleText } from "@/lib/text/label-spelling";
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
  sets: LabelSets | null;
};

/** Where cells hold several labels: what each category, a whole set, consists of. */
export type LabelSets = {
  separator: Separator;
  options: readonly string[];
  optionsOf: ReadonlyMap<Category, readonly string[]>;
};

/** What is said where cells may hold several labels and nobody knows. */
const askForMulti = (separator: Separator) =>
  `Some labels hold "${separator}". Each counts as one label: if a cell holds several, say --multi; if it does not, --no-multi.`;

/** The labels of a file from how often each text stands in it. Throws as `orderLabels` does. */
export function foldFile(counts: ReadonlyMap<string, number>, scale: Scale): Labels & { notes: string[] } {
  const found = scale.isMulti === false ? null : findSeparator([...counts.keys()]);
  if (scale.isMulti === true && found === null)
    throw new UsageError("--multi: no cell holds several labels, as a list or with , ; or | between them.");
  if (found && (found.isClear || scale.isMulti)) return { ...foldSets(counts, scale, found.separator), notes: [] };
  return { ...foldSingle(counts, scale), notes: found ? [askForMulti(found.separator)] : [] };
}

function foldSingle(counts: ReadonlyMap<string, number>, scale: Scale): Labels {
  const { order, kept } = scale;
  const isNumber = numberTest(scale);
  const { labelOf, ...folding } = foldLabels(counts, {
    kept,
    isNumeric: needsNumbers(scale),
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
  return { categories, toCategory: toLabel, folding, sets: null };
}

const emptySet = "(none)";

/** Sets are one category whatever the order of their labels; a cell with words for no label alone is missing. */
function foldSets(counts: ReadonlyMap<string, number>, { kept, missing }: Scale, separator: Separator): Labels {
  const partsOf = new Map([...counts.keys()].map((text) => [text, splitCell(text, separator)]));
  const partCounts = new Map<string, number>();
  for (const [text, parts] of partsOf)
    for (const part of parts) partCounts.set(part, (partCounts.get(part) ?? 0) + (counts.get(text) ?? 0));
  const { labelOf, ...folding } = foldLabels(partCounts, { kept });
  const optionsOf = new Map<Category, readonly string[]>();
  const categoryOf = new Map<string, Category>();
  for (const [text, parts] of partsOf) {
    const named = parts.filter((part) => !missing.has(labelKey(part))).flatMap((part) => labelOf(part) ?? []);
    if (named.length === 0 && parts.length > 0) continue;
    const options = [...new Set(named)].toSorted();
    const category = options.length === 0 ? emptySet : options.join(" + ");
    categoryOf.set(text, category);
    optionsOf.set(category, options);
  }
  const options = [...new Set([...optionsOf.values()].flat())].toSorted();
  const categories = [...optionsOf.keys()].map(String).toSorted();
  const toCategory = (text: string) => categoryOf.get(text) ?? null;
  return { categories, toCategory, folding, sets: { separator, options, optionsOf } };
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
