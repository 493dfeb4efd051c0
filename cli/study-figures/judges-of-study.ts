import { describeIntervals, describeRule, describeTally } from "@/lib/analysis/agreement/describe";
import {
  describeAnswers,
  describeJudgesLeftOut,
  describeReferences,
  describeTies,
} from "@/lib/analysis/judges/describe";
import { describeStandIns } from "@/lib/analysis/judges/describe-stand-in";
import type { JudgeFigures } from "@/lib/analysis/judges/figures";
import type { JudgeRow } from "@/lib/analysis/judges/row";
import { listTruthLines } from "@/lib/analysis/judges/truth-lines";
import { describeLeftOut } from "@/lib/counting/headline";
import { countOf, formatCount, formatEstimate, formatInterval, formatPoints } from "@/lib/format-number";
import type { Estimate } from "@/lib/measure/estimate";
import type { Comparison } from "@/lib/measure/two-columns";
import { hasDistances } from "@/lib/questions/scale";
import type { Defined } from "@/lib/stats/defined";
import { alignColumns } from "../output";
import type { Context } from "../with-database";
import { judgeTables } from "./judge-tables";
import { readStudyFigures, type StudyOptions } from "./read-study-figures";

/** `grata judges --study`: what the judges page says of each question that a judge has answered. */
export async function judgesOfStudy({ output }: Context, given: StudyOptions) {
  const { measureJudges } = await import("@/lib/analysis/judges/figures");
  const { table, questions, filter, about, lines } = await readStudyFigures(given);
  const figures = questions.map((own) => {
    output.progress(`Measuring ${own.key}`);
    return measureJudges(table, own, filter);
  });
  output.result({ ...about, questions: figures }, [...lines, ...figures.flatMap(describeFigures)]);
}

const percent = (estimate: Estimate) => formatEstimate(estimate, "percent");
const coefficient = (estimate: Defined<Estimate>) =>
  estimate.defined ? formatEstimate(estimate.value, "coefficient") : "-";

/** n, accuracy and kappa, or why there are none. */
const comparisonCells = (figures: Defined<Comparison>): string[] =>
  figures.defined
    ? [
        ...[formatCount(figures.value.n), percent(figures.value.accuracy)],
        coefficient(figures.value.weightedKappa ?? figures.value.kappa),
      ]
    : ["", `not defined: ${figures.because}`, ""];

function besideCells({ sameReferences: same }: JudgeRow): string[] {
  if (!same.defined) return ["", `not defined: ${same.because}`, "", "", ""];
  const { comparisons, judge, judgeKappa, people, difference } = same.value;
  const interval = difference.interval.defined ? ` ${formatInterval(difference.interval.value, "points")}` : "";
  return [
    ...[formatCount(comparisons), percent(judge), coefficient(judgeKappa)],
    ...[`${formatPoints(difference.value)}${interval}`, percent(people)],
  ];
}

const nameOf = ({ name, promptVersion }: JudgeRow) => (promptVersion ? `${name} (prompt ${promptVersion})` : name);

function ceilingCells({ ceiling, counts }: JudgeFigures): string[] {
  const own = ceiling.defined
    ? [formatCount(ceiling.value.comparisons), percent(ceiling.value.agreement), coefficient(ceiling.value.kappa), "0"]
    : ["", `not defined: ${ceiling.because}`, "", ""];
  return ["People (ceiling)", ...own, "", `${countOf(counts.labels, "label")} on ${countOf(counts.items, "item")}`];
}

/** The tables of the page: the same references for judge and people, the majority and every single label, the truth. */
function listTables(figures: JudgeFigures): string[] {
  const kappa = hasDistances(figures.scale.kind) ? "kappa, quadratic" : "kappa";
  const { rows } = figures;
  const truths = listTruthLines(figures);
  const labels = ["labels", "agree with the other people", kappa, "points beside people", "people there", "answers"];
  const both = ["majority n", "accuracy", kappa, "single labels n", "accuracy", kappa];
  return [
    ...alignColumns(
      ["who", ...labels],
      [ceilingCells(figures), ...rows.map((row) => [nameOf(row), ...besideCells(row), describeAnswers(row)])],
    ),
    "",
    ...alignColumns(
      ["who", ...both],
      rows.map((row) => [nameOf(row), ...comparisonCells(row.majority), ...comparisonCells(row.each)]),
    ),
    ...(truths.length > 0 ? [""] : []),
    ...alignColumns(
      ["against the truth", "n", "accuracy", kappa],
      truths.map(({ name, truth }) => [name, ...comparisonCells(truth)]),
    ),
  ];
}

/** What the figures count, leave out and resample. */
function listBasis({ rule, leftOut, judgesLeftOut, tally, ties, isDecisive, over }: JudgeFigures): string[] {
  const noValues = describeTally(tally);
  return [
    `${describeRule(rule)} ${describeLeftOut(leftOut)}${noValues === "" ? "" : ` No values: ${noValues}.`} ${describeJudgesLeftOut(judgesLeftOut)}`,
    `${describeTies(ties)}${isDecisive ? " Decisive only: answers that say tie are left out on both sides." : ""} ${describeReferences()} ${describeIntervals(over)}.`,
  ];
}

function describeFigures(figures: JudgeFigures): string[] {
  const { question, rows } = figures;
  const title = `${question.key}: ${question.text}`;
  if (rows.every(({ kind }) => kind === "truth")) return [title, "  No judge has labels for this question.", ""];
  const judges = rows.filter(({ kind }) => kind !== "truth");
  const own = [
    ...listTables(figures),
    ...rows.flatMap((row) => judgeTables(nameOf(row), row)),
    "",
    describeStandIns(judges),
    ...listBasis(figures),
  ];
  return [title, ...own.map((line) => (line === "" ? "" : `  ${line}`)), ""];
}
