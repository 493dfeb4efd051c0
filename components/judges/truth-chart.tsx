"use client";

import { estimateCells } from "@/components/charts/chart-data";
import { ChartFrame } from "@/components/charts/chart-frame";
import { DotWhisker } from "@/components/charts/dot-whisker";
import { describeIntervals } from "@/lib/analysis/agreement/describe";
import type { JudgeFigures } from "@/lib/analysis/judges/figures";
import { listTruthLines, type TruthLine } from "@/lib/analysis/judges/truth-lines";
import { countOf, formatEstimate, formatPercent } from "@/lib/format-number";
import { defined } from "@/lib/stats/defined";

/** Chance where options are the item's own: the mean of 1/N. */
const chanceOf = (lines: readonly TruthLine[]) =>
  lines.flatMap(({ identification }) => (identification?.defined ? [identification.value.chance] : []))[0];

function describeTruth(lines: readonly TruthLine[], chance: number | undefined): string {
  const parts = lines.flatMap(({ name, truth }) =>
    truth.defined
      ? [
          `${name}: right on ${Math.round(truth.value.accuracy.value * truth.value.n).toLocaleString("en")} of ${truth.value.n.toLocaleString("en")} (${formatEstimate(truth.value.accuracy, "percent")})`,
        ]
      : [],
  );
  if (parts.length === 0) return "Nothing can be held against the truth yet.";
  return `${parts.join("; ")}${chance === undefined ? "" : `; guessing would give ${formatPercent(chance)}`}.`;
}

const three = (name: string) => [name, `${name} low`, `${name} high`];
const scoreColumns = ["with probabilities n", ...["top-2", "mean rank", "brier"].flatMap(three), "ece"];

const accuracyOf = ({ truth }: TruthLine) => (truth.defined ? defined(truth.value.accuracy) : truth);

/** How often people and judges are right, beside chance. */
export function TruthChart({ figures }: { figures: JudgeFigures }) {
  const lines = listTruthLines(figures);
  const chance = chanceOf(lines);
  return (
    <ChartFrame
      name={`truth-${figures.question.key}`}
      finding={describeTruth(lines, chance)}
      note={`${describeIntervals(figures.over)}.`}
      chartData={{
        columns: ["who", "answers", "n", "accuracy", "low", "high", "chance", ...scoreColumns],
        rows: lines.map((line) => {
          const { name, answers, truth, identification } = line;
          const options = identification?.defined ? identification.value : null;
          const scores = options?.probabilities.defined ? options.probabilities.value : null;
          return [
            ...[name, answers, truth.defined ? truth.value.n : null, ...estimateCells(accuracyOf(line))],
            options?.chance ?? null,
            ...(scores
              ? [
                  scores.n,
                  ...[scores.top2, scores.meanRank, scores.brier].flatMap((own) => estimateCells(defined(own))),
                ]
              : new Array<null>(10).fill(null)),
            scores?.ece ?? null,
          ];
        }),
      }}
    >
      <DotWhisker
        rows={lines.map((line) => ({
          id: line.id,
          label: line.name,
          marks: [accuracyOf(line)],
          n: line.truth.defined ? countOf(line.truth.value.n, "answer") : undefined,
          because: line.truth.defined ? undefined : `Not defined: ${line.truth.because}`,
        }))}
        format="percent"
        axis="Share of answers that are right"
        reference={chance === undefined ? undefined : { value: chance, label: "chance" }}
      />
    </ChartFrame>
  );
}
