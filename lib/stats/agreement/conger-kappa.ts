import { type AgreementOptions, chanceCorrected } from "@/lib/stats/agreement/parts/chance-corrected";
import { unitDisagreement } from "@/lib/stats/agreement/parts/unit-disagreement";
import type { CodedRatings } from "@/lib/stats/coded-ratings";
import { type Defined, undefinedBecause } from "@/lib/stats/defined";
import type { Coefficient } from "./basis";
import { type Disagreement, distanceBetween, type Weights, weightedDisagreement } from "./disagreement";

/**
 * Conger's kappa: Cohen's for more than two raters (with two it is Cohen's). With p_r the category shares of rater
 * r, over the R raters who rated anything, chance is two different raters drawing from their own shares:
 *
 *   1 - pe = sum over r of sum over s <> r of d(p_r, p_s) / (R (R - 1)),
 *   d(p, s) = sum_kl p_k s_l d_kl
 *
 * and pa is, as in Fleiss' kappa, the mean over units of the share of their pairs that agree. Fleiss pools the
 * shares of all, as if every rating had come from anybody; pairs of a rater with the same rater then belong to
 * chance, so that raters with different habits come out lower than here. Raters have to be told apart. It is no
 * mean of the pairs' kappas (Light's): it is one ratio of means, so that a pair with few units cannot pull it far.
 *
 * Undefined with fewer than two raters, without a unit of two ratings, or where all used one category.
 * Source: Conger, Psychological Bulletin 88 (1980) 322-328; missing ratings and standard error after Gwet (2014).
 */
export function congerKappa(
  ratings: CodedRatings,
  { weights = "unweighted", ...options }: AgreementOptions & { weights?: Weights } = {},
): Defined<Coefficient> {
  const disagreement = weightedDisagreement(weights, ratings.values);
  const shares = raterShares(ratings);
  const active = shares.flatMap(({ count }, rater) => (count > 0 ? [rater] : []));
  if (active.length < 2) return undefinedBecause("fewer than two raters rated anything");
  const distances = otherRaterDistances(ratings, shares, active, disagreement);
  const pairs = active.length * (active.length - 1);
  let expected = 0;
  for (const rater of active) {
    const share = shares[rater].share;
    const own = distances[rater];
    for (let k = 0; k < share.length; k++) expected += (share[k] * own[k]) / pairs;
  }
  const pull = congerPull(ratings, shares, distances, { expected, pairs });
  return chanceCorrected(ratings, unitDisagreement(ratings, disagreement), { expected, pull }, options);
}

/** How often a rater rated, and the share of each category in that (zeros where the rater never did). */
type RaterShare = { count: number; share: Float64Array };

function raterShares({ units, raters, codes, categories }: CodedRatings): RaterShare[] {
  return Array.from({ length: raters }, (_, rater) => {
    const counts = new Float64Array(categories.length);
    let count = 0;
    for (let unit = 0; unit < units; unit++) {
      const code = codes[unit * raters + rater];
      if (code < 0) continue;
      counts[code]++;
      count++;
    }
    return { count, share: count === 0 ? counts : counts.map((own) => own / count) };
  });
}

/**
 * For each rater and category k, the distance of k to the shares of every other rater, summed over those. The
 * shares of all are added once and a rater's own taken away, so that it costs raters x categories^2 and not the
 * square of raters too. Both orders of k and l are averaged: a table of weights need not be symmetric, and pairs
 * are taken both ways.
 */
function otherRaterDistances(
  { categories }: CodedRatings,
  shares: readonly RaterShare[],
  active: readonly number[],
  disagreement: Disagreement,
): Float64Array[] {
  const q = categories.length;
  const total = new Float64Array(q);
  for (const rater of active) {
    for (const [k, share] of (shares[rater]?.share ?? []).entries()) total[k] += share;
  }
  return shares.map(({ share }) => {
    const distances = new Float64Array(q);
    for (let k = 0; k < q; k++) {
      for (let l = 0; l < q; l++) {
        const others = total[l] - share[l];
        const apart = distanceBetween(disagreement, q, k, l) + distanceBetween(disagreement, q, l, k);
        distances[k] += (others * apart) / 2;
      }
    }
    return distances;
  });
}

/**
 * How far each unit's own expected agreement lies from pe, for the linearised standard error. One rating is 1 / n_r
 * of its rater's shares, so linearised over n units its deviation counts n / n_r times: a rating of somebody who
 * rated little pulls hard, and a missing one not at all.
 *
 *   pull_u = (1 - pe) - sum_r [mean_r + (n / n_r) (distance_r(code) - mean_r)] / (R (R - 1))
 *
 * where distance_r(k) is `otherRaterDistances` and mean_r its mean over the rater's own shares. The pulls of all
 * units sum to 0. `n` counts units with a rating by anybody.
 */
function congerPull(
  { units, raters, codes }: CodedRatings,
  shares: readonly RaterShare[],
  distances: readonly Float64Array[],
  { expected, pairs }: { expected: number; pairs: number },
): Float64Array {
  const pull = new Float64Array(units);
  let rated = 0;
  for (let unit = 0; unit < units; unit++) {
    if (codes.subarray(unit * raters, (unit + 1) * raters).some((code) => code >= 0)) rated++;
  }
  const means = distances.map((own, rater) =>
    own.reduce((sum, distance, k) => sum + distance * shares[rater].share[k], 0),
  );
  for (let unit = 0; unit < units; unit++) {
    let sum = 0;
    for (let rater = 0; rater < raters; rater++) {
      const code = codes[unit * raters + rater];
      const mean = means[rater];
      const count = shares[rater].count;
      if (count === 0) continue;
      // A missing rating leaves the rater's shares as they are: its influence is 0 around the mean.
      sum += code < 0 ? mean : mean + (rated / count) * (distances[rater][code] - mean);
    }
    pull[unit] = expected - sum / pairs;
  }
  return pull;
}
