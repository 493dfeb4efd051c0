import type { AgreementBasis } from "@/lib/analysis/agreement-basis";
import { atTheEdge, withEdge } from "@/lib/analysis/cluster-share";
import { type Asked, type Estimate, estimateTogether } from "@/lib/analysis/estimate";
import type { LabelTable } from "@/lib/analysis/label-table";
import { pairsRefused } from "@/lib/analysis/mean-kappa";
import { noPairs, ownOptions } from "@/lib/analysis/reasons";
import { isOffered } from "@/lib/questions/question-scale";
import { aboveChanceStatistic } from "@/lib/stats/agreement/above-chance";
import { alphaStatistic } from "@/lib/stats/agreement/alpha-statistic";
import { intraclassStatistic } from "@/lib/stats/agreement/intraclass-statistic";
import { patternStatistics } from "@/lib/stats/agreement/pattern-statistics";
import { pooledPairsStatistic } from "@/lib/stats/agreement/pooled-pairs-kappa";
import { unitAgreement } from "@/lib/stats/agreement/unit-agreement";
import type { CodedRatings } from "@/lib/stats/coded-ratings";
import { type Defined, undefinedBecause } from "@/lib/stats/defined";
import { collapseUnits } from "@/lib/stats/resampling/unit-statistic";

/** A category's share among an item's labels, averaged over items. */
export type CategoryShare = { label: string; labels: number; share: Estimate };

/** Figures that take the labels of an item as they come, whoever gave them (but for ICC). */
export type VoteFigures = {
  percent: Defined<Estimate>;
  /** Nominal, or ordinal on a scale. */
  alpha: Defined<Estimate>;
  /** Per unit; with quadratic weights on a scale. */
  fleissKappa: Defined<Estimate>;
  /** AC1; on a scale AC2 with quadratic weights. */
  gwetAc: Defined<Estimate>;
  /** One table of all unordered pairs of labels of an item, taken in both orders. */
  pooledKappa: Defined<Estimate>;
  /** ICC(2,1) on items that everybody labeled; null where labels are no numbers. */
  intraclass: Defined<Estimate> | null;
  /** Agreement beyond 1 / N, where every item has options of its own; null elsewhere. */
  aboveChance: Defined<Estimate> | null;
  prevalence: CategoryShare[];
};

/** The ratings in the categories that the question offers or somebody used: AC1's idea of chance hangs on their number. */
function onOffered(
  { question, scale }: AgreementBasis["selected"],
  votes: CodedRatings,
): { ratings: CodedRatings; kept: number[]; counts: number[] } {
  const counts = new Array<number>(scale.categories.length).fill(0);
  for (const code of votes.codes) if (code >= 0) counts[code] = (counts[code] as number) + 1;
  const kept = [...scale.categories.keys()].filter(
    (code) => (counts[code] as number) > 0 || isOffered(question, scale.categories[code] ?? ""),
  );
  const codeOf = new Int32Array(scale.categories.length).fill(-1);
  for (const [place, code] of kept.entries()) codeOf[code] = place;
  const ratings = {
    ...{ units: votes.units, raters: votes.raters },
    codes: votes.codes.map((code) => (code < 0 ? -1 : (codeOf[code] as number))),
    categories: kept.map((code) => scale.categories[code] ?? ""),
    values: Float64Array.from(kept, (code) => votes.values[code] as number),
  };
  return { ratings, kept, counts: kept.map((code) => counts[code] as number) };
}

/** The clusters with a unit of two labels or more: what agreement rests on. */
function pairableClusters({ byVote, clusterOf }: AgreementBasis): number {
  const clusters = new Set<number>();
  for (const [unit, share] of unitAgreement(byVote).entries()) if (!Number.isNaN(share)) clusters.add(clusterOf(unit));
  return clusters.size;
}

const oneAnswer = "every label is the same, so no disagreement could be expected";
const oneCategory = "there is only one answer to choose";

/** Percent agreement, and what corrects it where every item has options of its own. */
function ownOptionFigures({ items }: LabelTable, { selected, byVote, resampling }: AgreementBasis): VoteFigures {
  const agreement = unitAgreement(byVote);
  const because = agreement.every(Number.isNaN) ? noPairs : "an item has one option only";
  const chances = (of: (item: number) => number) => Float64Array.from(selected.unitItem, of);
  const { percent, aboveChance } = estimateTogether(
    {
      percent: {
        statistic: aboveChanceStatistic(
          agreement,
          chances(() => 0),
        ),
        because: noPairs,
      },
      aboveChance: {
        statistic: aboveChanceStatistic(
          agreement,
          chances((item) => 1 / Math.max(1, items.parts[item] as number)),
        ),
        because,
      },
    },
    resampling,
  );
  const none = undefinedBecause(ownOptions);
  return {
    ...{ percent, aboveChance, alpha: none, fleissKappa: none, gwetAc: none, pooledKappa: none },
    ...{ intraclass: null, prevalence: [] },
  };
}

/** ICC needs people who stay the same from item to item, and items that all of them labeled. */
function askIntraclass(table: LabelTable, basis: AgreementBasis): Asked | { refused: string } {
  const refused = pairsRefused(table, basis);
  if (refused !== null || !basis.byRater) return { refused: refused ?? noPairs };
  const { ratings } = basis.byRater;
  const because =
    ratings.raters < 2
      ? noPairs
      : `fewer than two items were labeled by every one of the ${ratings.raters} people, or all their labels are the same`;
  return { statistic: intraclassStatistic(ratings), because };
}

/** Everything that is computed from votes, drawn together: one pass over the resamples serves all. */
export function voteFigures(table: LabelTable, basis: AgreementBasis): VoteFigures {
  const figures =
    basis.selected.scale.kind === "own-options" ? ownOptionFigures(table, basis) : sharedOptionFigures(table, basis);
  const { count } = basis.resampling.over;
  return {
    ...figures,
    percent: withEdge(figures.percent, pairableClusters(basis)),
    prevalence: figures.prevalence.map(({ share, ...own }) => ({ ...own, share: atTheEdge(share, count) })),
  };
}

function sharedOptionFigures(table: LabelTable, basis: AgreementBasis): VoteFigures {
  const { selected, byVote, resampling } = basis;
  const isScale = selected.scale.kind === "ordinal";
  const { ratings, kept, counts } = onOffered(selected, byVote);
  const patterns = collapseUnits(ratings);
  const of = patternStatistics(ratings, isScale ? "quadratic" : "unweighted", patterns);
  const plain = isScale ? patternStatistics(ratings, "unweighted", patterns) : of;
  const hasPairs = patterns.starts.some((start, group) => (patterns.starts[group + 1] ?? start) - start > 1);
  const corrected = hasPairs ? oneAnswer : noPairs;
  const intraclass = isScale ? askIntraclass(table, basis) : null;
  const asked: Record<string, Asked> = {
    percent: { statistic: plain.percent, because: noPairs },
    alpha: {
      statistic: alphaStatistic(ratings, { level: isScale ? "ordinal" : "nominal" }, patterns),
      because: corrected,
    },
    fleissKappa: { statistic: of.fleiss, because: corrected },
    gwetAc: { statistic: of.gwet, because: kept.length < 2 ? oneCategory : noPairs },
    pooledKappa: { statistic: pooledPairsStatistic(ratings, patterns), because: corrected },
  };
  if (intraclass && "statistic" in intraclass) asked.intraclass = intraclass;
  for (const place of kept.keys()) asked[`share ${place}`] = { statistic: plain.shareOf(place), because: "" };
  const estimates = estimateTogether(asked, resampling);
  const get = (key: string) => estimates[key] ?? undefinedBecause(noPairs);
  return {
    ...{ percent: get("percent"), alpha: get("alpha"), fleissKappa: get("fleissKappa"), gwetAc: get("gwetAc") },
    pooledKappa: get("pooledKappa"),
    intraclass:
      intraclass === null ? null : "refused" in intraclass ? undefinedBecause(intraclass.refused) : get("intraclass"),
    aboveChance: null,
    prevalence: kept.flatMap((code, place) => {
      const share = get(`share ${place}`);
      const label = selected.scale.labels[code] ?? "";
      return share.defined ? [{ label, labels: counts[place] as number, share: share.value }] : [];
    }),
  };
}
