import type { AgreementBasis } from "@/lib/analysis/agreement/basis";
import type { LabelTable } from "@/lib/analysis/label-table";
import type { QuestionLabels } from "@/lib/analysis/select-labels";
import { hasSides } from "@/lib/questions/kinds";
import { unitAgreement } from "@/lib/stats/agreement/unit-agreement";

/** A unit that people disagree on: how many labels of each category it has. */
export type DisputedUnit = {
  itemId: string;
  target: string;
  agreement: number;
  /** `parts` are those of the item that were chosen, where the options are its parts. */
  votes: { label: string; parts: readonly string[]; labels: number }[];
};

const mostDisputed = 12;

const isSide = (category: unknown) => category === "1" || category === "2";

/** Which parts of its item a category is, with the sides of a pair back where the item has them. */
function partsOf(table: LabelTable, { question, scale }: QuestionLabels, item: number, place: number) {
  const category = scale.categories[place];
  if (scale.kind === "own-options") return scale.sets?.members[place] ?? [String(category)];
  if (!hasSides(question) || !isSide(category)) return [];
  return [table.items.isFlipped[item] === 1 ? (category === "1" ? "2" : "1") : String(category)];
}

/** The units with the least agreement; of equals those with more labels first. */
export function listDisputed(table: LabelTable, { selected, byVote }: AgreementBasis): DisputedUnit[] {
  const agreement = unitAgreement(byVote);
  const sizes = new Int32Array(byVote.units);
  for (const unit of selected.people.unit) sizes[unit] = (sizes[unit] ?? 0) + 1;
  const of = (values: ArrayLike<number>, unit: number) => values[unit] ?? Number.NaN;
  const worst = [...agreement.keys()]
    .filter((unit) => of(agreement, unit) < 1)
    .sort((a, b) => of(agreement, a) - of(agreement, b) || of(sizes, b) - of(sizes, a) || a - b)
    .slice(0, mostDisputed);
  return worst.map((unit) => {
    const codes = byVote.codes.subarray(unit * byVote.raters, (unit + 1) * byVote.raters);
    const item = of(selected.unitItem, unit);
    const votes = selected.scale.labels.map((label, category) => ({
      label,
      parts: partsOf(table, selected, item, category),
      labels: codes.reduce((sum, code) => sum + (code === category ? 1 : 0), 0),
    }));
    return {
      itemId: table.items.ids[item] ?? "",
      target: table.targets[of(selected.unitTarget, unit)] ?? "item",
      agreement: of(agreement, unit),
      votes: votes.filter(({ labels }) => labels > 0),
    };
  });
}
