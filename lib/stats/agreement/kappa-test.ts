import { type Defined, defined, undefinedBecause } from "@/lib/stats/defined";
import { normalCdf } from "@/lib/stats/distributions/normal-distribution";
import { cohenKappa } from "./cohen-kappa";
import { type ContingencyTable, tableMargins } from "./contingency-table";
import { distanceBetween, type Weights, weightedDisagreement } from "./disagreement";

/** A test that there is no agreement beyond chance. */
export type KappaTest = { kappa: number; nullError: number; z: number; p: number };

/**
 * Tests that kappa is 0 with the standard error that holds under that hypothesis (Fleiss, Cohen and Everitt 1969).
 * With shares r_k and c_l, weights w_kl, W_k. = sum_l c_l w_kl and W_.l = sum_k r_k w_kl,
 *
 *   variance = [sum_kl r_k c_l (w_kl - W_k. - W_.l)^2 - pe^2] / (n (1 - pe)^2),   z = kappa / sqrt(variance),
 *
 * two-sided normal. Cells are weighed by r_k c_l, as they would fill if the raters knew nothing of each other, and
 * not by what was found; so `nullError` must never make an interval, and the error of `cohenKappa` never a test. A
 * kappa that is clear of 0 is not yet a good one: it says that raters do not guess.
 *
 * Undefined where kappa is, and where one rater used a single category, so that it could be nothing but 0.
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
      const share = rows[k] * columns[l];
      squares += share * (weight(k, l) - ofRow[k] - ofColumn[l]) ** 2;
    }
  }
  const { value, expected } = kappa.value;
  const variance = (squares - expected * expected) / (n * (1 - expected) ** 2);
  if (!(variance > 1e-28)) return undefinedBecause("one rater used a single category, so kappa could be nothing but 0");
  const nullError = Math.sqrt(variance);
  const z = value / nullError;
  return defined({ kappa: value, nullError, z, p: 2 * normalCdf(-Math.abs(z)) });
}
