"use client";

import { estimateCells } from "@/components/charts/chart-data";
import { ChartFrame } from "@/components/charts/chart-frame";
import { DotWhisker } from "@/components/charts/dot-whisker";
import {
  describeAgreement,
  describeIntervals,
  leadingCoefficient,
  sayEstimate,
} from "@/lib/analysis/agreement/describe";
import type { AgreementFigures } from "@/lib/analysis/agreement/figures";
import { countOf } from "@/lib/format-number";

/** Every question's leading coefficient, one below the other. */
export function QuestionChart({ questions }: { questions: readonly AgreementFigures[] }) {
  const rows = questions.map((figures) => {
    const { name, estimate } = leadingCoefficient(figures);
    return {
      id: figures.question.key,
      label: figures.question.text,
      marks: [estimate],
      n: `${countOf(figures.counts.pairableItems, "item")}, ${countOf(figures.counts.skips, "skip")}`,
      because: estimate.defined ? undefined : `Not defined: ${estimate.because}`,
      name,
      estimate,
      counts: figures.counts,
    };
  });
  const best = rows
    .flatMap((row) => (row.estimate.defined ? [{ ...row, value: row.estimate.value.value }] : []))
    .sort((a, b) => b.value - a.value);
  const [first, last] = [best[0], best.at(-1)];
  const [only, another] = questions;
  const finding =
    first && last && first !== last
      ? `People agree most on “${first.label}” (${sayEstimate(first.estimate)}) and least on “${last.label}” (${sayEstimate(last.estimate)}).`
      : only && !another
        ? describeAgreement(only)
        : "How far people agree beyond chance, question by question.";
  const over = questions[0]?.over;
  return (
    <ChartFrame
      name="agreement-by-question"
      finding={finding}
      note={
        over &&
        `${describeIntervals(over)}. Alpha is ordinal on scales and nominal elsewhere; where options are the item's own, agreement beyond 1/N.`
      }
      chartData={{
        columns: [
          "question",
          "coefficient",
          "value",
          "low",
          "high",
          "items",
          "labels",
          "people",
          "pairs of labels",
          "skips",
        ],
        rows: rows.map(({ id, name, estimate, counts }) => [
          ...[id, name, ...estimateCells(estimate)],
          ...[counts.pairableItems, counts.labels, counts.raters, counts.pairs, counts.skips],
        ]),
      }}
    >
      <DotWhisker rows={rows} format="coefficient" axis="Agreement beyond chance" />
    </ChartFrame>
  );
}
