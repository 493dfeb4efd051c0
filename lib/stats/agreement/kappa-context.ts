import type { Category } from "@/lib/stats/coded-ratings";
import { type OverlapRate, overlapRate } from "@/lib/stats/comparison/parts/overlap-rate";
import { type Defined, defined, undefinedBecause } from "@/lib/stats/defined";
import { proportionInterval } from "@/lib/stats/effects/proportion-interval";
import type { Interval } from "@/lib/stats/interval";
import { normalInterval } from "@/lib/stats/interval";
import { type ContingencyTable, tableMargins } from "./contingency-table";

/**
 * The largest kappa that the two raters' margins allow (Cohen 1960): (sum_k min(r_k, c_k) - pe) / (1 - pe), with
 * shares r_k and c_k and pe = sum_k r_k c_k. Two raters of whom one says yes more often than the other cannot agree
 * on every unit; kappa over this maximum says how far they agree within what their shares leave them. Unweighted.
 * Undefined where kappa is.
 */
export function kappaMax(table: ContingencyTable): Defined<number> {
  const { rows, columns } = tableMargins(table);
  const n = table.total;
  let [most, expected] = [0, 0];
  for (let k = 0; k < rows.length; k++) {
    most += Math.min(rows[k], columns[k]) / n;
    expected += (rows[k] * columns[k]) / (n * n);
  }
  if (n === 0 || expected > 1 - 1e-14) return undefinedBecause("kappa itself is undefined");
  return defined((most - expected) / (1 - expected));
}

/**
 * Agreement on one category among those who used it, with an interval over independent units: 2
 * n_kk / (n_k. + n_.k), the chance that the one rater says k where the other does. Agreement on a rare category is
 * lost in percent agreement, which counts all the units that neither calls so; here they do not enter. For two
 * categories it is positive and negative agreement. Undefined for a category that nobody used.
 * Source: Cicchetti and Feinstein, Journal of Clinical Epidemiology 43 (1990) 551-558.
 */
export function specificAgreement(
  table: ContingencyTable,
  level = 0.95,
): { category: Category; agreement: Defined<OverlapRate> }[] {
  const { rows, columns } = tableMargins(table);
  const q = table.categories.length;
  return table.categories.map((category, k) => {
    const used = rows[k] + columns[k];
    const both = table.counts[k * q + k];
    const agreement =
      used === 0 ? undefinedBecause(`nobody used ${category}`) : defined(overlapRate(both, used - 2 * both, level));
    return { category, agreement };
  });
}

/** What a 2 x 2 table's kappa has to be read with. */
export type KappaContext = {
  /** (both first - both second) / n: far from 0 where one category dominates, which pulls kappa down. */
  prevalenceIndex: { value: number; standardError: number; interval: Defined<Interval> };
  /** (first rater's share - second's) of the first category: far from 0 it pulls kappa up. */
  biasIndex: { value: number; standardError: number; interval: Defined<Interval> };
  /** 2 agreement - 1: what kappa would be with even prevalence and no bias. */
  pabak: { value: number; interval: Interval };
};

/**
 * Prevalence and bias index and the prevalence- and bias-adjusted kappa of a 2 x 2 table. With shares a
 * (both first), b (only the first rater), c (only the second) and d (both second category),
 *
 *   PI = a - d,   BI = b - c,   PABAK = 2 (a + d) - 1,   kappa = (PABAK - PI^2 + BI^2) / (1 - PI^2 + BI^2),
 *
 * so a kappa is its percent agreement, pulled down by prevalence and up by bias, and the three numbers say which.
 * Standard errors of the indices are multinomial, sqrt((share that moves it - index^2) / n). PABAK is kappa at even
 * prevalence and without bias if agreement stayed what it is, which nobody knows: raters might act otherwise there.
 *
 * Throws RangeError for another than a 2 x 2 table; undefined without a unit. Source: Byrt, Bishop and Carlin,
 * Journal of Clinical Epidemiology 46 (1993) 423-429; PABAK's interval is that of the agreement (Clopper-Pearson),
 * stretched.
 */
export function kappaContext({ counts, total }: ContingencyTable, level = 0.95): Defined<KappaContext> {
  if (counts.length !== 4)
    throw new RangeError(`kappaContext: needs a 2 x 2 table, got ${Math.sqrt(counts.length)} categories`);
  if (total === 0) return undefinedBecause("the two raters share no unit");
  const [a, b, c, d] = [...counts].map((count) => count / total);
  const index = (value: number, share: number) => {
    const standardError = Math.sqrt(Math.max(0, share - value * value) / total);
    return { value, standardError, interval: normalInterval(value, standardError, level) };
  };
  const agreed = Math.round((a + d) * total);
  const { low, high } = proportionInterval(agreed, total, { method: "clopper-pearson", level });
  return defined({
    prevalenceIndex: index(a - d, a + d),
    biasIndex: index(b - c, b + c),
    pabak: {
      value: 2 * (a + d) - 1,
      interval: { low: 2 * low - 1, high: 2 * high - 1, level, method: "clopper-pearson of the agreement" },
    },
  });
}
