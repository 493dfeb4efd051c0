import type { Resampling } from "@/lib/analysis/estimate";
import type { LabelTable } from "@/lib/analysis/label-table";

/** What the intervals of a page are over: items, or prompts where several items share one. */
export type ResampledUnits = { by: "items" | "prompts"; count: number; replicates: number };

/** Beyond this many units an interval is as steady with fewer resamples, and a page should not take a minute. */
const manyUnits = 50_000;

/**
 * What is resampled for units that belong to these items: prompts where some item shares its prompt with another, else
 * items. One prompt alone cannot be resampled, so its items are.
 */
export function resampledUnits(
  { items, study }: Pick<LabelTable, "items" | "study">,
  unitItem: Int32Array,
): Resampling & { over: ResampledUnits; clusterOf: (unit: number) => number } {
  const itemCount = new Set(unitItem).size;
  const tasks = new Set<number>();
  for (const item of unitItem) tasks.add(items.tasks[item] as number);
  const byPrompt = tasks.size < itemCount && tasks.size > 1;
  const count = byPrompt ? tasks.size : itemCount;
  const replicates = unitItem.length > manyUnits ? 200 : 1000;
  const clusterOf = (unit: number) => {
    const item = unitItem[unit] as number;
    return byPrompt ? (items.tasks[item] as number) : item;
  };
  // Where every unit is its own cluster, lib/stats needs no keys and is faster.
  const clusters = count === unitItem.length ? undefined : Array.from(unitItem.keys(), clusterOf);
  const over: ResampledUnits = { by: byPrompt ? "prompts" : "items", count, replicates };
  return { seed: study.seed, replicates, clusters, clusterOf, over };
}
