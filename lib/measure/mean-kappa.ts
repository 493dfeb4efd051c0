import type { Answer } from "@/lib/measure/coefficient";
import type { Design } from "@/lib/measure/design";
import { type Estimate, undrawn } from "@/lib/measure/estimate";
import type { WeightName } from "@/lib/measure/ratings";
import { meanKappaStatistic } from "@/lib/stats/agreement/mean-kappa-statistic";
import { meanPairwiseKappa } from "@/lib/stats/agreement/mean-pairwise-kappa";
import type { CodedRatings } from "@/lib/stats/coded-ratings";
import { type Defined, defined, undefinedBecause } from "@/lib/stats/defined";
import type { Interval } from "@/lib/stats/interval";
import type { Patterns } from "@/lib/stats/resampling/unit-statistic";

/** More pairs x units than this would take longer than a page may. */
const mostPairWork = 400_000_000;

/** Above so many people a pair needs `enoughShared` items, or no mean of pairs is shown. */
export const manyRaters = 12;
export const enoughShared = 20;

/** Why pairs of so many people have no kappa of their own, if so. */
export function tooManyPairs({ raters, units }: Pick<CodedRatings, "raters" | "units">): string | null {
  const pairs = (raters * (raters - 1)) / 2;
  return pairs * units > mostPairWork
    ? "there are too many pairs of people times items; the kappa pooled over pairs uses them all"
    : null;
}

/**
 * Why the mean of the pairs' kappas would mislead, if so. In a crowd most pairs share two or three items, where a
 * kappa is -1, 0 or 1 by luck or undefined, and every pair would weigh alike; with more than 12 people it is shown
 * only where at least half of the pairs share 20 items. The pooled kappa uses every pair of labels then.
 */
function meanRefused(ratings: CodedRatings): string | null {
  const tooMany = tooManyPairs(ratings);
  if (tooMany !== null || ratings.raters <= manyRaters) return tooMany;
  const { pairs, enough, most } = countSharing(ratings);
  if (enough * 2 >= pairs) return null;
  return `${enough.toLocaleString("en")} of ${pairs.toLocaleString("en")} pairs of people share ${enoughShared} items or more (${most} at most); see the kappa pooled over pairs`;
}

/** More patterns x pairs x draws than this take longer than a page may. */
const mostDrawnCells = 10_000_000;

/** What is said of the interval of a mean that is not drawn: `isJackknifed` knows it by these words. */
const jackknife = "jackknife";

const byJackknife = (interval: Defined<Interval>): Defined<Interval> =>
  interval.defined ? defined({ ...interval.value, method: `${jackknife}, ${interval.value.method}` }) : interval;

/** Whether an interval is a jackknife's where those beside it are drawn. */
export const isJackknifed = ({ interval }: Pick<Estimate, "interval">): boolean =>
  interval.defined && interval.value.method.startsWith(jackknife);

/**
 * The mean of the kappas of all pairs of people (Light's), to be drawn with the other coefficients, or why it would
 * mislead. For a crowd, or thousands of patterns, which would have to be gone through at every draw, a jackknife over the
 * design's clusters: leaving units out updates each pair's table.
 */
export function meanKappa(
  ratings: CodedRatings,
  weights: WeightName,
  { clusters, replicates }: Pick<Design, "clusters" | "replicates">,
  patterns: Patterns,
): Answer {
  const refused = meanRefused(ratings);
  if (refused !== null) return { ready: undefinedBecause(refused) };
  const mean = meanPairwiseKappa(ratings, { weights, clusters });
  if (!mean.defined) return { ready: mean };
  const { value, interval, pairs: used, undefinedPairs: withoutKappa, unitsPerPair } = mean.value;
  const pairs = { used, withoutKappa, ...unitsPerPair };
  const cells = patterns.groups * ((ratings.raters * (ratings.raters - 1)) / 2) * replicates;
  if (cells > mostDrawnCells) return { ready: defined(undrawn(value, byJackknife(interval))), pairs };
  return { statistic: meanKappaStatistic(ratings, weights, patterns), because: "no pair of people has a kappa", pairs };
}

/** Pairs of people, those that share enough units for a kappa of their own, and the most that any pair shares. */
function countSharing({ units, raters, codes }: CodedRatings) {
  let [pairs, enough, most] = [0, 0, 0];
  for (let first = 0; first < raters; first++) {
    for (let second = first + 1; second < raters; second++) {
      let shared = 0;
      for (let cell = 0; cell < units * raters; cell += raters) {
        if (codes[cell + first] >= 0 && codes[cell + second] >= 0) shared++;
      }
      pairs++;
      if (shared >= enoughShared) enough++;
      most = Math.max(most, shared);
    }
  }
  return { pairs, enough, most };
}
