import { averageUnitShares, countCategories } from "@/lib/stats/agreement/parts/category-shares";
import { type AgreementOptions, chanceCorrected } from "@/lib/stats/agreement/parts/chance-corrected";
import { unitDisagreement, unitMeans } from "@/lib/stats/agreement/parts/unit-disagreement";
import { type CodedRatings, listActiveRaters, selectRaters, selectUnits } from "@/lib/stats/coded-ratings";
import { type Defined, defined, undefinedBecause } from "@/lib/stats/defined";
import { type Coefficient, countBasis } from "./basis";
import { dot, meanDistances, type Weights, weightedDisagreement } from "./disagreement";

/**
 * What becomes of units with unequal numbers of ratings. With equal numbers all three are the same number.
 * - `per-unit`: every unit counts once, both in the observed agreement and in the category shares (Gwet 2014).
 * - `pooled`: units weigh by their ratings less one, shares are taken over all ratings (Fleiss, Levin and Paik
 *   2003, section 18.3). No standard error is known for it: take a bootstrap or the jackknife.
 * - `complete`: units that some rater left out are dropped.
 */
export type UnequalRaters = "per-unit" | "pooled" | "complete";

/**
 * Fleiss' kappa: (pa - pe) / (1 - pe) where raters are interchangeable and chance is two draws from the overall
 * shares. With d_kl = 1 - weight_kl, r_u the ratings of unit u, and p_k the share of category k within a unit
 * averaged over units,
 *
 *   1 - pa = mean over units with r_u >= 2 of sum over ordered pairs of d / (r_u (r_u - 1)),
 *   1 - pe = sum_kl p_k p_l d_kl.
 *
 * The standard error needs to know how each unit pulls pe: the mean distance of its own ratings to p, against
 * 1 - pe. With two raters it is Scott's pi. Take it where raters come and go and nobody is to be told apart; where
 * they are a fixed panel Conger's chance is the fairer one. Undefined where only one category was used, or no unit
 * has two ratings.
 *
 * Source: Fleiss, Psychological Bulletin 76 (1971) 378-382; standard error after Gwet (2014), not the one under the
 * hypothesis kappa = 0, which is no basis for an interval.
 */
export function fleissKappa(
  ratings: CodedRatings,
  {
    weights = "unweighted",
    unequal = "per-unit",
    ...options
  }: AgreementOptions & { weights?: Weights; unequal?: UnequalRaters } = {},
): Defined<Coefficient> {
  if (unequal === "pooled") return pooledKappa(ratings, weights);
  const used = unequal === "complete" ? selectComplete(ratings) : ratings;
  const disagreement = weightedDisagreement(weights, used.values);
  const shares = averageUnitShares(used);
  const distances = meanDistances(disagreement, shares);
  const expected = dot(shares, distances);
  const pull = unitMeans(used, distances).map((distance) => expected - distance);
  const kappa = chanceCorrected(used, unitDisagreement(used, disagreement), { expected, pull }, options);
  if (!kappa.defined || used === ratings) return kappa;
  return defined({ ...kappa.value, basis: countBasis(ratings, used.raters) });
}

/**
 * The units that every rater rated, of those who rated any. The very same object where nothing is left out, so that
 * callers see that by identity.
 */
export function selectComplete(ratings: CodedRatings): CodedRatings {
  const { units, raters, codes } = ratings;
  const active = listActiveRaters(ratings);
  const complete: number[] = [];
  for (let unit = 0; unit < units; unit++) {
    if (active.every((rater) => codes[unit * raters + rater] >= 0)) complete.push(unit);
  }
  if (complete.length === units && active.length === raters) return ratings;
  return selectRaters(selectUnits(ratings, complete), active);
}

/**
 * The form of Fleiss, Levin and Paik (2003, section 18.3) for unequal numbers of ratings. With N ratings of n rated
 * units,
 *
 *   1 - pa = sum_u (d over ordered pairs of u / r_u) / (N - n),
 *
 * the mean of the units' own disagreements weighted by r_u - 1; shares p_k are those of all ratings. A unit with
 * ten ratings thus weighs nine times as much as a unit with two in pa, and five times as much in the shares.
 */
function pooledKappa(ratings: CodedRatings, weights: Weights): Defined<Coefficient> {
  const disagreement = weightedDisagreement(weights, ratings.values);
  const { sizes, sums } = unitDisagreement(ratings, disagreement);
  const counts = countCategories(ratings);
  const total = counts.reduce((sum, count) => sum + count, 0);
  let [rated, paired, observed] = [0, 0, 0];
  for (let unit = 0; unit < sizes.length; unit++) {
    if (sizes[unit] === 0) continue;
    rated++;
    if (sizes[unit] > 1) paired++;
    observed += sums[unit] / sizes[unit];
  }
  if (total <= rated) return undefinedBecause("no unit has two ratings");
  const shares = counts.map((count) => count / total);
  const expected = dot(shares, meanDistances(disagreement, shares));
  if (!(expected > 1e-14)) return undefinedBecause("chance alone would agree always: only one category was used");
  const disagreed = observed / (total - rated);
  const error = undefinedBecause("no standard error is known for the pooled form; resample units instead");
  return defined({
    value: 1 - disagreed / expected,
    observed: 1 - disagreed,
    expected: 1 - expected,
    standardError: error,
    interval: error,
    basis: countBasis(ratings, 1),
    pairableUnits: paired,
  });
}
