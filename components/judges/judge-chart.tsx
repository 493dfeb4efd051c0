"use client";

import { estimateCells } from "@/components/charts/chart-data";
import { ChartFrame } from "@/components/charts/chart-frame";
import { DotWhisker } from "@/components/charts/dot-whisker";
import { describeIntervals } from "@/lib/analysis/agreement/describe";
import { describeJudges, describeReferences } from "@/lib/analysis/judges/describe";
import { nameBaseline } from "@/lib/analysis/judges/describe-baselines";
import type { JudgeFigures } from "@/lib/analysis/judges/figures";
import type { JudgeRow } from "@/lib/analysis/judges/row";
import { countOf } from "@/lib/format-number";
import type { Estimate } from "@/lib/measure/estimate";
import type { Comparison } from "@/lib/measure/two-columns";
import { type Defined, defined, undefinedBecause } from "@/lib/stats/defined";

const peopleName = "People";

function figureCells({ sameReferences: same, majority, each }: Pick<JudgeRow, "sameReferences" | "majority" | "each">) {
  const at = <T, K extends keyof T>(figures: Defined<T>, key: K) => (figures.defined ? figures.value[key] : null);
  const estimateOf = <T, K extends keyof T>(figures: Defined<T>, key: K) =>
    figures.defined ? defined(figures.value[key]) : figures;
  return [
    ...[
      at(same, "comparisons"),
      ...estimateCells(estimateOf(same, "judge")),
      ...estimateCells(estimateOf(same, "people")),
    ],
    ...[...estimateCells(estimateOf(same, "difference"))],
    ...estimateCells(same.defined ? same.value.judgeKappa : same),
    ...estimateCells(same.defined ? same.value.peopleKappa : same),
    ...[at(majority, "n"), ...estimateCells(estimateOf(majority, "accuracy"))],
    ...estimateCells(majority.defined ? majority.value.kappa : majority),
    ...estimateCells(weightedOf(majority)),
    ...[at(each, "n"), ...estimateCells(estimateOf(each, "accuracy"))],
    ...estimateCells(each.defined ? each.value.kappa : each),
    ...estimateCells(weightedOf(each)),
  ];
}

const noScale = undefinedBecause("answers are no scale");
const weightedOf = (comparison: Defined<Comparison>): Defined<Estimate> =>
  comparison.defined ? (comparison.value.weightedKappa ?? noScale) : comparison;

const three = (name: string) => [name, `${name} low`, `${name} high`];
const figureColumns = [
  ...["same references n", ...three("judge agreement"), ...three("people agreement"), ...three("difference")],
  ...[...three("judge kappa"), ...three("people kappa")],
  ...["majority n", ...three("majority accuracy"), ...three("majority kappa"), ...three("majority quadratic kappa")],
  ...["labels n", ...three("label accuracy"), ...three("label kappa"), ...three("label quadratic kappa")],
];

/** Each judge and the people, against the very same references. */
export function JudgeChart({ figures }: { figures: JudgeFigures }) {
  const { rows, ceiling, baselines, over, question } = figures;
  const ceilingRow = {
    id: "people",
    label: "People (ceiling)",
    marks: [null, ceiling.defined ? defined(ceiling.value.agreement) : ceiling],
    n: ceiling.defined ? countOf(ceiling.value.comparisons, "label") : undefined,
    because: ceiling.defined ? undefined : `Not defined: ${ceiling.because}`,
  };
  const listed = [...rows, ...baselines.map((own) => ({ ...own, id: own.key, name: nameBaseline(own) }))];
  const judgeRows = listed.map(({ id, name, sameReferences: same }) => ({
    id,
    label: name,
    marks: same.defined ? [defined(same.value.judge), defined(same.value.people)] : [same, same],
    n: same.defined ? countOf(same.value.comparisons, "label") : undefined,
    because: same.defined ? undefined : `Not defined: ${same.because}`,
  }));
  return (
    <ChartFrame
      name={`judges-${question.key}`}
      finding={describeJudges(figures)}
      note={`${describeReferences()} ${describeIntervals(over)}.`}
      chartData={{
        columns: [
          "who",
          "asked",
          "answered",
          "unparsed",
          "off the scale",
          "missing",
          "without an answer",
          ...figureColumns,
        ],
        rows: [
          ...rows.map((row) => [
            ...[
              row.name,
              row.asked,
              row.answered,
              row.tally.unparsed,
              row.tally.offScale,
              row.tally.missing,
              row.silent,
            ],
            ...figureCells(row),
          ]),
          ...baselines.map((row) => [
            ...[nameBaseline(row), row.units, row.units, null, null, null, null],
            ...figureCells(row),
          ]),
        ],
      }}
    >
      <DotWhisker
        rows={[ceilingRow, ...judgeRows]}
        series={["Judge", `${peopleName}, same references`]}
        format="percent"
        axis="Agreement with the majority of the other people"
      />
    </ChartFrame>
  );
}
