import { type Defined, defined, undefinedBecause } from "@/lib/stats/defined";
import { clusteredMean } from "@/lib/stats/effects/clustered-mean";
import { proportionInterval } from "@/lib/stats/effects/proportion-interval";
import { type Interval, tInterval } from "@/lib/stats/interval";
import { correctedPrevalence } from "@/lib/stats/judges/corrected-prevalence";
import { differenceEstimate } from "@/lib/stats/judges/difference-estimate";
import { predictionPoweredMean } from "@/lib/stats/judges/prediction-powered-mean";
import { stratifiedPoweredMean } from "@/lib/stats/judges/stratified-powered-mean";
import { anytimeMean } from "@/lib/stats/sequential/anytime-mean";
import type { EstimateRow } from "./read-estimates";

/** One way to the rate or mean of all items: its value and interval, and what it takes for granted. */
export type Estimated = {
  key: string;
  name: string;
  result: Defined<{ value: number; interval: Interval }>;
  assumes: string;
};

type Labeled = EstimateRow & { people: number };
type Judged = EstimateRow & { judge: number };

const isLabeled = (row: EstimateRow): row is Labeled => row.people !== null;
const isJudged = (row: EstimateRow): row is Judged => row.judge !== null;
const isBoth = (row: Judged): row is Judged & Labeled => isLabeled(row);

type Result = Estimated["result"];

/** Joins a value with its interval, both of which may be undefined. */
const withInterval = (value: number, interval: Defined<Interval>): Result =>
  interval.defined ? defined({ value, interval: interval.value }) : interval;

/** Weights of one over the chance to be drawn, where chances are given. */
const weightsOf = (rows: readonly Labeled[]) =>
  rows.every(({ chance }) => chance !== null) ? rows.map(({ chance }) => 1 / (chance ?? 1)) : undefined;

/** People alone: Wilson's interval of a rate, t of a mean; weighted where chances are given. */
function ofPeople(labeled: readonly Labeled[]): Result {
  const weights = weightsOf(labeled);
  const values = labeled.map(({ people }): number => people);
  if (!weights && values.every((own) => own === 0 || own === 1)) {
    const hits = values.filter((own) => own === 1).length;
    return defined({ value: hits / values.length, interval: proportionInterval(hits, values.length) });
  }
  const total = weights?.reduce((sum, own) => sum + own, 0) ?? values.length;
  const scale = (i: number) => ((weights?.[i] ?? 1) * values.length) / total;
  const centre = values.reduce((sum, own, i) => sum + scale(i) * own, 0) / values.length;
  // The mean is a ratio of two sums: its error is that of the weighted distances from it.
  const mean = clusteredMean(values.map((own, i) => scale(i) * (own - centre)));
  if (!mean.defined) return mean;
  const { standardError, df } = mean.value;
  return withInterval(centre, tInterval(centre, standardError, { df, highest: Number.POSITIVE_INFINITY }));
}

/** What people and judge say of units, as `PoweredStratum` takes them. */
function splitByLabeler(rows: readonly Judged[]) {
  const labeled = rows.filter(isBoth);
  return {
    labels: labeled.map(({ people }) => people),
    judged: labeled.map(({ judge }) => judge),
    judgedUnlabeled: rows.filter((row) => !isBoth(row)).map(({ judge }) => judge),
    weights: weightsOf(labeled),
  };
}

function powered(rows: readonly Judged[]): Result {
  const { labels, judged, judgedUnlabeled, weights } = splitByLabeler(rows);
  const mean = weights
    ? differenceEstimate({ labels, judged, judgedUnlabeled, weights })
    : predictionPoweredMean(labels, judged, judgedUnlabeled);
  return mean.defined ? withInterval(mean.value.value, mean.value.interval) : mean;
}

function byStrata(rows: readonly Judged[]): Result {
  const names = [...new Set(rows.map(({ stratum }) => stratum))].sort();
  const strata = names.map((name) => splitByLabeler(rows.filter(({ stratum }) => stratum === name)));
  const mean = stratifiedPoweredMean(strata);
  if (!mean.defined)
    return undefinedBecause(mean.because.replace(/^stratum (\d+)/, (_, place) => names[Number(place) - 1] ?? ""));
  return withInterval(mean.value.value, mean.value.interval);
}

/** Rogan and Gladen's, from items that only the judge labeled and error rates from the others. */
function corrected(rows: readonly Judged[]): Result {
  const known = rows.filter(isBoth).filter(({ people }) => people !== 0.5);
  const others = rows.filter((row) => !isBoth(row));
  const positives = known.filter(({ people }) => people > 0.5);
  const negatives = known.filter(({ people }) => people < 0.5);
  if (others.length === 0) return undefinedBecause("people labeled every item: nothing is left to correct");
  if (positives.length === 0 || negatives.length === 0)
    return undefinedBecause("people found items of one kind only, so that one error rate is unknown");
  const share = (of: readonly Judged[], wanted: number) =>
    of.filter(({ judge }) => judge === wanted).length / of.length;
  return correctedPrevalence(
    { share: share(others, 1), tested: others.length },
    {
      sensitivity: share(positives, 1),
      positives: positives.length,
      specificity: share(negatives, 0),
      negatives: negatives.length,
    },
  );
}

/**
 * The ways to one rate (of 0 and 1) or mean, each with what it takes for granted. People alone are read from all items that they labeled,
 * what needs the judge from those that it labeled.
 */
export function measureEstimates(rows: readonly EstimateRow[], isRate: boolean, hasStrata: boolean): Estimated[] {
  const [labeled, judged] = [rows.filter(isLabeled), rows.filter(isJudged)];
  const drawn = weightsOf(labeled)
    ? "items were drawn with the chances given"
    : "the items that people labeled were drawn at random";
  const inOrder = labeled.map(({ people }) => people);
  const ways: (Estimated | false)[] = [
    { key: "people", name: "people alone", result: ofPeople(labeled), assumes: drawn },
    isRate &&
      !weightsOf(labeled) && {
        key: "anytime",
        name: "people alone, however often you look",
        result: defined(anytimeMean(inOrder)),
        assumes: "people labeled in the order of the rows, which is random, and no two items share a prompt",
      },
    { key: "powered", name: "people and judge", result: powered(judged), assumes: drawn },
    hasStrata && {
      key: "strata",
      name: "people and judge, by strata",
      result: byStrata(judged),
      assumes: `within each stratum ${drawn}`,
    },
    isRate && {
      key: "corrected",
      name: "judge, corrected for its errors",
      result: weightsOf(labeled)
        ? undefinedBecause("it takes items as drawn alike, and chances are given")
        : corrected(judged),
      assumes: "the judge errs as often where nobody looked; people's untied majority is the truth",
    },
  ];
  return ways.filter((way) => way !== false);
}
