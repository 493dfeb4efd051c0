import { type AlternativeAnnotatorTest, alternativeAnnotatorTest } from "@/lib/stats/alternative-annotator-test";
import { replicatesInterval } from "@/lib/stats/bootstrap-interval";
import { classStatistics } from "@/lib/stats/class-statistics";
import { type Classification, classify } from "@/lib/stats/classification";
import type { Category, CodedRatings } from "@/lib/stats/coded-ratings";
import { cohenKappa } from "@/lib/stats/cohen-kappa";
import { type ContingencyTable, contingencyTable } from "@/lib/stats/contingency-table";
import { correctedPrevalence } from "@/lib/stats/corrected-prevalence";
import { spearman } from "@/lib/stats/correlation";
import { type Defined, defined, undefinedBecause } from "@/lib/stats/defined";
import type { Level } from "@/lib/stats/disagreement";
import { humanCeiling } from "@/lib/stats/human-ceiling";
import type { Interval } from "@/lib/stats/interval";
import { kappaStatistic } from "@/lib/stats/kappa-statistic";
import { majorityVote } from "@/lib/stats/majority-vote";
import type { ResampledMean } from "@/lib/stats/resampled-mean";
import { bootstrapTogether } from "@/lib/stats/resampling";
import { scoreStatistics } from "@/lib/stats/score-statistics";
import { seededRandom } from "@/lib/stats/seeded-random";
import { groupWeights, listStatistic, type UnitStatistic } from "@/lib/stats/unit-statistic";
import { certain, type Measured } from "./measured";
import type { Comparison } from "./read-comparison-file";
import type { WeightName } from "./scale";

type Rules = { level: Level; weights: WeightName; seed: number; epsilon: number };
type Estimated = Measured["result"];

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
  /** Units left out of accuracy and kappa. */
  leftOut: { tied: number; withoutHuman: number; withoutJudge: number };
};

const manyUnits = 50_000;
const units = (count: number) => `${count.toLocaleString("en")} units`;

/** Statistics of the units of a file, drawn together: over units, or whole clusters of them. */
function drawTogether<Key extends string>(
  asked: Readonly<Record<Key, UnitStatistic>>,
  { clusters, humans }: Comparison,
  { seed }: Rules,
  because: string,
): Record<Key, Estimated> {
  const entries = Object.entries(asked) as [Key, UnitStatistic][];
  const replicates = humans.units > manyUnits ? 200 : 1000;
  const drawn = bootstrapTogether(
    entries.map(([, statistic]) => statistic),
    { random: seededRandom(seed), replicates, clusters: clusters ?? undefined },
  );
  const estimates = entries.map(([key, statistic], place): [Key, Estimated] => {
    const value = statistic.evaluate(groupWeights(statistic));
    if (Number.isNaN(value)) return [key, undefinedBecause(because)];
    const interval = replicatesInterval(value, drawn[place] ?? new Float64Array());
    return [key, defined({ value, interval: interval.defined ? defined(interval.value.interval) : interval })];
  });
  return Object.fromEntries(estimates) as Record<Key, Estimated>;
}

/** The majority of the humans (first column) and the judge (second). */
function besideMajority(humans: CodedRatings, reference: Int32Array, judge: Int32Array): CodedRatings {
  const codes = new Int32Array(2 * humans.units);
  for (let unit = 0; unit < humans.units; unit++) {
    codes[2 * unit] = reference[unit] as number;
    codes[2 * unit + 1] = judge[unit] as number;
  }
  return { ...humans, raters: 2, codes };
}

/** A figure of the table of majority and judge as a function of unit weights: units of one cell are alike. */
function tableStatistic(
  pair: CodedRatings,
  table: ContingencyTable,
  pick: (own: Classification) => Defined<number>,
): UnitStatistic {
  const q = pair.categories.length;
  const groupOf = Int32Array.from({ length: pair.units }, (_, unit) => {
    const [truth, own] = [pair.codes[2 * unit] as number, pair.codes[2 * unit + 1] as number];
    return truth < 0 || own < 0 ? q * q : truth * q + own;
  });
  const evaluate = (weights: Float64Array) => {
    const counts = weights.slice(0, q * q);
    const own = classify({ ...table, counts, total: counts.reduce((sum, count) => sum + count, 0) });
    const figure = own.defined ? pick(own.value) : own;
    return figure.defined ? figure.value : Number.NaN;
  };
  return { groups: q * q + 1, groupOf, evaluate };
}

function againstMajority(pair: CodedRatings, comparison: Comparison, rules: Rules): Measured[] {
  const { weights } = rules;
  const table = contingencyTable(pair, 0, 1);
  const n = units(table.total);
  const classified = classify(table);
  const drawn = drawTogether(
    {
      accuracy: tableStatistic(pair, table, ({ accuracy }) => defined(accuracy.value)),
      balanced: tableStatistic(pair, table, ({ balancedAccuracy }) => defined(balancedAccuracy)),
      macroF1: tableStatistic(pair, table, ({ macroF1 }) => defined(macroF1)),
      mcc: tableStatistic(pair, table, ({ mcc }) => mcc),
      kappa: kappaStatistic(pair, 0, 1, weights),
    },
    comparison,
    rules,
    classified.defined ? "one side is a single class throughout" : classified.because,
  );
  const isClustered = comparison.clusters !== null;
  const accuracy = classified.defined && !isClustered ? certain(classified.value.accuracy) : drawn.accuracy;
  const kappa = isClustered ? drawn.kappa : cohenKappa(table, { weights });
  const weighted = weights === "unweighted" ? "" : `, ${weights} weights`;
  return [
    { key: "accuracy", name: "Accuracy", result: accuracy, n },
    { key: "balanced-accuracy", name: "Balanced accuracy", result: drawn.balanced, n },
    { key: "macro-f1", name: "F1, mean of classes", result: drawn.macroF1, n },
    { key: "mcc", name: "Matthews' correlation", result: drawn.mcc, n },
    { key: "kappa", name: `Cohen's kappa${weighted}`, result: kappa, n },
  ];
}

const resampled = ({ value, bootstrap }: ResampledMean): Estimated =>
  defined({ value, interval: bootstrap.defined ? defined(bootstrap.value.interval) : bootstrap });

function ceiling({ humans, judge, clusters }: Comparison, { seed }: Rules): Measured[] {
  const result = humanCeiling(humans, judge, { random: seededRandom(seed), clusters: clusters ?? undefined });
  const n = result.defined
    ? `${result.value.comparisons.toLocaleString("en")} labels of ${units(result.value.units)}`
    : "";
  const row = (key: string, name: string, pick: "human" | "judge" | "difference"): Measured => ({
    ...{ key, name, n },
    result: result.defined ? resampled(result.value[pick]) : result,
  });
  return [
    row("human-ceiling", "A human, with the other humans' majority", "human"),
    row("judge-at-ceiling", "The judge, with the same majorities", "judge"),
    row("judge-minus-human", "Judge minus human", "difference"),
  ];
}

/** Numbers of the judge against the mean of the humans: on scales only. */
function againstMean(comparison: Comparison, rules: Rules): Measured[] {
  const { humans, judge, clusters } = comparison;
  const meanOf = (unit: number) => {
    const own = humans.codes.subarray(unit * humans.raters, (unit + 1) * humans.raters).filter((code) => code >= 0);
    return own.reduce((sum, code) => sum + (humans.values[code] as number), 0) / own.length;
  };
  const kept = [...judge.keys()].filter((unit) => (judge[unit] as number) >= 0 && !Number.isNaN(meanOf(unit)));
  const [reference, score] = [kept.map(meanOf), kept.map((unit) => humans.values[judge[unit] as number] as number)];
  const of = scoreStatistics({ unit: kept, reference, score }, humans.units);
  const place = new Map(kept.map((unit, i) => [unit, i]));
  const ranked = listStatistic(humans.units, (chosen) => {
    const drawn = chosen.flatMap((unit) => place.get(unit) ?? []);
    const own = spearman(
      drawn.map((i) => reference[i] as number),
      drawn.map((i) => score[i] as number),
    );
    return own.defined ? own.value.value : Number.NaN;
  });
  const because = kept.length === 0 ? "no unit has both a human and the judge" : "one side is constant";
  const drawn = drawTogether(
    { bias: of.bias, error: of.meanAbsoluteError, pearson: of.pearson },
    comparison,
    rules,
    because,
  );
  const own = spearman(reference, score);
  const alone: Estimated = own.defined ? own : undefinedBecause(because);
  const rank = clusters ? drawTogether({ ranked }, comparison, rules, because).ranked : alone;
  const n = units(kept.length);
  return [
    { key: "bias", name: "Judge minus the mean of the humans", result: drawn.bias, n },
    { key: "mean-absolute-error", name: "Mean distance from the mean of the humans", result: drawn.error, n },
    { key: "pearson", name: "Pearson's r with the mean of the humans", result: drawn.pearson, n },
    { key: "spearman", name: "Spearman's rho with the mean of the humans", result: rank, n },
  ];
}

/** Lang and Reiczigel's interval where units are independent: it knows how few units the errors were measured on. */
function exactInterval(
  corrected: Estimated,
  rates: {
    share: number;
    tested: number;
    sensitivity: number;
    positives: number;
    specificity: number;
    negatives: number;
  },
): Estimated {
  if (!corrected.defined || rates.positives === 0 || rates.negatives === 0) return corrected;
  const own = correctedPrevalence(rates, rates);
  const withInterval = (interval: Interval): Estimated =>
    defined({ value: corrected.value.value, interval: defined(interval) });
  return own.defined ? withInterval(own.value.interval) : own;
}

function labelRates(pair: CodedRatings, comparison: Comparison, rules: Rules): LabelRate[] {
  const column = (rater: 0 | 1) =>
    Int32Array.from({ length: pair.units }, (_, unit) => pair.codes[2 * unit + rater] as number);
  const [truth, judge] = [column(0), column(1)];
  const judged = judge.filter((code) => code >= 0).length;
  return pair.categories.map((category, code) => {
    const { trueRate, judgedRate, correctedRate, sensitivity, specificity } = classStatistics(truth, judge, code);
    const asked = { humans: trueRate, judge: judgedRate, corrected: correctedRate };
    const because = "the judge is no better than chance at this label, or there is nothing to measure its errors on";
    const drawn = drawTogether(asked, comparison, rules, because);
    if (comparison.clusters !== null) return { category, judged, ...drawn };
    const at = (statistic: UnitStatistic) => statistic.evaluate(groupWeights(statistic));
    const count = (isPositive: boolean) =>
      truth.filter((own, unit) => own >= 0 && (judge[unit] as number) >= 0 && (own === code) === isPositive).length;
    const rates = { share: at(judgedRate), tested: judged, positives: count(true), negatives: count(false) };
    const errors = { sensitivity: at(sensitivity), specificity: at(specificity) };
    return { category, judged, ...drawn, corrected: exactInterval(drawn.corrected, { ...rates, ...errors }) };
  });
}

/** A judge against the humans of a file: their majority, the ceiling they set, and whether it may stand in for one. */
export function measureComparison(comparison: Comparison, rules: Rules): ComparisonFigures {
  const { humans, judge } = comparison;
  const vote = majorityVote(humans);
  const pair = besideMajority(humans, vote.codes, judge);
  const classified = classify(contingencyTable(pair, 0, 1));
  const isNominal = rules.level === "nominal";
  const withoutJudge = vote.codes.reduce(
    (count, code, unit) => count + (code >= 0 && (judge[unit] as number) < 0 ? 1 : 0),
    0,
  );
  return {
    measured: [
      ...againstMajority(pair, comparison, rules),
      ...ceiling(comparison, rules),
      ...(isNominal ? [] : againstMean(comparison, rules)),
    ],
    classes: classified.defined ? defined(classified.value.classes) : classified,
    rates: isNominal && humans.categories.length <= 26 ? labelRates(pair, comparison, rules) : [],
    test: alternativeAnnotatorTest(humans, judge, {
      epsilon: rules.epsilon,
      alignment: isNominal ? "accuracy" : "negative-rmse",
    }),
    leftOut: { tied: vote.ties, withoutHuman: vote.unitsWithoutVotes, withoutJudge },
  };
}
