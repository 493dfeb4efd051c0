import { type Defined, defined, undefinedBecause } from "@/lib/stats/defined";
import { type Interval, tInterval } from "@/lib/stats/interval";
import { type ContingencyTable, tableMargins } from "./contingency-table";
import { type Disagreement, distanceBetween, type Weights, weightedDisagreement } from "./disagreement";

/**
 * Cohen's kappa of two raters. Observed and expected are agreements, after weights; `units` are those that both
 * rated.
 */
export type CohenKappa = {
  value: number;
  observed: number;
  expected: number;
  standardError: Defined<number>;
  interval: Defined<Interval>;
  units: number;
};

/**
 * Cohen's kappa of two raters: agreement beyond what their own category shares would give by chance. With n_kl
 * units that the first rater put in k and the second in l, row sums r_k, column sums c_l and distances
 * d_kl = 1 - weight_kl,
 *
 *   observed disagreement  Do = sum_kl d_kl n_kl / n
 *   expected disagreement  De = sum_kl d_kl r_k c_l / n^2
 *   kappa = 1 - Do / De = (pa - pe) / (1 - pe), with pa = 1 - Do and pe = 1 - De.
 *
 * Chance is what two people would share who keep their own habits and look at nothing. A difference between their
 * habits lowers pa and is granted to them in pe; Scott's pi pools the habits and grants nothing. Weights let near
 * misses count in part; quadratic ones on category values come close to an intraclass correlation. From -1 to 1
 * unweighted, but 1 only if the shares of both are the same (see `kappaMax`).
 *
 * Undefined where no unit is shared, or where both raters used one and the same category throughout (0 / 0). A
 * rater who used one category while the other varied gives 0: observed and expected are then the same. It is low
 * where one category dominates even if raters agree almost always: read it with percent agreement and AC1.
 *
 * Source: Cohen (1960), (1968); standard error Fleiss, Cohen and Everitt, Psychological Bulletin 72 (1969) 323-327;
 * interval t with units - 1 degrees of freedom, upper end clipped to 1. It takes units as independent.
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

/**
 * Do and De of the table, in one pass over its q x q cells. Working with distances rather than weights keeps the
 * value 1 for a perfect table exact: nothing is subtracted from something nearly equal.
 */
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
      observed += distance * counts[k * q + l];
      expected += distance * rows[k] * columns[l];
    }
  }
  return [observed / total, expected / (total * total)];
}

/**
 * The large-sample standard error of Fleiss, Cohen and Everitt (1969), written in distances. A unit in cell (k, l)
 * moves kappa by its influence
 *
 *   u_kl = (1 - kappa) (R_k + C_l) - d_kl,
 *   R_k  = sum_l d_kl c_l / n, C_l = sum_k d_kl r_k / n,
 *
 * where R_k is how far category k lies on average from what the second rater says. The error is the standard
 * deviation of u over units, over sqrt(n) De. Their formula has weights w = 1 - d instead: it differs by a constant
 * inside the square, which leaves a variance as it is, and here no two large numbers are subtracted. It is the
 * error at the kappa found and serves an interval; the error under kappa = 0 is another one, see `testKappa`.
 */
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
      ofRow[k] += (distance * columns[l]) / total;
      ofColumn[l] += (distance * rows[k]) / total;
    }
  }
  let [mean, squares] = [0, 0];
  for (let k = 0; k < q; k++) {
    for (let l = 0; l < q; l++) {
      const share = counts[k * q + l] / total;
      if (share === 0) continue;
      const distance = distanceBetween(disagreement, q, k, l);
      const influence = (1 - value) * (ofRow[k] + ofColumn[l]) - distance;
      mean += share * influence;
      squares += share * influence * influence;
    }
  }
  const spread = squares - mean * mean;
  // What is left of equal influences after rounding is no spread.
  return spread < 1e-14 * squares ? 0 : Math.sqrt(spread / total) / expected;
}
