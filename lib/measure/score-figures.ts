import { fewReferences } from "@/lib/measure/against-people";
import { type Estimate, estimate, estimateTogether, undrawn } from "@/lib/measure/estimate";
import { type Ground, minimumOthers } from "@/lib/measure/ground";
import { spearman } from "@/lib/stats/comparison/correlation";
import {
  predictionPoweredStatistic,
  type ScoreComparisons,
  scoreStatistics,
} from "@/lib/stats/comparison/score-statistics";
import { spearmanStatistic } from "@/lib/stats/comparison/spearman-statistic";
import { stratifiedCorrelation } from "@/lib/stats/comparison/stratified-correlation";
import { type Defined, defined, undefinedBecause } from "@/lib/stats/defined";
import { predictionPoweredMean } from "@/lib/stats/judges/prediction-powered-mean";
import { ratioStatistic } from "@/lib/stats/resampling/resampled-mean";

/** Distance from a reference and correlation with it. */
export type Closeness = { error: Estimate; pearson: Defined<Estimate> };

/** Which level of a factor each unit is of, from 0; -1 for one of none. */
export type Strata = { factor: string; levelOf: Int32Array };

/** Pearson's r apart from what the levels of a factor differ by, and of the means of the levels. */
export type CorrelationBy = { factor: string; levels: number; within: Defined<Estimate>; between: Defined<Estimate> };

/** A judge's numbers beside the people's: scales only. */
export type ScoreFigures = {
  /** Items with both a score and people, against the mean of all people. */
  units: number;
  /** Judge less people. */
  bias: Estimate;
  /** The mean distance. */
  error: Estimate;
  pearson: Defined<Estimate>;
  spearman: Defined<Estimate>;
  /** By each factor that has two levels or more there. */
  byFactor: readonly CorrelationBy[];
  /** Both against the mean of the other people, label by label. */
  sameReferences: Defined<{ comparisons: number; judge: Closeness; people: Closeness }>;
  /** Means by people and by the judge on those items, by the judge on all that it scored, and that one corrected. */
  means: {
    people: Estimate;
    judgeThere: Estimate;
    judge: Estimate;
    judged: number;
    corrected: Defined<Estimate & { lambda: number }>;
  };
};

/** Per unit, the mean of the people's values; NaN without one. */
function peopleMeans({ people }: Ground): Float64Array {
  const { units, raters, codes, values } = people;
  return Float64Array.from({ length: units }, (_, unit) => {
    const own = codes.subarray(unit * raters, (unit + 1) * raters).filter((code) => code >= 0);
    return own.length === 0 ? Number.NaN : own.reduce((sum, code) => sum + values[code], 0) / own.length;
  });
}

/**
 * Every label of a person that has enough others, beside the judge's score of the item. The reference is the mean
 * of the other labels of the item, (sum - own) / (number - 1): the person's own would pull the mean towards the
 * person, who would then look nearer to it than the judge.
 */
function againstOthers({ people }: Ground, scores: Float64Array) {
  const { units, raters, codes, values } = people;
  const lists: Record<"unit" | "reference" | "own" | "judged", number[]> = {
    unit: [],
    reference: [],
    own: [],
    judged: [],
  };
  for (let unit = 0; unit < units; unit++) {
    const judged = scores[unit];
    const own = [...codes.subarray(unit * raters, (unit + 1) * raters)].filter((code) => code >= 0);
    if (Number.isNaN(judged) || own.length <= minimumOthers) continue;
    const sum = own.reduce((total, code) => total + values[code], 0);
    for (const code of own) {
      lists.unit.push(unit);
      lists.reference.push((sum - values[code]) / (own.length - 1));
      lists.own.push(values[code]);
      lists.judged.push(judged);
    }
  }
  return lists;
}

const constant = "one side gives everything the same number";

/** Mean distance from the references and correlation with them, both drawn over the items or prompts. */
function closeness({ design, people }: Ground, comparisons: ScoreComparisons): Defined<Closeness> {
  const of = scoreStatistics(comparisons, people.units);
  const { error, pearson } = estimateTogether(
    {
      error: { statistic: of.meanAbsoluteError, because: "there is nothing to compare" },
      pearson: { statistic: of.pearson, because: constant },
    },
    design,
  );
  return error.defined ? defined({ error: error.value, pearson }) : error;
}

/** Judge and people against the very same means of the other people, label by label. */
function besideOthers(basis: Ground, scores: Float64Array): ScoreFigures["sameReferences"] {
  const { unit, reference, own, judged } = againstOthers(basis, scores);
  if (unit.length === 0) return undefinedBecause("no item has a score of the judge, a person and enough other people");
  const few = fewReferences(unit.length);
  if (few !== null) return undefinedBecause(few);
  const judge = closeness(basis, { unit, reference, score: judged });
  const people = closeness(basis, { unit, reference, score: own });
  if (!judge.defined) return judge;
  if (!people.defined) return people;
  return defined({ comparisons: unit.length, judge: judge.value, people: people.value });
}

/** Bonett and Wright's interval where units stand alone; else what they share is drawn. */
function rankCorrelation({ design, people }: Ground, unit: readonly number[], x: Float64Array, y: Float64Array) {
  if (design.clusters) return estimate(spearmanStatistic({ unit, x, y }, people.units), design, constant);
  const own = spearman(x, y);
  if (!own.defined) return undefinedBecause(constant);
  const { value, interval } = own.value;
  return defined(undrawn(value, interval));
}

/** What one pooled r mixes: how the judge tells items of a level apart, and how it tells levels apart. */
function correlateBy({ design }: Ground, scores: ScoreComparisons, { factor, levelOf }: Strata): CorrelationBy | null {
  const { levels, within, between } = stratifiedCorrelation(scores, levelOf);
  if (levels < 2) return null;
  const drawn = estimateTogether(
    {
      within: { statistic: within, because: "within every level one side gives everything the same number" },
      between: {
        statistic: between,
        because: levels < 3 ? "through two levels a line always goes" : "one side gives every level the same mean",
      },
    },
    design,
  );
  return { factor, levels, ...drawn };
}

/** A mean over the units that have a number. */
function meanOf({ design }: Ground, values: Float64Array): Defined<Estimate> {
  const numbers = values.map((own) => (Number.isNaN(own) ? 0 : own));
  const present = values.map((own) => (Number.isNaN(own) ? 0 : 1));
  return estimate(ratioStatistic(numbers, present), design, "there is no number");
}

/**
 * The judge's mean over everything, moved by what people say of it (`predictionPoweredMean`). Lambda is tuned on
 * the labels at hand and then held, and the interval is drawn over clusters rather than taken from the normal
 * formula, so that prompts that items share are in it. It needs units that the judge alone scored: without any,
 * people's own mean is the answer.
 */
function correctedMean({ design }: Ground, truth: Float64Array, scores: Float64Array) {
  const has = (values: Float64Array, unit: number) => !Number.isNaN(values[unit]);
  const judged = [...scores.keys()].filter((unit) => has(scores, unit));
  const [both, alone] = [judged.filter((unit) => has(truth, unit)), judged.filter((unit) => !has(truth, unit))];
  const pick = (values: Float64Array, units: readonly number[]) => units.map((unit) => values[unit]);
  if (alone.length === 1) return undefinedBecause("the judge alone scored one item only");
  if (alone.length === 0)
    return undefinedBecause("people labeled every item that the judge did: their own mean needs no correction");
  const tuned = predictionPoweredMean(pick(truth, both), pick(scores, both), pick(scores, alone));
  if (!tuned.defined) return tuned;
  const { lambda } = tuned.value;
  const own = estimate(predictionPoweredStatistic(truth, scores, lambda), design, "there is nothing to correct by");
  return own.defined ? defined({ ...own.value, lambda }) : own;
}

/**
 * A judge's numbers (`codes`, -1 without one) against the people's: bias, mean distance and correlations with the
 * mean of all people on the units that have both; closeness of judge and people to the mean of the others; and the
 * means. The mean of all people is steadier than any one person, so that a judge's distance from it is not to be
 * compared with a person's distance from another, but only with `sameReferences`. Undefined without an item that
 * has both.
 */
export function scoreFigures(basis: Ground, codes: Int32Array, strata: readonly Strata[] = []): Defined<ScoreFigures> {
  const { values } = basis.people;
  const truth = peopleMeans(basis);
  const scores = Float64Array.from(codes, (code) => (code < 0 ? Number.NaN : values[code]));
  const units = [...codes.keys()].filter((unit) => !Number.isNaN(truth[unit] + scores[unit]));
  if (units.length === 0) return undefinedBecause("no item has both a score and a label of a person");
  const [x, y] = [truth, scores].map((all) => Float64Array.from(units, (unit) => all[unit]));
  const of = scoreStatistics({ unit: units, reference: x, score: y }, codes.length);
  const { bias, error, pearson } = estimateTogether(
    {
      error: { statistic: of.meanAbsoluteError, because: "there is nothing to compare" },
      bias: { statistic: of.bias, because: "there is nothing to compare" },
      pearson: { statistic: of.pearson, because: constant },
    },
    basis.design,
  );
  const onBoth = (of: Float64Array, other: Float64Array) =>
    meanOf(
      basis,
      of.map((own, unit) => (Number.isNaN(other[unit]) ? Number.NaN : own)),
    );
  const [people, judgeThere] = [onBoth(truth, scores), onBoth(scores, truth)];
  const judge = meanOf(basis, scores);
  if (!bias.defined) return bias;
  if (!error.defined) return error;
  if (!people.defined) return people;
  if (!judgeThere.defined) return judgeThere;
  if (!judge.defined) return judge;
  const judged = scores.filter((own) => !Number.isNaN(own)).length;
  return defined({
    units: units.length,
    bias: bias.value,
    error: error.value,
    pearson,
    spearman: rankCorrelation(basis, units, x, y),
    byFactor: strata.flatMap((own) => correlateBy(basis, { unit: units, reference: x, score: y }, own) ?? []),
    sameReferences: besideOthers(basis, scores),
    means: {
      people: people.value,
      judgeThere: judgeThere.value,
      judge: judge.value,
      judged,
      corrected: correctedMean(basis, truth, scores),
    },
  });
}
