import type { AgreementBasis } from "@/lib/analysis/agreement-basis";
import { type Estimate, estimate, type Resampling, toEstimate } from "@/lib/analysis/estimate";
import type { HeadlineRule, LeftOut } from "@/lib/analysis/headline";
import type { LabelTable } from "@/lib/analysis/label-table";
import { type MeanKappas, meanKappas } from "@/lib/analysis/mean-kappa";
import type { ScaleKind } from "@/lib/analysis/question-scale";
import { noPairs, ownOptions } from "@/lib/analysis/reasons";
import type { ResampledUnits } from "@/lib/analysis/resampled-units";
import type { Tally } from "@/lib/analysis/tally";
import type { QuestionType } from "@/lib/protocol/schema";
import { aboveChanceStatistic } from "@/lib/stats/above-chance";
import { alphaStatistic } from "@/lib/stats/alpha-statistic";
import type { CodedRatings } from "@/lib/stats/coded-ratings";
import { type Defined, defined, undefinedBecause } from "@/lib/stats/defined";
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

export type AgreementFigures = MeanKappas & {
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
  /** One table of all unordered pairs of labels of an item, taken in both orders. */
  pooledKappa: Defined<Estimate>;
  /** Agreement beyond 1 / N, where every item has options of its own; null elsewhere. */
  aboveChance: Defined<Estimate> | null;
};

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
