import { countOf } from "@/lib/format-number";
import { measureAgreement } from "@/lib/measure/agreement";
import { measureOptions, type OptionFigures } from "@/lib/measure/option-figures";
import type { NamedRatings } from "@/lib/measure/ratings";
import { type TableRules, tableRatings } from "@/lib/measure/table";
import { type Basis, countBasis } from "@/lib/stats/agreement/basis";
import type { LabelSets } from "./fold-file";
import type { Measured } from "./measured";

/** Agreement on one option of sets, chosen or not, as the command prints it. */
export type MeasuredOption = Omit<OptionFigures, "measured" | "share"> & { measured: Measured[] };

/** What each category of the table holds, where a label is a set. */
const setCategories = ({ categories }: NamedRatings, { options, optionsOf }: LabelSets) => ({
  members: categories.map((category) => optionsOf.get(category) ?? []),
  options: options.map((option) => ({ key: option, label: option })),
});

/** Every coefficient that the level calls for, what it was computed on, and the same option by option where labels are sets. */
export function measureTable(
  table: NamedRatings,
  rules: TableRules,
  sets: LabelSets | null = null,
): { basis: Basis; measured: Measured[]; options: MeasuredOption[] } {
  const { ratings, design } = tableRatings(table, rules, sets && setCategories(table, sets));
  const basis = countBasis(table, 2);
  const n = `${countOf(basis.units, "unit")}, ${countOf(basis.ratings, "label")}`;
  const say = (measured: ReturnType<typeof measureAgreement>["measured"]): Measured[] =>
    measured.map(({ estimate, ...own }) => ({ ...own, result: estimate, n }));
  return {
    basis,
    measured: say(measureAgreement(ratings, design).measured),
    options: measureOptions(ratings, design).map(({ share: _, ...own }) => ({ ...own, measured: say(own.measured) })),
  };
}
