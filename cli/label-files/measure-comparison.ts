import { type AlternativeAnnotatorTest, alternativeAnnotatorTest } from "@/lib/stats/alternative-annotator-test";
import { bootstrapInterval } from "@/lib/stats/bootstrap-interval";
import { type Classification, classify } from "@/lib/stats/classification";
import type { CodedRatings } from "@/lib/stats/coded-ratings";
import { cohenKappa } from "@/lib/stats/cohen-kappa";
import { type ContingencyTable, contingencyTable } from "@/lib/stats/contingency-table";
import { type Defined, defined } from "@/lib/stats/defined";
import type { Level } from "@/lib/stats/disagreement";
import { humanCeiling } from "@/lib/stats/human-ceiling";
import { majorityVote } from "@/lib/stats/majority-vote";
import type { ResampledMean } from "@/lib/stats/resampled-mean";
import { seededRandom } from "@/lib/stats/seeded-random";
import { certain, type Measured } from "./measured";
import type { Comparison } from "./read-comparison-file";
import type { WeightName } from "./scale";

type Rules = { level: Level; weights: WeightName; seed: number; epsilon: number };

export type ComparisonFigures = {
  measured: Measured[];
  classes: Defined<Classification["classes"]>;
  test: Defined<AlternativeAnnotatorTest>;
  /** Units left out of accuracy and kappa. */
  leftOut: { tied: number; withoutHuman: number; withoutJudge: number };
};

/** The majority of the humans (rows) against the judge (columns). */
function tableAgainst(humans: CodedRatings, reference: Int32Array, judge: Int32Array): ContingencyTable {
  const codes = new Int32Array(2 * humans.units);
  for (let unit = 0; unit < humans.units; unit++) {
    codes[2 * unit] = reference[unit] as number;
    codes[2 * unit + 1] = judge[unit] as number;
  }
  return contingencyTable({ ...humans, raters: 2, codes }, 0, 1);
}

const units = (count: number) => `${count.toLocaleString("en")} units`;

/** A figure of the table with a bootstrap over units, which are alike where they fall into the same cell. */
function resampledFigure(table: ContingencyTable, pick: (own: Classification) => Defined<number>, seed: number) {
  const evaluate = (counts: Float64Array) => {
    const own = classify({ ...table, counts, total: table.total });
    const figure = own.defined ? pick(own.value) : own;
    return figure.defined ? figure.value : Number.NaN;
  };
  const groupOf = Int32Array.from([...table.counts].flatMap((count, cell) => Array<number>(count).fill(cell)));
  const value = evaluate(table.counts);
  const drawn = bootstrapInterval(
    { groups: table.counts.length, groupOf, evaluate },
    { random: seededRandom(seed), replicates: table.total > 50_000 ? 200 : 1000 },
  );
  return { value, interval: drawn.defined ? defined(drawn.value.interval) : drawn };
}

function againstMajority(table: ContingencyTable, { weights, seed }: Rules, classified: Defined<Classification>) {
  const n = units(table.total);
  const weighted = weights === "unweighted" ? "" : `, ${weights} weights`;
  const entry = (key: string, name: string, result: Measured["result"]): Measured => ({ key, name, result, n });
  const drawn = (key: string, name: string, pick: (own: Classification) => Defined<number>): Measured => {
    const own = classified.defined ? pick(classified.value) : classified;
    return entry(key, name, own.defined ? defined(resampledFigure(table, pick, seed)) : own);
  };
  return [
    entry("accuracy", "Accuracy", classified.defined ? certain(classified.value.accuracy) : classified),
    drawn("balanced-accuracy", "Balanced accuracy", ({ balancedAccuracy }) => defined(balancedAccuracy)),
    drawn("macro-f1", "F1, mean of classes", ({ macroF1 }) => defined(macroF1)),
    drawn("mcc", "Matthews' correlation", ({ mcc }) => mcc),
    entry("kappa", `Cohen's kappa${weighted}`, cohenKappa(table, { weights })),
  ];
}

const resampled = ({ value, bootstrap }: ResampledMean): Measured["result"] =>
  defined({ value, interval: bootstrap.defined ? defined(bootstrap.value.interval) : bootstrap });

function ceiling({ humans, judge }: Comparison, { seed }: Rules): Measured[] {
  const result = humanCeiling(humans, judge, { random: seededRandom(seed) });
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

/** A judge against the humans of a file: their majority, the ceiling they set, and whether it may stand in for one. */
export function measureComparison(comparison: Comparison, rules: Rules): ComparisonFigures {
  const { humans, judge } = comparison;
  const vote = majorityVote(humans);
  const table = tableAgainst(humans, vote.codes, judge);
  const classified = classify(table);
  const alignment = rules.level === "nominal" ? "accuracy" : "negative-rmse";
  const withoutJudge = vote.codes.reduce(
    (count, code, unit) => count + (code >= 0 && (judge[unit] as number) < 0 ? 1 : 0),
    0,
  );
  return {
    measured: [...againstMajority(table, rules, classified), ...ceiling(comparison, rules)],
    classes: classified.defined ? defined(classified.value.classes) : classified,
    test: alternativeAnnotatorTest(humans, judge, { epsilon: rules.epsilon, alignment }),
    leftOut: { tied: vote.ties, withoutHuman: vote.unitsWithoutVotes, withoutJudge },
  };
}
