import type { AgreementBasis } from "@/lib/analysis/agreement-basis";
import type { LabelTable } from "@/lib/analysis/label-table";
import { unitAgreement } from "@/lib/stats/unit-agreement";

/** A unit that people disagree on: how many labels of each category it has. */
export type DisputedUnit = {
  itemId: string;
  target: string;
  agreement: number;
  votes: { label: string; labels: number }[];
};

const mostDisputed = 12;

/** The units with the least agreement; of equals those with more labels first. */
export function listDisputed(table: LabelTable, { selected, byVote }: AgreementBasis): DisputedUnit[] {
  const agreement = unitAgreement(byVote);
  const sizes = new Int32Array(byVote.units);
  for (const unit of selected.people.unit) sizes[unit] = (sizes[unit] as number) + 1;
  const of = (values: ArrayLike<number>, unit: number) => values[unit] as number;
  const worst = [...agreement.keys()]
    .filter((unit) => of(agreement, unit) < 1)
    .sort((a, b) => of(agreement, a) - of(agreement, b) || of(sizes, b) - of(sizes, a) || a - b)
    .slice(0, mostDisputed);
  return worst.map((unit) => {
    const codes = byVote.codes.subarray(unit * byVote.raters, (unit + 1) * byVote.raters);
    const votes = selected.scale.labels.map((label, category) => ({
      label,
      labels: codes.reduce((sum, code) => sum + (code === category ? 1 : 0), 0),
    }));
    return {
      itemId: table.items.ids[of(selected.unitItem, unit)] ?? "",
      target: table.targets[of(selected.unitTarget, unit)] ?? "item",
      agreement: of(agreement, unit),
      votes: votes.filter(({ labels }) => labels > 0),
    };
  });
}
