import type { LabelTable } from "@/lib/analysis/label-table";
import { type QuestionLabels, valueCoder } from "@/lib/analysis/select-labels";
import type { Material } from "@/lib/judges/baselines/baseline";
import { hasSides } from "@/lib/questions/kinds";

/** What the items of a question say without being read, unit by unit, in the codes of its answers. */
export function materialOf(
  { items }: Pick<LabelTable, "items">,
  { question, scale, unitItem }: QuestionLabels,
): Material {
  const toCode = valueCoder(question, scale, items);
  const sideCode = (item: number, side: number) =>
    hasSides(question) && (side === 1 || side === 2) ? toCode(String(side), item) : -1;
  const refusal = (item: number) => items.refuses[item] ?? 2;
  return {
    firstSide: unitItem.map((item) => sideCode(item, 1)),
    longestSide: unitItem.map((item) => sideCode(item, items.longestSide[item] ?? 0)),
    refuses: Int8Array.from(unitItem, (item) => (refusal(item) === 2 ? -1 : refusal(item))),
  };
}
