import { countOf } from "@/lib/format-number";
import { measureAgreement } from "@/lib/measure/agreement";
import type { NamedRatings } from "@/lib/measure/ratings";
import { type TableRules, tableRatings } from "@/lib/measure/table";
import { type Basis, countBasis } from "@/lib/stats/agreement/basis";
import type { Measured } from "./measured";

/** Every coefficient that the level calls for, and what it was computed on. */
export function measureTable(table: NamedRatings, rules: TableRules): { basis: Basis; measured: Measured[] } {
  const { ratings, design } = tableRatings(table, rules);
  const basis = countBasis(table, 2);
  const n = `${countOf(basis.units, "unit")}, ${countOf(basis.ratings, "label")}`;
  const { measured } = measureAgreement(ratings, design);
  return { basis, measured: measured.map(({ estimate, ...own }) => ({ ...own, result: estimate, n })) };
}
