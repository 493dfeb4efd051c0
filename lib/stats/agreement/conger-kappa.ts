import { type AgreementOptions, chanceCorrected } from "@/lib/stats/agreement/parts/chance-corrected";
import { unitDisagreement } from "@/lib/stats/agreement/parts/unit-disagreement";
import type { CodedRatings } from "@/lib/stats/coded-ratings";
import { type Defined, undefinedBecause } from "@/lib/stats/defined";
import type { Coefficient } from "./basis";
import { type Disagreement, distanceBetween, type Weights, weightedDisagreement } from "./disagreement";

/**
 * Conger's kappa: Cohen's for more than two raters (with two it is Cohen's). Chance is two different raters
 * drawing from their own category shares, averaged over pairs of raters, so raters have to be told apart.
 * Undefined with fewer than two raters, or where all used one category.
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
    const share = shares[rater]?.share as Float64Array;
    const own = distances[rater] as Float64Array;
    for (let k = 0; k < share.length; k++) expected += ((share[k] as number) * (own[k] as number)) / pairs;
  }
  const pull = congerPull(ratings, shares, distances, { expected, pairs });
  return chanceCorrected(ratings, unitDisagreement(ratings, disagreement), { expected, pull }, options);
}

type RaterShare = { count: number; share: Float64Array };

function raterShares({ units, raters, codes, categories }: CodedRatings): RaterShare[] {
  return Array.from({ length: raters }, (_, rater) => {
    const counts = new Float64Array(categories.length);
    let count = 0;
    for (let unit = 0; unit < units; unit++) {
      const code = codes[unit * raters + rater] as number;
      if (code < 0) continue;
      counts[code] = (counts[code] as number) + 1;
      count++;
    }
    return { count, share: count === 0 ? counts : counts.map((own) => own / count) };
  });
}

/** For each rater and category, the distance to the shares of every other rater, summed. */
function otherRaterDistances(
  { categories }: CodedRatings,
  shares: readonly RaterShare[],
  active: readonly number[],
  disagreement: Disagreement,
): Float64Array[] {
  const q = categories.length;
  const total = new Float64Array(q);
  for (const rater of active) {
    for (const [k, share] of (shares[rater]?.share ?? []).entries()) total[k] = (total[k] as number) + share;
  }
  return shares.map(({ share }) => {
    const distances = new Float64Array(q);
    for (let k = 0; k < q; k++) {
      for (let l = 0; l < q; l++) {
        const others = (total[l] as number) - (share[l] as number);
        const apart = distanceBetween(disagreement, q, k, l) + distanceBetween(disagreement, q, l, k);
        distances[k] = (distances[k] as number) + (others * apart) / 2;
      }
    }
    return distances;
  });
}

/**
 * How far each unit pulls the expected agreement: each rater's rating moves that rater's shares in proportion to
 * units over ratings of the rater.
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
    own.reduce((sum, distance, k) => sum + distance * (shares[rater]?.share[k] as number), 0),
  );
  for (let unit = 0; unit < units; unit++) {
    let sum = 0;
    for (let rater = 0; rater < raters; rater++) {
      const code = codes[unit * raters + rater] as number;
      const mean = means[rater] as number;
      const count = shares[rater]?.count as number;
      if (count === 0) continue;
      // A missing rating leaves the rater's shares as they are: its influence is 0 around the mean.
      sum += code < 0 ? mean : mean + (rated / count) * ((distances[rater]?.[code] as number) - mean);
    }
    pull[unit] = expected - sum / pairs;
  }
  return pull;
}
