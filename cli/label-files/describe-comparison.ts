import { countOf, formatCount } from "@/lib/format-number";
import type { Level } from "@/lib/stats/agreement/disagreement";
import type { Category } from "@/lib/stats/coded-ratings";
import { type Defined, defined } from "@/lib/stats/defined";
import type { AlternativeAnnotatorTest } from "@/lib/stats/judges/alternative-annotator-test";
import { alignColumns } from "../output";
import { describeFolding } from "./describe-folding";
import { describeLabels, listNames, quoteName } from "./list-names";
import type { ComparisonFigures, LabelRate } from "./measure-comparison";
import { describeInterval, type Estimated, listReasons, measuredLines, three } from "./measured";
import type { Comparison } from "./read-comparison-file";
import type { WeightName } from "./scale";

/** What the figures were asked for with. */
type Asked = {
  humans: readonly string[];
  judge: string;
  cluster: string | null;
  level: Level;
  weights: WeightName;
  seed: number;
};

type Rate = { value: number; interval: { low: number; high: number } };

const rateCell = (rate: Defined<Rate>) =>
  rate.defined ? `${three(rate.value.value)} ${describeInterval(rate.value.interval)}` : "-";

const categoryText = (category: Category) => quoteName(String(category));

function classLines({ classes }: ComparisonFigures): string[] {
  if (!classes.defined) return [];
  const rows = classes.value.map(({ category, support, given, sensitivity, precision, f1 }) => [
    ...[categoryText(category), formatCount(support), formatCount(given)],
    ...[rateCell(sensitivity), rateCell(precision), rateCell(f1)],
  ]);
  return ["", ...alignColumns(["class", "by humans", "by the judge", "recall", "precision", "F1"], rows)];
}

function estimatedCell(rate: Estimated): string {
  if (!rate.defined) return "-";
  const { value, interval } = rate.value;
  return interval.defined ? rateCell(defined({ value, interval: interval.value })) : three(value);
}

const methodOf = (rate: Estimated) =>
  rate.defined && rate.value.interval.defined ? rate.value.interval.value.method : null;

/** Which labels' corrected rates have another interval than the bootstrap, and why. */
function exactLines(rates: readonly LabelRate[]): string[] {
  const exact = rates.filter(({ corrected }) => methodOf(corrected)?.startsWith("Lang-Reiczigel"));
  const [first] = exact;
  const isDrawn = rates.some(({ corrected }) => methodOf(corrected)?.startsWith("bootstrap"));
  if (!first) return isDrawn ? ["Corrected rates have a bootstrap interval."] : [];
  const names = listNames(exact.map(({ category }) => String(category)));
  return [
    `Corrected rates${isDrawn ? " have a bootstrap interval; " : ", "}${names}: ${methodOf(first.corrected)}, because the judge's sensitivity or specificity is exactly 0 or 1 there.`,
  ];
}

function rateLines({ rates }: ComparisonFigures): string[] {
  if (rates.length === 0) return [];
  const rows = rates.map(({ category, judged, humans, judge, corrected }) => [
    ...[categoryText(category), estimatedCell(humans), estimatedCell(judge), estimatedCell(corrected)],
    formatCount(judged),
  ]);
  const named = rates.flatMap(({ category, humans, judge, corrected }) => [
    { name: `Rate of ${categoryText(category)} by humans`, result: humans },
    { name: `Rate of ${categoryText(category)} by the judge`, result: judge },
    { name: `Corrected rate of ${categoryText(category)}`, result: corrected },
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

/** The test asks for three humans: with fewer a winning rate of a half is one person's word. */
const fewestTested = 3;

const describePass = ({ raters }: AlternativeAnnotatorTest) =>
  raters.length >= fewestTested
    ? "(.500 or more passes)"
    : `(no pass or fail: ${countOf(raters.length, "human")} tested, and it needs three)`;

function testLines({ test }: ComparisonFigures, humans: readonly string[]): string[] {
  if (!test.defined) return [`Alternative-annotator test: not defined: ${test.because}.`];
  const { winningRate, advantageProbability, epsilon, raters, ratersLeftOut, unitsLeftOut } = test.value;
  const rows = raters.map(({ rater, units, judgeAdvantage, humanAdvantage, p, isWon }) => [
    ...[quoteName(humans[rater] ?? ""), formatCount(units), three(judgeAdvantage), three(humanAdvantage)],
    ...[p.defined ? describeP(p.value) : "-", isWon ? "yes" : "no"],
  ]);
  const left = ratersLeftOut.map((rater) => humans[rater] ?? "");
  return [
    `Alternative-annotator test, epsilon ${epsilon}: winning rate ${three(winningRate)} ${describePass(test.value)}, advantage probability ${three(advantageProbability)}. ${countOf(unitsLeftOut, "unit")} left out.`,
    ...alignColumns(["human", "units", "judge aligns", "human aligns", "p", "judge wins"], rows).map(
      (line) => `  ${line}`,
    ),
    ...(left.length === 0 ? [] : [`  Fewer than 30 units, not tested: ${listNames(left)}.`]),
  ];
}

function basisLines(
  { leftOut }: ComparisonFigures,
  { humans, missing }: Comparison,
  { cluster, level, weights, seed, ...names }: Asked,
): string[] {
  const drawn =
    cluster === null
      ? "Intervals take units as independent (--cluster names what they share); a bootstrap is over units."
      : `Intervals resample whole values of ${cluster}; Wilson's, of classes, and the t tests take units as independent.`;
  const who = `${countOf(names.humans.length, "human")} (${listNames(names.humans)}) and the judge ${quoteName(names.judge)}`;
  const out =
    leftOut === null
      ? ""
      : ` Left out of accuracy, kappa and classes: ${formatCount(leftOut.tied)} with a tied majority, ${formatCount(leftOut.withoutHuman)} without a human, ${formatCount(leftOut.withoutJudge)} without the judge.`;
  return [
    `${countOf(humans.units, "unit")}, ${who}; ${countOf(missing.humans, "missing label")} of the humans, ${formatCount(missing.judge)} of the judge.${out}`,
    `Labels: ${describeLabels(humans.categories)}; level ${level}, ${weights === "unweighted" ? weights : `${weights} weights`}. ${drawn} Seed ${seed}.`,
  ];
}

const withGap = (lines: readonly string[]) => (lines.length > 0 ? [...lines, ""] : []);

/** A comparison for people. */
export const describeComparison = (figures: ComparisonFigures, comparison: Comparison, asked: Asked): string[] => [
  ...withGap([...comparison.notes, ...describeFolding(comparison.folding)]),
  ...measuredLines(figures.measured),
  ...classLines(figures),
  ...rateLines(figures),
  "",
  ...testLines(figures, asked.humans),
  "",
  ...basisLines(figures, comparison, asked),
];
