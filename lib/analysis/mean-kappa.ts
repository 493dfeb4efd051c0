import type { AgreementBasis } from "@/lib/analysis/agreement-basis";
import type { Estimate } from "@/lib/analysis/estimate";
import type { LabelTable } from "@/lib/analysis/label-table";
import { noPairs, ownOptions } from "@/lib/analysis/reasons";
import { meanPairwiseKappa } from "@/lib/stats/agreement/mean-pairwise-kappa";
import type { CodedRatings } from "@/lib/stats/coded-ratings";
import { type Defined, defined, undefinedBecause } from "@/lib/stats/defined";

/** The mean of the kappas of all pairs of people; its interval is a jackknife. */
export type MeanKappa = Estimate & { pairs: number; undefinedPairs: number; fewest: number; most: number };

function toMeanKappa(mean: ReturnType<typeof meanPairwiseKappa>): Defined<MeanKappa> {
  if (!mean.defined) return mean;
  const { value, interval, pairs, undefinedPairs, unitsPerPair } = mean.value;
  return defined({ value, interval, undefinedReplicates: 0, pairs, undefinedPairs, ...unitsPerPair });
}

/** More pairs x units than this would take longer than a page may. */
const mostPairWork = 400_000_000;

/** Above so many people a pair needs `enoughShared` items, or no mean of pairs is shown. */
export const manyRaters = 12;
export const enoughShared = 20;

/** Why pairs of people have no kappa of their own here, if so. */
export function pairsRefused(table: LabelTable, { selected, byRater }: AgreementBasis): string | null {
  if (selected.scale.kind === "own-options") return ownOptions;
  const raters = byRater?.raters ?? [];
  if (raters.some((rater) => table.raters[rater]?.isAnonymous))
    return "the people are anonymous: a place in an item's list is not the same person on the next item";
  const pairs = (raters.length * (raters.length - 1)) / 2;
  if (!byRater || pairs * byRater.ratings.units > mostPairWork)
    return "there are too many pairs of people times items; the kappa pooled over pairs uses them all";
  return null;
}

/** Unweighted, and with quadratic weights on a scale. */
export type MeanKappas = { meanKappa: Defined<MeanKappa>; weightedKappa: Defined<MeanKappa> | null };

/** The mean of the kappas of all pairs of people, or why it would mislead. */
export function meanKappas(table: LabelTable, basis: AgreementBasis): MeanKappas {
  const isOrdinal = basis.selected.scale.kind === "ordinal";
  const refused = pairsRefused(table, basis);
  if (refused !== null || !basis.byRater) {
    const none = undefinedBecause(refused ?? noPairs);
    return { meanKappa: none, weightedKappa: isOrdinal ? none : null };
  }
  const { ratings } = basis.byRater;
  const { clusters } = basis.resampling;
  const sharing = ratings.raters > manyRaters ? countSharing(ratings) : null;
  if (sharing && sharing.enough * 2 < sharing.pairs) {
    const few = undefinedBecause(
      `${sharing.enough.toLocaleString("en")} of ${sharing.pairs.toLocaleString("en")} pairs of people share ${enoughShared} items or more (${sharing.most} at most); see the kappa pooled over pairs`,
    );
    return { meanKappa: few, weightedKappa: isOrdinal ? few : null };
  }
  const unweighted = toMeanKappa(meanPairwiseKappa(ratings, { clusters }));
  const weighted = () => toMeanKappa(meanPairwiseKappa(ratings, { clusters, weights: "quadratic" }));
  return { meanKappa: unweighted, weightedKappa: isOrdinal ? weighted() : null };
}

/** Pairs of people, those that share enough units for a kappa of their own, and the most that any pair shares. */
export function countSharing({ units, raters, codes }: CodedRatings) {
  let [pairs, enough, most] = [0, 0, 0];
  for (let first = 0; first < raters; first++) {
    for (let second = first + 1; second < raters; second++) {
      let shared = 0;
      for (let cell = 0; cell < units * raters; cell += raters) {
        if ((codes[cell + first] as number) >= 0 && (codes[cell + second] as number) >= 0) shared++;
      }
      pairs++;
      if (shared >= enoughShared) enough++;
      most = Math.max(most, shared);
    }
  }
  return { pairs, enough, most };
}
