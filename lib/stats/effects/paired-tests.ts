import { type ContingencyTable, tableMargins } from "@/lib/stats/agreement/contingency-table";
import { selectComplete } from "@/lib/stats/agreement/fleiss-kappa";
import type { CodedRatings } from "@/lib/stats/coded-ratings";
import { type Defined, defined, undefinedBecause } from "@/lib/stats/defined";
import { binomialTails } from "@/lib/stats/distributions/binomial-distribution";
import { chiSquaredTails } from "@/lib/stats/distributions/chi-squared-distribution";
import { solveLinear } from "@/lib/stats/parts/linear-solve";

/** A chi-squared test. */
export type ChiSquaredTest = { chiSquared: number; df: number; p: number };

const chiSquaredTest = (chiSquared: number, df: number): ChiSquaredTest => ({
  chiSquared,
  df,
  p: chiSquaredTails(chiSquared, df).upper,
});

/** McNemar's test that two raters say the first category equally often: only units on which they differ count. */
export type McNemar = {
  chiSquared: ChiSquaredTest;
  /** With Edwards' continuity correction, (|b - c| - 1) squared. */
  corrected: ChiSquaredTest;
  /** Two-sided binomial p. */
  exactP: number;
  firstOnly: number;
  secondOnly: number;
  units: number;
};

/**
 * McNemar's test that two raters say the first category equally often, from a 2 x 2 table: with b units that only
 * the first puts there and c that only the second does,
 *
 *   chi-squared = (b - c)^2 / (b + c), 1 degree of freedom;   exact: b of b + c is binomial with 1/2.
 *
 * Units on which both say the same tell nothing of which of the two says it more often, and do not enter: so equal
 * rates are not agreement. Take the exact p where b + c is small (below some 25). Undefined where the raters never
 * differ. Throws RangeError for another table. Source: McNemar, Psychometrika 12 (1947) 153-157.
 */
export function mcNemar({ counts, total }: ContingencyTable): Defined<McNemar> {
  if (counts.length !== 4) throw new RangeError("mcNemar: needs a 2 x 2 table");
  const [b, c] = [counts[1], counts[2]];
  if (!Number.isInteger(b) || !Number.isInteger(c)) throw new RangeError(`mcNemar: ${b} and ${c} are not counts`);
  const differ = b + c;
  if (differ === 0) return undefinedBecause("the two raters never differ");
  return defined({
    chiSquared: chiSquaredTest((b - c) ** 2 / differ, 1),
    corrected: chiSquaredTest(Math.max(0, Math.abs(b - c) - 1) ** 2 / differ, 1),
    exactP: Math.min(1, 2 * binomialTails(Math.min(b, c), differ, 0.5).lower),
    firstOnly: b,
    secondOnly: c,
    units: total,
  });
}

/**
 * Bowker's test of symmetry: no pair of categories is confused more one way than the other. McNemar's term for
 * every pair of categories, sum over k > l of (n_kl - n_lk)^2 / (n_kl + n_lk), chi-squared with a degree of freedom
 * each. Pairs that are never confused say nothing and take their degree of freedom with them. It asks for more than
 * equal shares: two raters may use all categories equally often and yet confuse them in a circle. Undefined where
 * the raters never differ.
 * Source: Bowker, Journal of the American Statistical Association 43 (1948) 572-574.
 */
export function bowkerSymmetry({
  counts,
  categories,
  total,
}: ContingencyTable): Defined<ChiSquaredTest & { units: number }> {
  const q = categories.length;
  let [sum, df] = [0, 0];
  for (let k = 0; k < q; k++) {
    for (let l = 0; l < k; l++) {
      const [a, b] = [counts[k * q + l], counts[l * q + k]];
      if (a + b === 0) continue;
      df++;
      sum += (a - b) ** 2 / (a + b);
    }
  }
  if (df === 0) return undefinedBecause("the two raters never differ");
  return defined({ ...chiSquaredTest(sum, df), units: total });
}

/**
 * Do two raters use the categories equally often? With d_k = row sum - column sum of k, over all categories but one
 * (the last follows from the others),
 *
 *   Stuart-Maxwell = d' V^-1 d,   V_kk = n_k. + n_.k - 2 n_kk,   V_kl = -(n_kl + n_lk),
 *
 * chi-squared with that many degrees of freedom; V is the variance of d under the hypothesis. Bhapkar takes the
 * variance without it, which comes to X / (1 - X / n) of the former, larger and a little more powerful. With two
 * categories it is McNemar's test. Categories nobody used, or on which the two never differ, are left out;
 * undefined where the margins leave no variance. Sources: Stuart (1955), Maxwell (1970), Bhapkar (1966).
 */
export function marginalHomogeneity(
  table: ContingencyTable,
): Defined<{ stuartMaxwell: ChiSquaredTest; bhapkar: Defined<ChiSquaredTest>; units: number }> {
  const { rows, columns } = tableMargins(table);
  const q = table.categories.length;
  const used = [...rows.keys()].filter((k) => rows[k] + columns[k] > 0);
  const cell = (k: number, l: number) => table.counts[k * q + l];
  const moving = used.filter((k) => rows[k] + columns[k] > 2 * cell(k, k));
  if (moving.length < 2) return undefinedBecause("the two raters never differ");
  const kept = moving.slice(0, -1);
  const shift = kept.map((k) => rows[k] - columns[k]);
  const variance = kept.map((k) =>
    kept.map((l) => (k === l ? rows[k] + columns[k] - 2 * cell(k, k) : -(cell(k, l) + cell(l, k)))),
  );
  const solved = solveLinear(variance, shift);
  if (!solved) return undefinedBecause("the categories fall apart into groups that are never confused with each other");
  const chiSquared = shift.reduce((sum, own, i) => sum + own * solved[i], 0);
  const left = 1 - chiSquared / table.total;
  return defined({
    stuartMaxwell: chiSquaredTest(chiSquared, kept.length),
    bhapkar:
      left > 0
        ? defined(chiSquaredTest(chiSquared / left, kept.length))
        : undefinedBecause("the raters differ on every unit in the same way"),
    units: table.total,
  });
}

/**
 * Cochran's Q: do three or more raters say yes equally often? With k raters, G_j units to which rater j says yes,
 * and L_i raters who say yes to unit i,
 *
 *   Q = k (k - 1) sum_j (G_j - mean G)^2 / (k sum_i L_i - sum_i L_i^2),
 *
 * chi-squared with k - 1 degrees of freedom. Units on which all say the same add nothing to the denominator, nor to
 * differences between raters. With two raters it is McNemar's test. Units rated by all, two categories of which the
 * second is "yes". Undefined where the raters agree on every unit. Source: Cochran, Biometrika 37 (1950) 256-266.
 */
export function cochranQ(ratings: CodedRatings): Defined<ChiSquaredTest & { units: number }> {
  if (ratings.categories.length !== 2) throw new RangeError("cochranQ: needs two categories");
  const { units, raters, codes } = selectComplete(ratings);
  const perRater = new Float64Array(raters);
  let [squares, total] = [0, 0];
  for (let unit = 0; unit < units; unit++) {
    let yes = 0;
    for (let rater = 0; rater < raters; rater++) {
      const code = codes[unit * raters + rater];
      yes += code;
      perRater[rater] += code;
    }
    total += yes;
    squares += yes * yes;
  }
  const spread = raters * total - squares;
  if (raters < 2 || spread === 0) return undefinedBecause("the raters agree on every unit");
  const between = perRater.reduce((sum, yes) => sum + (yes - total / raters) ** 2, 0);
  return defined({ ...chiSquaredTest((raters * (raters - 1) * between) / spread, raters - 1), units });
}
