import type { Resampling } from "@/lib/measure/estimate";

/** What intervals are over: items, or prompts where several items share one. */
export type ResampledUnits = { by: "items" | "prompts"; count: number; replicates: number };

/** How figures of units are resampled, and which cluster each unit is of: its prompt where prompts are shared, else its item. */
export type Design = Resampling & { over: ResampledUnits; clusterOf: (unit: number) => number };

/** Beyond this many units an interval is as steady with fewer resamples, and a page should not take a minute. */
const manyUnits = 50_000;

/** What each unit belongs to, one number a unit. */
export type Belonging = { items: Int32Array; prompts: Int32Array };

/**
 * What is resampled: prompts where some item shares its prompt with another, else items. Items of one prompt hang
 * together (a hard prompt is hard for all its outputs), and to draw them as if they did not makes intervals too
 * narrow. One prompt alone cannot be resampled, so its items are; the interval then speaks of other items of that
 * prompt. Units of one item (its turns or statements) are always drawn together. Above 50,000 units 200 resamples
 * do: their noise moves an end by some 10 % of its distance from the value (4 % with 1,000), which is small there.
 */
export function designOf({ items, prompts }: Belonging, seed: number): Design {
  const itemCount = new Set(items).size;
  const promptCount = new Set(prompts).size;
  const byPrompt = promptCount < itemCount && promptCount > 1;
  const count = byPrompt ? promptCount : itemCount;
  const replicates = items.length > manyUnits ? 200 : 1000;
  const cluster = byPrompt ? prompts : items;
  // Where every unit is its own cluster, lib/stats needs no keys and is faster.
  const clusters = count === items.length ? undefined : [...cluster];
  return {
    seed,
    replicates,
    clusters,
    clusterOf: (unit) => cluster[unit],
    over: { by: byPrompt ? "prompts" : "items", count, replicates },
  };
}
