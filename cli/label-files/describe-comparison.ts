import { describeBaseline, nameBaseline } from "@/lib/analysis/judges/describe-baselines";
import { listReasons } from "@/lib/analysis/list-reasons";
import { countOf, formatCount } from "@/lib/format-number";
import type { BaselineRow } from "@/lib/judges/baselines/measure-baselines";
import type { ClassFigures } from "@/lib/measure/class-figures";
import { describeOwnAnswers } from "@/lib/measure/describe-own-answers";
import { undrawn } from "@/lib/measure/estimate";
import type { WeightName } from "@/lib/measure/ratings";
import { describeVerdict, listVerdict } from "@/lib/measure/verdict/describe-verdict";
import { describeLikeness } from "@/lib/measure/verdict/likeness";
import type { Level } from "@/lib/stats/agreement/disagreement";
import { defined } from "@/lib/stats/defined";
import { alignColumns } from "../output";
import { type ClusterColumn, describeClusters, hasShared } from "./clusters";
import { describeFolding } from "./describe-folding";
import { describeLabels, listNames, quoteName } from "./list-names";
import type { ComparisonFigures } from "./measure-comparison";
import { describeInterval, type Estimated, measuredLines, three } from "./measured";
import type { Comparison } from "./read-comparison-file";

/** What the figures were asked for with. */
type Asked = {
  humans: readonly string[];
  judge: string;
  cluster: ClusterColumn;
  level: Level;
  weights: WeightName;
  seed: number;
};

function cellOf(rate: Estimated): string {
  if (!rate.defined) return "-";
  const { value, interval } = rate.value;
  return interval.defined ? `${three(value)} ${describeInterval(interval.value)}` : three(value);
}

function classLines({ classes }: ComparisonFigures, judge: string): string[] {
  if (!classes.defined) return [];
  const own = describeOwnAnswers(classes.value, quoteName(judge));
  const rows = classes.value.map(({ label, positives, said, sensitivity, precision, f1 }) => [
    ...[quoteName(label), formatCount(positives), formatCount(said)],
    ...[cellOf(sensitivity), cellOf(precision), cellOf(f1)],
  ]);
  return [
    "",
    ...(own === "" ? [] : [own]),
    ...alignColumns(["class", "by humans", "by the judge", "recall", "precision", "F1"], rows),
  ];
}

const methodOf = (rate: Estimated) =>
  rate.defined && rate.value.interval.defined ? rate.value.interval.value.method : null;

/** Which labels' corrected rates have another interval than the bootstrap, and why. */
function exactLines(rates: readonly ClassFigures[]): string[] {
  const exact = rates.filter(({ correctedRate }) => methodOf(correctedRate)?.startsWith("Lang-Reiczigel"));
  const [first] = exact;
  const isDrawn = rates.some(({ correctedRate }) => methodOf(correctedRate)?.startsWith("Bayesian bootstrap"));
  if (!first) return isDrawn ? ["Corrected rates have a Bayesian bootstrap's interval."] : [];
  return [
    `Corrected rates${isDrawn ? " have a Bayesian bootstrap's interval; " : ", "}${listNames(exact.map(({ label }) => label))}: ${methodOf(first.correctedRate)}, because the judge's sensitivity or specificity is exactly 0 or 1 there.`,
  ];
}

/** How common each label is: names alone have a rate, points of a scale have a mean. */
function rateLines({ classes }: ComparisonFigures, { level }: Asked): string[] {
  if (level !== "nominal" || !classes.defined) return [];
  const rates = classes.value;
  const rows = rates.map(({ label, judged, trueRate, judgedRate, correctedRate }) => [
    ...[quoteName(label), cellOf(trueRate), cellOf(judgedRate), cellOf(correctedRate)],
    formatCount(judged),
  ]);
  const named = rates.flatMap(({ label, trueRate, judgedRate, correctedRate }) => [
    { name: `Rate of ${quoteName(label)} by humans`, result: trueRate },
    { name: `Rate of ${quoteName(label)} by the judge`, result: judgedRate },
    { name: `Corrected rate of ${quoteName(label)}`, result: correctedRate },
  ]);
  return [
    "",
    ...alignColumns(["label", "rate by humans", "rate by the judge", "corrected rate", "judged units"], rows),
    ...exactLines(rates),
    ...listReasons(named),
  ];
}

/** p smaller than a number can hold is no 0. */
const describeP = (p: number) => (p < 1e-300 ? "< 1e-300" : p.toPrecision(2));

function testLines({ test }: ComparisonFigures, humans: readonly string[]): string[] {
  if (!test.defined) return [`Alternative-annotator test: not defined: ${test.because}.`];
  const { winningRate, winningInterval, advantage, epsilon, people, unitsLeftOut, minimumUnits } = test.value;
  const rows = people.map(({ pseudonym, units, judge, person, p, isWon }) => [
    ...[quoteName(pseudonym), formatCount(units), three(judge.value), three(person.value)],
    ...[p.defined ? describeP(p.value) : "-", isWon ? "yes" : "no"],
  ]);
  const tested = new Set(people.map(({ pseudonym }) => pseudonym));
  const left = humans.filter((human) => !tested.has(human));
  return [
    `Alternative-annotator test, epsilon ${epsilon}: winning rate ${cellOf(defined(undrawn(winningRate, defined(winningInterval))))} over people, advantage probability ${cellOf(defined(advantage))}. ${countOf(unitsLeftOut, "unit")} left out.`,
    ...alignColumns(["human", "units", "judge aligns", "human aligns", "p", "judge wins"], rows).map(
      (line) => `  ${line}`,
    ),
    ...(left.length === 0 ? [] : [`  Fewer than ${minimumUnits} units, not tested: ${listNames(left)}.`]),
  ];
}

function basisLines(
  { leftOut }: ComparisonFigures,
  { humans, missing, clusters }: Comparison,
  { cluster, level, weights, seed, ...names }: Asked,
): string[] {
  const drawn = `${describeClusters(clusters, cluster, seed)}${hasShared(clusters) ? " The t tests are over them too." : ""}`;
  const who = `${countOf(names.humans.length, "human")} (${listNames(names.humans)}) and the judge ${quoteName(names.judge)}`;
  const out =
    leftOut === null
      ? ""
      : ` Left out of accuracy, kappa and classes: ${formatCount(leftOut.tied)} with a tied majority, ${formatCount(leftOut.withoutHuman)} without a human, ${formatCount(leftOut.withoutJudge)} without the judge.`;
  return [
    `${countOf(humans.units, "unit")}, ${who}; ${countOf(missing.humans, "missing label")} of the humans, ${formatCount(missing.judge)} of the judge.${out}`,
    `Labels: ${describeLabels(humans.categories)}; level ${level}, ${weights === "unweighted" ? weights : `${weights} weights`}. ${drawn}`,
  ];
}

const withGap = (lines: readonly string[]) => (lines.length > 0 ? [...lines, ""] : []);

/** Units on which the judge was tuned, and that they do not count. */
function tuningLines({ isForTuning = [] }: Comparison): string[] {
  const tuned = isForTuning.filter(Boolean).length;
  if (tuned === 0) return [];
  const rest = formatCount(isForTuning.length - tuned);
  return [
    `${formatCount(tuned)} of ${countOf(isForTuning.length, "unit")} served to tune the judge's prompt: its figures and those of baselines are on the other ${rest}.`,
  ];
}

/** May the judge replace people, and everything that was weighed for it. */
function verdictLines({ verdict }: ComparisonFigures, judge: string): string[] {
  if (!verdict.defined) return [`No verdict on ${quoteName(judge)}: ${verdict.because}.`];
  return [
    describeVerdict(quoteName(judge), verdict.value),
    ...alignColumns(["asked for", "met", "found"], listVerdict(verdict.value)).map((line) => `  ${line}`),
  ];
}

const besideOf = (row: BaselineRow): string[] =>
  row.sameReferences.defined
    ? [
        cellOf(defined(row.sameReferences.value.judge)),
        cellOf(row.sameReferences.value.judgeKappa),
        cellOf(defined(row.sameReferences.value.difference)),
      ]
    : ["-", "-", "-"];

/** Judges that need no model, beside the humans as the judge is, and the human whom the judge is most like. */
function baselineLines({ baselines, nearest }: ComparisonFigures, judge: string): string[] {
  const rows = baselines.map((row) => [
    ...[nameBaseline(row), ...besideOf(row)],
    ...[row.majority.defined ? cellOf(defined(row.majority.value.accuracy)) : "-", describeBaseline(row)],
  ]);
  const columns = ["baseline", "agrees with the other humans", "kappa", "minus a human", "accuracy", "what it does"];
  return [
    ...(nearest ? [`The human most like ${quoteName(judge)}: it ${describeLikeness(nearest)}.`] : []),
    ...(rows.length > 0 ? alignColumns(columns, rows) : []),
  ];
}

/** A comparison for people. */
export const describeComparison = (figures: ComparisonFigures, comparison: Comparison, asked: Asked): string[] => [
  ...withGap([...comparison.notes, ...describeFolding(comparison.folding)]),
  ...verdictLines(figures, asked.judge),
  ...tuningLines(comparison),
  "",
  ...measuredLines(figures.measured),
  "",
  ...baselineLines(figures, asked.judge),
  ...classLines(figures, asked.judge),
  ...rateLines(figures, asked),
  "",
  ...testLines(figures, asked.humans),
  "",
  ...basisLines(figures, comparison, asked),
];
