import type { JudgeBasis } from "@/lib/analysis/judges/basis";

/**
 * Units asked for that have a reference (a label of a person, a file's majority or a truth), how many of them were
 * answered, and what they are: items, or the units of them that a question is asked of.
 */
export type Coverage = { asked: number; answered: number; noun: "item" | "unit" };

/** Items let in by the filter that have a truth for this question. */
export function countTruths({ table, selected }: JudgeBasis): number {
  return table.items.truth.reduce(
    (sum, truth, item) => sum + (selected.isAsked[item] === 1 && truth?.[selected.question.key] !== undefined ? 1 : 0),
    0,
  );
}

/** Whether somebody is measured on an item: judges are not where one was tuned. */
type Measured = (item: number) => boolean;

/** Items that a judge is measured on, or every item for whoever is no judge. */
export const measuredItems =
  ({ table }: Pick<JudgeBasis, "table">, isJudge: boolean): Measured =>
  (item) =>
    !isJudge || table.items.isForTuning[item] !== 1;

/** Items of which nothing but a truth is known: they count once, wherever they are answered. */
function listToldItems({ table, selected }: JudgeBasis, isReferenced: Uint8Array, isMeasured: Measured): Set<number> {
  const { question, unitItem, isAsked } = selected;
  const told = new Set(
    table.items.truth.flatMap((truth, item) =>
      isAsked[item] === 1 && isMeasured(item) && truth?.[question.key] !== undefined ? [item] : [],
    ),
  );
  for (const [unit, item] of unitItem.entries()) if (isReferenced[unit] === 1) told.delete(item);
  return told;
}

/**
 * How often a judge was asked where it can be held against something (a label of a person, a majority or a truth), and how
 * often it answered there, of the items that it is measured on: in units, which are items but where a question is asked of their turns, parts or statements.
 */
export function coverage(basis: JudgeBasis, codes: Int32Array, isMeasured: Measured): Coverage {
  const { majority, truth, selected } = basis;
  const { unitItem, people } = selected;
  const isReferenced = Uint8Array.from(majority, (code) => (code >= 0 ? 1 : 0));
  for (const [unit, code] of truth.entries()) if (code >= 0) isReferenced[unit] = 1;
  for (const unit of people.unit) isReferenced[unit] = 1;
  for (const [unit, item] of unitItem.entries()) if (!isMeasured(item)) isReferenced[unit] = 0;
  const told = listToldItems(basis, isReferenced, isMeasured);
  const answeredTold = new Set<number>();
  let answered = 0;
  for (const [unit, item] of unitItem.entries()) {
    if ((codes[unit] ?? -1) < 0) continue;
    if (isReferenced[unit] === 1) answered++;
    else if (told.has(item)) answeredTold.add(item);
  }
  return {
    asked: isReferenced.reduce((sum, flag) => sum + flag, 0) + told.size,
    answered: answered + answeredTold.size,
    noun: new Set(unitItem).size < unitItem.length ? "unit" : "item",
  };
}
