import type { AssignedItem } from "@/lib/labeling/contract";
import { presentItem } from "@/lib/labeling/show/present-item";
import { isOutput } from "@/lib/layouts/item-facts";
import { type ItemLayout, itemLayouts, layouts } from "@/lib/layouts/layouts";

/** The sample of a layout, as a rater would get it. */
function sampleOf(layout: ItemLayout): AssignedItem {
  const { prompt, promptTurns, persona, parts } = layouts[layout].sample;
  const content = parts.map(({ text = null, turns = null, label = null, profile = null }, place) => ({
    id: String(place + 1),
    key: String(place + 1),
    text,
    turns,
    label,
    profile,
    isOutput: isOutput({ output: text === null && turns === null ? null : {}, label }),
    personaName: null,
    personaText: null,
  }));
  const lease = { versionId: "sample", draft: null, leaseExpiresAt: new Date(0) };
  return presentItem(
    { ...lease, assignmentId: `sample-${layout}`, shownOrder: content.map(({ key }) => key) },
    { itemId: layout, layout, prompt, promptTurns: promptTurns ?? null, persona, parts: content },
  );
}

/** An item of our own for each layout, to try a protocol before anything is loaded. */
export const allSamples: readonly AssignedItem[] = itemLayouts.map(sampleOf);
