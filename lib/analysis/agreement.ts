import { type Estimate, estimate, type Resampling, toEstimate } from "@/lib/analysis/estimate";
import type { AnalysisFilter } from "@/lib/analysis/filter";
import type { HeadlineRule, LeftOut } from "@/lib/analysis/headline";
import { type LabelTable, purposes } from "@/lib/analysis/label-table";
import type { ScaleKind } from "@/lib/analysis/question-scale";
import { type ResampledUnits, resampledUnits } from "@/lib/analysis/resampled-units";
import { type QuestionLabels, selectLabels, type Tally } from "@/lib/analysis/select-labels";
import { type RatingsByRater, ratingsByRater, ratingsByVote } from "@/lib/analysis/votes";
import type { Question, QuestionType } from "@/lib/protocol/schema";
import { aboveChanceStatistic } from "@/lib/stats/above-chance";
import { alphaStatistic } from "@/lib/stats/alpha-statistic";
import type { CodedRatings } from "@/lib/stats/coded-ratings";
import { type Defined, defined, undefinedBecause } from "@/lib/stats/defined";
import { meanPairwiseKappa } from "@/lib/stats/mean-pairwise-kappa";
import { pooledPairsKappa, pooledPairsStatistic } from "@/lib/stats/pooled-pairs-kappa";
import { resampledMean } from "@/lib/stats/resampled-mean";
import { seededRandom } from "@/lib/stats/seeded-random";
import { countPairs, unitAgreement } from "@/lib/stats/unit-agreement";

/** n in all its meanings. Units are pairs (item, target); `pairs` are unordered pairs of labels of one unit. */
export type AgreementCounts = {
  items: number;
  raters: number;
  labels: number;
  /** Items and units with two labels or more. */
  pairableItems: number;
  pairableUnits: number;
  pairs: number;
  skips: number;
};

/** The mean of the kappas of all pairs of people; its interval is a jackknife. */
export type MeanKappa = Estimate & { pairs: number; undefinedPairs: number; fewest: number; most: number };

export type AgreementFigures = {
  question: { key: string; text: string; type: QuestionType };
  scale: { kind: ScaleKind; labels: readonly string[] };
  rule: HeadlineRule;
  counts: AgreementCounts;
  tally: Tally;
  leftOut: LeftOut;
  over: ResampledUnits;
  percent: Defined<Estimate>;
  /** Nominal, or ordinal on a scale. */
  alpha: Defined<Estimate>;
  meanKappa: Defined<MeanKappa>;
  /** With quadratic weights; null where the question is no scale. */
  weightedKappa: Defined<MeanKappa> | null;
  /** One table of all unordered pairs of labels of an item, taken in both orders. */
  pooledKappa: Defined<Estimate>;
  /** Agreement beyond 1 / N, where every item has options of its own; null elsewhere. */
  aboveChance: Defined<Estimate> | null;
};

/** What the figures of one question are computed from; the page's details are too. */
export type AgreementBasis = {
  selected: QuestionLabels;
  byVote: CodedRatings;
  byRater: RatingsByRater | null;
  resampling: Resampling & { over: ResampledUnits };
};

const noPairs = "no item has labels of two people";

/** Selects and lays out the labels of people for one question. */
export function agreementBasis(table: LabelTable, question: Question, filter: AnalysisFilter): AgreementBasis {
  const selected = selectLabels(table, question, filter, "people");
  const units = selected.unitItem.length;
  const { occurrence, purpose } = table.labels;
  // The app's own repeats come after the first vote.
  const repeat = purposes.indexOf("REPEAT");
  const order = (label: number) => (occurrence[label] as number) + (purpose[label] === repeat ? 1 : 0);
  return {
    selected,
    byVote: ratingsByVote(selected.people, units, selected.scale),
    byRater: ratingsByRater(selected.people, units, selected.scale, order),
    resampling: resampledUnits(table, selected.unitItem),
  };
}

function agreementCounts({ selected, byVote }: AgreementBasis, agreement: Float64Array): AgreementCounts {
  const { unitItem, people, skips } = selected;
  const pairable = [...agreement.keys()].filter((unit) => !Number.isNaN(agreement[unit]));
  return {
    items: new Set(people.unit.map((unit) => unitItem[unit] as number)).size,
    raters: new Set(people.rater).size,
    labels: people.unit.length,
    pairableItems: new Set(pairable.map((unit) => unitItem[unit])).size,
    pairableUnits: pairable.length,
    pairs: countPairs(byVote),
    skips,
  };
}

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

const ownOptions = "every item has options of its own, so there are no categories in common";

function meanKappas(table: LabelTable, basis: AgreementBasis): Pick<AgreementFigures, "meanKappa" | "weightedKappa"> {
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
      `${sharing.enough} of ${sharing.pairs} pairs of people share ${enoughShared} items or more (${sharing.most} at most); see the kappa pooled over pairs`,
    );
    return { meanKappa: few, weightedKappa: isOrdinal ? few : null };
  }
  const unweighted = toMeanKappa(meanPairwiseKappa(ratings, { clusters }));
  const weighted = () => toMeanKappa(meanPairwiseKappa(ratings, { clusters, weights: "quadratic" }));
  return { meanKappa: unweighted, weightedKappa: isOrdinal ? weighted() : null };
}

/** Pairs of people, those that share enough units for a kappa of their own, and the most that any pair shares. */
function countSharing({ units, raters, codes }: CodedRatings) {
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

function pooled(byVote: CodedRatings, resampling: Resampling): Defined<Estimate> {
  const kappa = pooledPairsKappa(byVote);
  return kappa.defined ? estimate(pooledPairsStatistic(byVote), resampling, noPairs) : kappa;
}

/** Everything the agreement page says about one question in numbers. */
export function agreementFigures(table: LabelTable, basis: AgreementBasis): AgreementFigures {
  const { selected, byVote, resampling } = basis;
  const { question, scale, rule, tally, leftOut } = selected;
  const agreement = unitAgreement(byVote);
  const counts = agreementCounts(basis, agreement);
  const hasOwnOptions = scale.kind === "own-options";
  const chance = selected.unitItem as ArrayLike<number>;
  const percent = (): Defined<Estimate> => {
    if (counts.pairs === 0) return undefinedBecause(noPairs);
    const { value, bootstrap } = resampledMean(agreement, { ...resampling, random: seededRandom(resampling.seed) });
    return defined(toEstimate(value, bootstrap));
  };
  const perOption = Float64Array.from(chance, (item) => 1 / Math.max(1, table.items.parts[item] as number));
  const level = scale.kind === "ordinal" ? "ordinal" : "nominal";
  const one = "every label is the same, so no disagreement could be expected";
  const unshared = undefinedBecause(ownOptions);
  return {
    question: { key: question.key, text: question.text, type: question.type },
    scale: { kind: scale.kind, labels: scale.labels },
    ...{ rule, counts, tally, leftOut, over: resampling.over },
    percent: percent(),
    alpha: hasOwnOptions
      ? unshared
      : estimate(alphaStatistic(byVote, { level }), resampling, counts.pairs === 0 ? noPairs : one),
    ...meanKappas(table, basis),
    pooledKappa: hasOwnOptions ? unshared : pooled(byVote, resampling),
    aboveChance: hasOwnOptions
      ? estimate(
          aboveChanceStatistic(agreement, perOption),
          resampling,
          counts.pairs === 0 ? noPairs : "an item has one option only",
        )
      : null,
  };
}
