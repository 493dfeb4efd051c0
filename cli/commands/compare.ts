import type { Command } from "commander";
import type { Category } from "@/lib/stats/coded-ratings";
import { type Defined, defined } from "@/lib/stats/defined";
import { readSeed } from "../label-files/agreement-of-file";
import { type ComparisonFigures, measureComparison } from "../label-files/measure-comparison";
import { type Measured, measuredCells, measuredHeadings, measuredJson, three } from "../label-files/measured";
import { requireDistinct } from "../label-files/named-columns";
import { listComparedColumns, readComparisonFile } from "../label-files/read-comparison-file";
import { readScale, type ScaleOptions, scaleHelp } from "../label-files/scale";
import { splitList } from "../label-files/split-list";
import { alignColumns, type Output } from "../output";
import { UsageError } from "../usage-error";
import { withOutput } from "../with-output";

type Options = ScaleOptions & {
  human: string;
  judge: string;
  unit?: string;
  cluster?: string;
  epsilon: string;
  seed: string;
};

const help = `
A row is one unit, with a column for each human and one for the judge. Opens no database.

The judge is held against the untied majority of the humans (accuracy, kappa, classes), then beside a human against the majority of
the other humans, on the same labels (the ceiling, two others at least), and in the alternative-annotator test, which forgives it
--epsilon: fix that before you look. Humans with fewer than 30 units are left out of the test. How common the judge finds each label is
corrected for its errors (Rogan and Gladen), over every row it labeled, those without a human too; on a scale its bias and correlations
are against the mean of the humans.
${scaleHelp}`;

export function registerCompare(program: Command) {
  program
    .command("compare")
    .description("a judge against people, from a file of labels")
    .argument("<file>", "CSV, JSON Lines, JSON or Parquet")
    .requiredOption("--human <columns>", "the humans' columns, with commas")
    .requiredOption("--judge <column>", "the judge's column")
    .option("--unit <column>", "what was labeled: a unit with two rows is refused")
    .option("--cluster <column>", "what units share (a prompt): intervals resample it whole")
    .option("--level <level>", "what kind of labels", "nominal")
    .option("--weights <name>", "how far two labels agree")
    .option("--order <labels>", "labels from lowest to highest, with commas")
    .option("--missing <texts>", "what stands for no label, with commas")
    .option("--epsilon <share>", "what the judge is forgiven in the alternative-annotator test", "0.2")
    .option("--seed <number>", "of the bootstrap", "1")
    .addHelpText("after", help)
    .action(withOutput(compareFile));
}

function readEpsilon(typed: string): number {
  const epsilon = Number(typed);
  if (typed.trim() !== "" && epsilon >= 0 && epsilon < 1) return epsilon;
  throw new UsageError(`--epsilon ${typed}: use a number from 0 to below 1`);
}

function readColumns({ human, judge, ...given }: Options) {
  const humans = splitList(human);
  if (humans.length === 0) throw new UsageError("--human names no column.");
  const [unit, cluster] = [given.unit?.trim() ?? null, given.cluster?.trim() ?? null];
  const columns = { humans, judge: judge.trim(), unit, cluster };
  requireDistinct(listComparedColumns(columns));
  return columns;
}

async function compareFile(output: Output, file: string, options: Options) {
  const [scale, columns] = [readScale(options), readColumns(options)];
  const [seed, epsilon] = [readSeed(options.seed), readEpsilon(options.epsilon)];
  const { humans, judge, cluster } = columns;
  const comparison = await readComparisonFile(file, columns, scale);
  const { level, weights } = scale;
  const figures = measureComparison(comparison, { level, weights, seed, epsilon });
  const { leftOut, classes, rates, test, measured } = figures;
  const { categories, units } = comparison.humans;
  output.result(
    {
      ...{
        file,
        humans,
        judge,
        level,
        weights,
        seed,
        epsilon,
        categories,
        units,
        leftOut,
        missing: comparison.missing,
      },
      coefficients: measured.map(measuredJson),
      classes,
      rates: rates.map(({ category, judged, ...rate }) => ({
        ...{ category, judged },
        ...Object.fromEntries(Object.entries(rate).map(([key, own]) => [key, rateJson(own)])),
      })),
      alternativeAnnotatorTest: namedTest(test, humans),
    },
    describeComparison(figures, humans, units, cluster),
  );
}

/** The test with humans by the names of their columns. */
function namedTest(test: ComparisonFigures["test"], humans: readonly string[]) {
  if (!test.defined) return test;
  const { raters, ratersLeftOut, ...rest } = test.value;
  const named = raters.map(({ rater, ...own }) => ({ human: humans[rater], ...own }));
  return {
    defined: true,
    value: { ...rest, humans: named, humansLeftOut: ratersLeftOut.map((rater) => humans[rater]) },
  };
}

/** A rate for scripts: null where not defined, and why. */
function rateJson(rate: Measured["result"]) {
  if (!rate.defined) return { value: null, interval: null, because: rate.because };
  const { value, interval } = rate.value;
  return {
    value,
    interval: interval.defined ? interval.value : null,
    because: interval.defined ? null : interval.because,
  };
}

type Rate = { value: number; interval: { low: number; high: number } };

const rateCell = (rate: Defined<Rate>) =>
  rate.defined
    ? `${three(rate.value.value)} [${three(rate.value.interval.low)}, ${three(rate.value.interval.high)}]`
    : "-";

const categoryText = (category: Category) => String(category);

function classLines({ classes }: ComparisonFigures): string[] {
  if (!classes.defined) return [];
  const rows = classes.value.map(({ category, support, given, sensitivity, precision, f1 }) => [
    ...[categoryText(category), String(support), String(given)],
    ...[rateCell(sensitivity), rateCell(precision), rateCell(f1)],
  ]);
  return alignColumns(["class", "by humans", "by the judge", "recall", "precision", "F1"], rows);
}

function rateLines({ rates }: ComparisonFigures): string[] {
  if (rates.length === 0) return [];
  const cell = (rate: Measured["result"]) => {
    if (!rate.defined) return "not defined";
    const { value, interval } = rate.value;
    return interval.defined ? rateCell(defined({ value, interval: interval.value })) : three(value);
  };
  const rows = rates.map(({ category, judged, humans, judge, corrected }) => [
    ...[categoryText(category), cell(humans), cell(judge), cell(corrected), String(judged)],
  ]);
  return [
    "",
    ...alignColumns(["label", "rate by humans", "rate by the judge", "corrected rate", "judged units"], rows),
  ];
}

function testLines({ test }: ComparisonFigures, humans: readonly string[]): string[] {
  if (!test.defined) return [`Alternative-annotator test: not defined: ${test.because}.`];
  const { winningRate, advantageProbability, epsilon, raters, ratersLeftOut, unitsLeftOut } = test.value;
  const rows = raters.map(({ rater, units, judgeAdvantage, humanAdvantage, p, isWon }) => [
    ...[humans[rater] ?? "", String(units), three(judgeAdvantage), three(humanAdvantage)],
    ...[p.defined ? p.value.toPrecision(2) : "-", isWon ? "yes" : "no"],
  ]);
  const left = ratersLeftOut.map((rater) => humans[rater]).join(", ");
  return [
    `Alternative-annotator test, epsilon ${epsilon}: winning rate ${three(winningRate)} (.500 or more passes), advantage probability ${three(advantageProbability)}. ${unitsLeftOut} units left out.`,
    ...alignColumns(["human", "units", "judge aligns", "human aligns", "p", "judge wins"], rows).map(
      (line) => `  ${line}`,
    ),
    ...(left === "" ? [] : [`  Fewer than 30 units, not tested: ${left}.`]),
  ];
}

function describeComparison(
  figures: ComparisonFigures,
  humans: readonly string[],
  units: number,
  cluster: string | null,
): string[] {
  const drawn =
    cluster === null
      ? "Intervals take units as independent (--cluster names what they share)."
      : `Intervals resample whole values of ${cluster}; Wilson's, of classes, and the t tests take units as independent.`;
  const { measured, leftOut } = figures;
  const { tied, withoutHuman, withoutJudge } = leftOut;
  return [
    ...alignColumns(measuredHeadings, measured.map(measuredCells)),
    "",
    ...classLines(figures),
    ...rateLines(figures),
    "",
    ...testLines(figures, humans),
    "",
    `${units.toLocaleString("en")} units. Left out of accuracy, kappa and classes: ${tied} with a tied majority, ${withoutHuman} without a human, ${withoutJudge} without the judge. ${drawn}`,
  ];
}
