"use client";

import { estimateCells } from "@/components/charts/chart-data";
import { ChartFrame } from "@/components/charts/chart-frame";
import { DotWhisker } from "@/components/charts/dot-whisker";
import { describeIntervals } from "@/lib/analysis/agreement/describe";
import { describeStandIns, describeWon } from "@/lib/analysis/judges/describe-stand-in";
import type { JudgeFigures } from "@/lib/analysis/judges/figures";
import type { JudgeRow } from "@/lib/analysis/judges/row";
import { formatCoefficient } from "@/lib/format-number";
import { type Defined, defined } from "@/lib/stats/defined";

/** The test beside the human ceiling on the same references, as cells of the table. */
function standInCells({ standIn, sameReferences: same }: JudgeRow) {
  const of = <T, K extends keyof T>(figures: Defined<T>, key: K) =>
    figures.defined ? defined(figures.value[key]) : figures;
  const test = standIn.defined ? standIn.value : null;
  return [
    ...[test?.epsilon ?? null, test?.people.length ?? null, test?.people.filter(({ isWon }) => isWon).length ?? null],
    ...[test?.winningRate ?? null, test?.winningInterval.low ?? null, test?.winningInterval.high ?? null],
    ...estimateCells(of(standIn, "advantage")),
    ...[...estimateCells(of(same, "judge")), ...estimateCells(of(same, "people"))],
    standIn.defined ? null : standIn.because,
  ];
}

const columns = [
  ...[
    "who",
    "epsilon",
    "people tested",
    "people won",
    "omega",
    "omega low",
    "omega high",
    "rho",
    "rho low",
    "rho high",
  ],
  ...["judge agreement", "judge low", "judge high", "human ceiling", "ceiling low", "ceiling high"],
  "not tested because",
];

/** More rows than these are in the table. */
const mostShown = 20;

/** The alternative-annotator test of every judge: how often it aligns at least as well as the person it would replace. */
export function StandInChart({ figures, epsilonRecord }: { figures: JudgeFigures; epsilonRecord: string }) {
  const { rows, over, question, epsilon } = figures;
  // Without a test there is nothing to draw: the words say why.
  if (rows.every(({ standIn }) => !standIn.defined))
    return <p className="max-w-[75ch] text-sm">{describeStandIns(rows)}</p>;
  return (
    <ChartFrame
      name={`stand-in-${question.key}`}
      finding={describeStandIns(rows)}
      note={`${describeIntervals(over)}. Each person is left out in turn; judge and person are held against the others item by item, and a tie favours both. The judge wins against a person where a one-sided t test, adjusted after Benjamini and Yekutieli, shows that the person's advantage is less than the judge's plus epsilon ${formatCoefficient(epsilon)} (${epsilonRecord}). Its t tests are over ${over.by}. The interval of omega is exact and over people, who are few. This test alone is no verdict: a judge that always gives the common answer can pass where the others are rare, so look at what it misses below. The paper passes a judge from omega .50 on, with three people or more and 30 items each.`}
      chartData={{ columns, rows: rows.map((row) => [row.name, ...standInCells(row)]) }}
    >
      <DotWhisker
        rows={rows.slice(0, mostShown).map(({ id, name, standIn }) => ({
          id,
          label: name,
          marks: [standIn.defined ? defined(standIn.value.advantage) : standIn],
          n: standIn.defined ? `won ${describeWon(standIn.value)}` : undefined,
          because: standIn.defined ? undefined : `Not tested: ${standIn.because}`,
        }))}
        format="percent"
        axis="Aligns at least as well as a person (rho)"
      />
    </ChartFrame>
  );
}
