import { countOf } from "@/lib/format-number";
import { type MajorityVote, majorityVote } from "@/lib/stats/aggregation/majority-vote";
import { cohenKappa } from "@/lib/stats/agreement/cohen-kappa";
import { contingencyTable } from "@/lib/stats/agreement/contingency-table";
import type { Level } from "@/lib/stats/agreement/disagreement";
import { kappaStatistic } from "@/lib/stats/agreement/kappa-statistic";
import type { Category, CodedRatings } from "@/lib/stats/coded-ratings";
import { classStatistics } from "@/lib/stats/comparison/class-statistics";
import { type Classification, classify } from "@/lib/stats/comparison/classification";
import { classificationStatistics } from "@/lib/stats/comparison/classification-statistics";
import { spearman } from "@/lib/stats/comparison/correlation";
import { scoreStatistics } from "@/lib/stats/comparison/score-statistics";
import { spearmanStatistic } from "@/lib/stats/comparison/spearman-statistic";
import { type Defined, defined, undefinedBecause } from "@/lib/stats/defined";
import { proportionInterval } from "@/lib/stats/effects/proportion-interval";
import { type AlternativeAnnotatorTest, alternativeAnnotatorTest } from "@/lib/stats/judges/alternative-annotator-test";
import { correctedPrevalence } from "@/lib/stats/judges/corrected-prevalence";
import { humanCeiling } from "@/lib/stats/judges/human-ceiling";
import { seededRandom } from "@/lib/stats/resampling/seeded-random";
import { collapseUnits, groupWeights, type Patterns, type UnitStatistic } from "@/lib/stats/resampling/unit-statistic";
import { ask, estimateTogether, withBootstrap } from "./estimate-together";
import { certain, type Estimated, type Measured } from "./measured";
import type { Comparison } from "./read-comparison-file";
import type { WeightName } from "./scale";
import { tooManyLabels } from "./too-many-labels";

type Rules = { level: Level; weights: WeightName; seed: number; epsilon: number };

/** A label of the judge: how common it is as counted, and corrected for the judge's errors. */
export type LabelRate = {
  category: Category;
  humans: Estimated;
  judge: Estimated;
  corrected: Estimated;
  judged: number;
};

export type ComparisonFigures = {
  measured: Measured[];
  classes: Defined<Classification["classes"]>;
  rates: LabelRate[];
  test: Defined<AlternativeAnnotatorTest>;
  /** Units left out of accuracy and kappa; null where labels are too many to have a majority. */
  leftOut: { tied: number; withoutHuman: number; withoutJudge: number } | null;
};

/** The majority of the humans (first column) and the judge (second). */
type Pair = { ratings: CodedRatings; patterns: Patterns; truth: Int32Array; judge: Int32Array };

function besideMajority({ humans, judge }: Comparison, vote: MajorityVote): Pair {
  const truth = vote.codes;
  const codes = new Int32Array(2 * humans.units);
  for (let unit = 0; unit < humans.units; unit++) {
    codes[2 * unit] = truth[unit] as number;
    codes[2 * unit + 1] = judge[unit] as number;
  }
  const ratings = { ...humans, raters: 2, codes };
  return { ratings, patterns: collapseUnits(ratings, true), truth, judge };
}

const majorityNames = (weights: WeightName) =>
  [
    ["accuracy", "Accuracy"],
    ["balanced-accuracy", "Balanced accuracy"],
    ["macro-f1", "F1, mean of classes"],
    ["mcc", "Matthews' correlation"],
    ["kappa", `Cohen's kappa${weights === "unweighted" ? "" : `, ${weights} weights`}`],
  ] as const;

type MajorityKey = ReturnType<typeof majorityNames>[number][0];

function againstMajority({ ratings, patterns }: Pair, comparison: Comparison, rules: Rules): Measured[] {
  const { weights, seed } = rules;
  const { clusters } = comparison;
  const table = contingencyTable(ratings, 0, 1);
  const classified = classify(table);
  const because = classified.defined ? "one side is a single class throughout" : classified.because;
  const of = classificationStatistics(ratings, patterns);
  const drawn: Record<MajorityKey, Estimated> = estimateTogether(
    {
      accuracy: ask(of.accuracy, because),
      "balanced-accuracy": ask(of.balancedAccuracy, because),
      "macro-f1": ask(of.macroF1, because),
      mcc: ask(of.mcc, because),
      kappa: ask(kappaStatistic(ratings, 0, 1, weights, patterns), because),
    },
    { seed, clusters },
  );
  if (clusters === null) {
    if (classified.defined) drawn.accuracy = certain(classified.value.accuracy);
    drawn.kappa = cohenKappa(table, { weights });
  }
  const n = countOf(table.total, "unit");
  return majorityNames(weights).map(([key, name]) => ({ key, name, result: drawn[key], n }));
}

const ceilingNames = [
  ["human-ceiling", "A human, with the other humans' majority", "human"],
  ["judge-at-ceiling", "The judge, with the same majorities", "judge"],
  ["judge-minus-human", "Judge minus human", "difference"],
] as const;

function ceiling({ humans, judge, clusters }: Comparison, { seed }: Rules): Measured[] {
  const result = humanCeiling(humans, judge, { random: seededRandom(seed), clusters: clusters ?? undefined });
  const n = result.defined
    ? `${countOf(result.value.comparisons, "label")} of ${countOf(result.value.units, "unit")}`
    : "";
  return ceilingNames.map(([key, name, pick]) => {
    const own = result.defined ? withBootstrap(result.value[pick].value, result.value[pick].bootstrap) : result;
    return { key, name, result: own, n };
  });
}

/** The rows that need a majority, where no two labels are ever the same. */
const withoutMajority = ({ weights }: Rules, because: string): Measured[] =>
  [...majorityNames(weights), ...ceilingNames].map(([key, name]) => ({
    ...{ key, name, result: undefinedBecause(because), n: "" },
  }));

/** Numbers of the judge against the mean of the humans: on scales only. */
function againstMean(comparison: Comparison, { seed }: Rules): Measured[] {
  const { humans, judge, clusters } = comparison;
  const meanOf = (unit: number) => {
    const own = humans.codes.subarray(unit * humans.raters, (unit + 1) * humans.raters).filter((code) => code >= 0);
    return own.reduce((sum, code) => sum + (humans.values[code] as number), 0) / own.length;
  };
  const unit = [...judge.keys()].filter((own) => (judge[own] as number) >= 0 && !Number.isNaN(meanOf(own)));
  const [reference, score] = [unit.map(meanOf), unit.map((own) => humans.values[judge[own] as number] as number)];
  const of = scoreStatistics({ unit, reference, score }, humans.units);
  const because = unit.length === 0 ? "no unit has both a human and the judge" : "one side is constant";
  const drawn = estimateTogether(
    {
      bias: ask(of.bias, because),
      error: ask(of.meanAbsoluteError, because),
      pearson: ask(of.pearson, because),
      spearman: ask(spearmanStatistic({ unit, x: reference, y: score }, humans.units), because),
    },
    { seed, clusters },
  );
  const alone = spearman(reference, score);
  const ranked = clusters === null && alone.defined ? alone : drawn.spearman;
  const n = countOf(unit.length, "unit");
  return [
    { key: "bias", name: "Judge minus the mean of the humans", result: drawn.bias, n },
    { key: "mean-absolute-error", name: "Mean distance from the mean of the humans", result: drawn.error, n },
    { key: "pearson", name: "Pearson's r with the mean of the humans", result: drawn.pearson, n },
    { key: "spearman", name: "Spearman's rho with the mean of the humans", result: ranked, n },
  ];
}

/** The same statistic where units of one pattern, which it does not tell apart, are counted together. */
function overPatterns({ groups, groupOf, evaluate }: UnitStatistic, patterns: Patterns): UnitStatistic {
  const groupOfPattern = new Int32Array(patterns.groups);
  for (const [unit, pattern] of patterns.groupOf.entries()) groupOfPattern[pattern] = groupOf[unit] as number;
  const counts = new Float64Array(groups);
  return {
    ...{ groups: patterns.groups, groupOf: patterns.groupOf },
    evaluate: (weights) => {
      counts.fill(0);
      for (let pattern = 0; pattern < patterns.groups; pattern++) {
        const group = groupOfPattern[pattern] as number;
        counts[group] = (counts[group] as number) + (weights[pattern] as number);
      }
      return evaluate(counts);
    },
  };
}

/** How many units are counted, or clusters with one: what an exact interval takes for its number of trials. */
function countIndependent(units: number, clusters: readonly string[] | null, isCounted: (unit: number) => boolean) {
  const counted = Array.from({ length: units }, (_, unit) => unit).filter(isCounted);
  return clusters === null ? counted.length : new Set(counted.map((unit) => clusters[unit])).size;
}

const atOnes = (statistic: UnitStatistic) => statistic.evaluate(groupWeights(statistic));

/**
 * The corrected rate. Its bootstrap knows that units both judged and labeled by humans stand on both sides of the
 * formula, and that units share clusters. It takes an error rate of 0 or 1 for certain, because that is the same in every
 * resample: there Lang and Reiczigel's interval, which knows on how few units (or clusters) the rate was measured.
 */
function correctedRate(
  drawn: Estimated,
  { truth, judge }: Pair,
  code: number,
  clusters: readonly string[] | null,
): Estimated {
  if (!drawn.defined) return drawn;
  const { sensitivity, specificity, judgedRate } = classStatistics(truth, judge, code);
  const errors = { sensitivity: atOnes(sensitivity), specificity: atOnes(specificity) };
  if (Object.values(errors).every((rate) => rate > 0 && rate < 1)) return drawn;
  const isJudged = (unit: number) => (judge[unit] as number) >= 0;
  const isKnown = (unit: number) => isJudged(unit) && (truth[unit] as number) >= 0;
  const count = (isCounted: (unit: number) => boolean) => countIndependent(truth.length, clusters, isCounted);
  const exact = correctedPrevalence(
    { share: atOnes(judgedRate), tested: count(isJudged) },
    {
      ...errors,
      positives: count((unit) => isKnown(unit) && truth[unit] === code),
      negatives: count((unit) => isKnown(unit) && truth[unit] !== code),
    },
  );
  const { value } = drawn.value;
  if (!exact.defined) return defined({ value, interval: exact });
  const { interval } = exact.value;
  return certain({
    value,
    interval: { ...interval, method: clusters ? `${interval.method} over clusters` : interval.method },
  });
}

/** A rate over independent units has Wilson's interval, which is one at 0 and 1 as well. */
function countedRate(codes: Int32Array, code: number, because: string): Estimated {
  const known = codes.filter((own) => own >= 0).length;
  if (known === 0) return undefinedBecause(because);
  const count = codes.filter((own) => own === code).length;
  return certain({ value: count / known, interval: proportionInterval(count, known) });
}

const noHumans = "no unit has a majority of the humans";
const noJudge = "the judge has no label";
const noErrors = "the judge is no better than chance at this label, or there is nothing to measure its errors on";

function labelRates(pair: Pair, { clusters }: Comparison, { seed }: Rules): LabelRate[] {
  const { ratings, patterns, truth, judge } = pair;
  const asked = ratings.categories.flatMap((_, code) => {
    const of = classStatistics(truth, judge, code);
    const asking = (statistic: UnitStatistic, because: string) => ask(overPatterns(statistic, patterns), because);
    return [
      [`humans ${code}`, asking(of.trueRate, noHumans)],
      [`judge ${code}`, asking(of.judgedRate, noJudge)],
      [`corrected ${code}`, asking(of.correctedRate, noErrors)],
    ] as const;
  });
  const drawn = estimateTogether(Object.fromEntries(asked), { seed, clusters });
  const take = (key: string) => drawn[key] as Estimated;
  const judged = judge.filter((code) => code >= 0).length;
  return ratings.categories.map((category, code) => ({
    ...{ category, judged },
    humans: clusters ? take(`humans ${code}`) : countedRate(truth, code, noHumans),
    judge: clusters ? take(`judge ${code}`) : countedRate(judge, code, noJudge),
    corrected: correctedRate(take(`corrected ${code}`), pair, code, clusters),
  }));
}

/** More labels than this are no list of rates that anybody reads. */
const mostRates = 26;

function majorityFigures(
  comparison: Comparison,
  rules: Rules,
): Pick<ComparisonFigures, "measured" | "classes" | "rates" | "leftOut"> {
  const refused = tooManyLabels(comparison.humans, rules.level);
  if (refused !== null)
    return {
      ...{ measured: withoutMajority(rules, refused), classes: undefinedBecause(refused), rates: [], leftOut: null },
    };
  const vote = majorityVote(comparison.humans);
  const pair = besideMajority(comparison, vote);
  const classified = classify(contingencyTable(pair.ratings, 0, 1));
  const hasRates = rules.level === "nominal" && comparison.humans.categories.length <= mostRates;
  const withoutJudge = vote.codes.filter((code, unit) => code >= 0 && (pair.judge[unit] as number) < 0).length;
  return {
    measured: [...againstMajority(pair, comparison, rules), ...ceiling(comparison, rules)],
    classes: classified.defined ? defined(classified.value.classes) : classified,
    rates: hasRates ? labelRates(pair, comparison, rules) : [],
    leftOut: { tied: vote.ties, withoutHuman: vote.unitsWithoutVotes, withoutJudge },
  };
}

/** A judge against the humans of a file: their majority, the ceiling they set, and whether it may stand in for one. */
export function measureComparison(comparison: Comparison, rules: Rules): ComparisonFigures {
  const { humans, judge } = comparison;
  const isNominal = rules.level === "nominal";
  const figures = majorityFigures(comparison, rules);
  return {
    ...figures,
    measured: isNominal ? figures.measured : [...figures.measured, ...againstMean(comparison, rules)],
    test: alternativeAnnotatorTest(humans, judge, {
      epsilon: rules.epsilon,
      alignment: isNominal ? "accuracy" : "negative-rmse",
    }),
  };
}
