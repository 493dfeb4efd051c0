import { describeIntervals, describeRule, describeTally } from "@/lib/analysis/agreement/describe";
import type { Printed } from "@/lib/analysis/analysis";
import {
  describeAnswers,
  describeJudgesLeftOut,
  describeReferences,
  describeTies,
} from "@/lib/analysis/judges/describe";
import { describeBaseline, describeBesideBaselines, nameBaseline } from "@/lib/analysis/judges/describe-baselines";
import { describePanel } from "@/lib/analysis/judges/describe-panel";
import { describeInPlace, describeStandIns } from "@/lib/analysis/judges/describe-stand-in";
import type { JudgeFigures } from "@/lib/analysis/judges/figures";
import { nameOf } from "@/lib/analysis/judges/judge-names";
import { judgeTables } from "@/lib/analysis/judges/judge-tables";
import type { JudgeRow } from "@/lib/analysis/judges/row";
import { listTruthLines } from "@/lib/analysis/judges/truth-lines";
import { listTuningLines } from "@/lib/analysis/judges/tuning";
import { describeLeftOut } from "@/lib/counting/headline";
import { countOf, formatCount, formatEstimate, formatInterval, formatPoints } from "@/lib/format-number";
import { listKinLines } from "@/lib/judges/model-family";
import type { Estimate } from "@/lib/measure/estimate";
import type { Comparison } from "@/lib/measure/two-columns";
import { describeVerdict, listVerdict } from "@/lib/measure/verdict/describe-verdict";
import { hasDistances } from "@/lib/questions/scale";
import type { Defined } from "@/lib/stats/defined";

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

function besideCells({ sameReferences: same }: Pick<JudgeRow, "sameReferences">): string[] {
  if (!same.defined) return ["", `not defined: ${same.because}`, "", "", ""];
  const { comparisons, judge, judgeKappa, people, difference } = same.value;
  const interval = difference.interval.defined ? ` ${formatInterval(difference.interval.value, "points")}` : "";
  return [
    ...[formatCount(comparisons), percent(judge), coefficient(judgeKappa)],
    ...[`${formatPoints(difference.value)}${interval}`, percent(people)],
  ];
}

function ceilingCells({ ceiling, counts }: JudgeFigures): string[] {
  const own = ceiling.defined
    ? [formatCount(ceiling.value.comparisons), percent(ceiling.value.agreement), coefficient(ceiling.value.kappa), "0"]
    : ["", `not defined: ${ceiling.because}`, "", ""];
  return ["People (ceiling)", ...own, "", `${countOf(counts.labels, "label")} on ${countOf(counts.items, "item")}`];
}

/** The tables of the page: the same references for judge and people, the majority and every single label, the truth. */
function listTables(figures: JudgeFigures): Printed[] {
  const kappa = hasDistances(figures.scale.kind) ? "kappa, quadratic" : "kappa";
  const { rows, baselines } = figures;
  const truths = listTruthLines(figures);
  const labels = ["labels", "agree with the other people", kappa, "points beside people", "people there", "answers"];
  const both = ["majority n", "accuracy", kappa, "single labels n", "accuracy", kappa];
  return [
    {
      columns: ["who", ...labels],
      rows: [
        ceilingCells(figures),
        ...rows.map((row) => [
          ...[nameOf(row), ...besideCells(row)],
          [describeAnswers(row), ...describeBesideBaselines(row)].join("; "),
        ]),
        ...baselines.map((row) => [nameBaseline(row), ...besideCells(row), describeBaseline(row)]),
      ],
    },
    "",
    {
      columns: ["who", ...both],
      rows: [
        ...rows.map((row) => [nameOf(row), ...comparisonCells(row.majority), ...comparisonCells(row.each)]),
        ...baselines.map((row) => [nameBaseline(row), ...comparisonCells(row.majority), ...comparisonCells(row.each)]),
      ],
    },
    ...(truths.length > 0 ? [""] : []),
    {
      columns: ["against the truth", "n", "accuracy", kappa],
      rows: truths.map(({ name, truth }) => [name, ...comparisonCells(truth)]),
    },
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

/** May each judge replace people, with all that was weighed. */
const listVerdicts = (judges: readonly JudgeRow[]): Printed[] =>
  judges.flatMap((row): Printed[] =>
    row.verdict
      ? [
          describeVerdict(nameOf(row), row.verdict),
          { columns: [`${nameOf(row)}: asked for`, "met", "found"], rows: listVerdict(row.verdict) },
        ]
      : [],
  );

/** Who labeled the same items more than once. */
const consistencyTable = ({ consistency }: JudgeFigures): Printed[] =>
  consistency.length === 0
    ? []
    : [
        "",
        {
          columns: ["labeled again", "items", "labels of one, at most", "answer flips", "alpha across runs"],
          rows: consistency.map(({ name, units, runs, flips, alpha }) => [
            ...[name, formatCount(units), formatCount(runs)],
            ...[flips.defined ? percent(flips.value) : "-", coefficient(alpha)],
          ]),
        },
      ];

/** What the judges page says of a question, every judge in full. */
export function printJudges(figures: JudgeFigures): Printed[] {
  const { rows } = figures;
  const judges = rows.filter(({ kind }) => kind !== "truth");
  if (judges.length === 0) return ["No judge has labels for this question.", ...listTuningLines(figures.tuning)];
  return [
    ...listVerdicts(judges),
    ...listTuningLines(figures.tuning),
    ...listKinLines(judges),
    "",
    ...listTables(figures),
    ...consistencyTable(figures),
    ...rows.flatMap((row) => judgeTables(nameOf(row), row)),
    "",
    ...[describePanel(figures.panel)].filter((line) => line !== ""),
    describeStandIns(judges),
    ...judges.map(describeInPlace).filter((line) => line !== ""),
    ...listBasis(figures),
  ];
}
