import type { LabelTable } from "@/lib/analysis/label-table";
import { type Design, designOf } from "@/lib/measure/design";
import { pick } from "@/lib/measure/pick";

/** How figures of units of these items are resampled: with the study's seed, over prompts where items share them. */
export const studyDesign = ({ items, study }: Pick<LabelTable, "items" | "study">, unitItem: Int32Array): Design =>
  designOf({ items: unitItem, prompts: pick(items.tasks, unitItem) }, study.seed);
