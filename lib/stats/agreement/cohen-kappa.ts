import { type Defined, defined, undefinedBecause } from "@/lib/stats/defined";
import { type Interval, tInterval } from "@/lib/stats/interval";
import { type ContingencyTable, tableMargins } from "./contingency-table";
import { type Disagreement, distanceBetween, type Weights, weightedDisagreement } from "./disagreement";

/** Cohen's kappa of two raters. Observed and expected are agreements, after weights. */
export type CohenKappa = {
  value: number;
  observed: number;
  expected: number;
  standardError: Defined<number>;
  interval: Defined<Interval>;
  units: number;
};

/**
 * Cohen's kappa of two raters: agreement beyond what their own category shares would give by chance. With
 * weights, near misses count in part ("quadratic" on category values is close to an intraclass correlation).
 *
 * Undefined where no unit is shared, or where both raters used one and the same category throughout. A rater
 * who used one category while the other varied gives 0. Large standard error with few units; it is low where
 * one category dominates even if raters agree almost always: read it with percent agreement and AC1.
 * Source: Cohen (1960), (1968); standard error Fleiss, Cohen and Everitt, Psychological Bulletin 72 (1969)
 * 323-327; interval t with units - 1 degrees of freedom, upper end clipped to 1.
 */
export function cohenKappa(
  table: ContingencyTable,
  { weights = "unweighted", level = 0.95 }: { weights?: Weights; level?: number } = {},
): Defined<CohenKappa> {
  const { total } = table;
  if (total === 0) return undefinedBecause("the two raters share no unit");
  const disagreement = weightedDisagreement(weights, table.values);
  const { rows, columns } = tableMargins(table);
  const [observed, expected] = tableDisagreement(table, rows, columns, disagreement);
  if (!(expected > 1e-14)) return undefinedBecause("both raters used one and the same category throughout");
  const value = 1 - observed / expected;
  const standardError = kappaError(table, { rows, columns, disagreement, value, expected });
  return defined({
    value,
    observed: 1 - observed,
    expected: 1 - expected,
    standardError: defined(standardError),
    interval: tInterval(value, standardError, { df: total - 1, level }),
    units: total,
  });
}

function tableDisagreement(
  { counts, total }: ContingencyTable,
  rows: Float64Array,
  columns: Float64Array,
  disagreement: Disagreement,
): [observed: number, expected: number] {
  const q = rows.length;
  let [observed, expected] = [0, 0];
  for (let k = 0; k < q; k++) {
    for (let l = 0; l < q; l++) {
      const distance = distanceBetween(disagreement, q, k, l);
      observed += distance * (counts[k * q + l] as number);
      expected += distance * (rows[k] as number) * (columns[l] as number);
    }
  }
  return [observed / total, expected / (total * total)];
}

/** Fleiss, Cohen and Everitt (1969), written in distances 1 - w. */
function kappaError(
  { counts, total }: ContingencyTable,
  given: { rows: Float64Array; columns: Float64Array; disagreement: Disagreement; value: number; expected: number },
): number {
  const { rows, columns, disagreement, value, expected } = given;
  const q = rows.length;
  const ofRow = new Float64Array(q);
  const ofColumn = new Float64Array(q);
  for (let k = 0; k < q; k++) {
    for (let l = 0; l < q; l++) {
      const distance = distanceBetween(disagreement, q, k, l);
      ofRow[k] = (ofRow[k] as number) + (distance * (columns[l] as number)) / total;
      ofColumn[l] = (ofColumn[l] as number) + (distance * (rows[k] as number)) / total;
    }
  }
  let [mean, squares] = [0, 0];
  for (let k = 0; k < q; k++) {
    for (let l = 0; l < q; l++) {
      const share = (counts[k * q + l] as number) / total;
      if (share === 0) continue;
      const distance = distanceBetween(disagreement, q, k, l);
      const influence = (1 - value) * ((ofRow[k] as number) + (ofColumn[l] as number)) - distance;
      mean += share * influence;
      squares += share * influence * influence;
    }
  }
  const spread = squares - mean * mean;
  // What is left of equal influences after rounding is no spread.
  return spread < 1e-14 * squares ? 0 : Math.sqrt(spread / total) / expected;
}
