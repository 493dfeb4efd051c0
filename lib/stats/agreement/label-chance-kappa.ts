import type { CodedRatings } from "@/lib/stats/coded-ratings";
import { type Defined, defined, undefinedBecause } from "@/lib/stats/defined";
import { countCategories } from "./parts/category-shares";

/** Observed and expected are agreements; pairs are unordered. */
export type LabelChanceKappa = { value: number; observed: number; expected: number; pairs: number; labels: number };

/**
 * A form of Fleiss' kappa for unequal numbers of ratings in which what is observed weighs by pairs and chance by labels.
 * With n_uk ratings of category k in unit u, and m_u in all,
 *
 *   pa = sum_uk n_uk (n_uk - 1) / sum_u m_u (m_u - 1),   pe = sum_k (sum_u n_uk / sum_u m_u)^2.
 *
 * Some code calls this Fleiss' kappa. It is none of the forms of `fleissKappa`, where a unit's pairs are averaged first,
 * and not `pooledPairsKappa`, whose chance counts a label once for each pair it is in: a unit with ten ratings has
 * forty-five times the weight of one with two in pa, and five times in pe. It is here to reproduce figures that others
 * report, and equals Fleiss' kappa where every unit has the same number of ratings.
 *
 * Undefined without a pair, or where every label is the same.
 */
export function labelChanceKappa(ratings: CodedRatings): Defined<LabelChanceKappa> {
  const { units, raters, codes, categories } = ratings;
  const counts = new Float64Array(categories.length);
  let [agreeing, pairs] = [0, 0];
  for (let unit = 0; unit < units; unit++) {
    counts.fill(0);
    let size = 0;
    for (const code of codes.subarray(unit * raters, (unit + 1) * raters)) {
      if (code < 0) continue;
      counts[code]++;
      size++;
    }
    pairs += size * (size - 1);
    for (const count of counts) agreeing += count * (count - 1);
  }
  if (pairs === 0) return undefinedBecause("no unit has two ratings");
  const shares = countCategories(ratings);
  const labels = shares.reduce((sum, count) => sum + count, 0);
  const expected = shares.reduce((sum, count) => sum + (count / labels) ** 2, 0);
  if (!(1 - expected > 1e-14)) return undefinedBecause("every label is the same");
  const observed = agreeing / pairs;
  return defined({ value: (observed - expected) / (1 - expected), observed, expected, pairs: pairs / 2, labels });
}
