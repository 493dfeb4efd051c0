import { type Defined, defined, undefinedBecause } from "@/lib/stats/defined";
import { normalCdf } from "@/lib/stats/distributions/normal-distribution";
import { cohenKappa } from "./cohen-kappa";
import { type ContingencyTable, tableMargins } from "./contingency-table";
import { distanceBetween, type Weights, weightedDisagreement } from "./disagreement";

/** A test that there is no agreement beyond chance. */
export type KappaTest = { kappa: number; nullError: number; z: number; p: number };

/**
 * Tests kappa = 0 with the standard error that holds under that hypothesis (Fleiss, Cohen and Everitt 1969).
 * `nullError` must never make an interval. Two-sided.
 */
export function testKappa(
  table: ContingencyTable,
  { weights = "unweighted" }: { weights?: Weights } = {},
): Defined<KappaTest> {
  const kappa = cohenKappa(table, { weights });
  if (!kappa.defined) return kappa;
  const q = table.categories.length;
  const n = table.total;
  const disagreement = weightedDisagreement(weights, table.values);
  const margins = tableMargins(table);
  const rows = margins.rows.map((count) => count / n);
  const columns = margins.columns.map((count) => count / n);
  const weight = (k: number, l: number) => 1 - distanceBetween(disagreement, q, k, l);
  const ofRow = rows.map((_, k) => columns.reduce((sum, share, l) => sum + share * weight(k, l), 0));
  const ofColumn = columns.map((_, l) => rows.reduce((sum, share, k) => sum + share * weight(k, l), 0));
  let squares = 0;
  for (let k = 0; k < q; k++) {
    for (let l = 0; l < q; l++) {
      const share = (rows[k] as number) * (columns[l] as number);
      squares += share * (weight(k, l) - (ofRow[k] as number) - (ofColumn[l] as number)) ** 2;
    }
  }
  const { value, expected } = kappa.value;
  const variance = (squares - expected * expected) / (n * (1 - expected) ** 2);
  if (!(variance > 1e-28)) return undefinedBecause("one rater used a single category, so kappa could be nothing but 0");
  const nullError = Math.sqrt(variance);
  const z = value / nullError;
  return defined({ kappa: value, nullError, z, p: 2 * normalCdf(-Math.abs(z)) });
}
