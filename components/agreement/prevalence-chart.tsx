"use client";

import { ChartFrame } from "@/components/charts/chart-frame";
import { DotWhisker } from "@/components/charts/dot-whisker";
import { describePrevalence } from "@/lib/analysis/agreement/describe";
import type { CategoryShare } from "@/lib/analysis/agreement/figures";
import { countOf } from "@/lib/format-number";
import { defined } from "@/lib/stats/defined";

/** How common each answer is; kappa and alpha are read beside it. */
export function PrevalenceChart({
  prevalence,
  questionKey,
}: {
  prevalence: readonly CategoryShare[];
  questionKey: string;
}) {
  return (
    <ChartFrame
      name={`prevalence-${questionKey}`}
      finding={describePrevalence(prevalence)}
      note="Share of an item's labels, averaged over items, with its 95 % interval. Where one answer dominates, kappa and alpha are low even if people nearly always agree: read AC1 or AC2 beside them."
      chartData={{
        columns: ["answer", "labels", "mean share of an item's labels", "low", "high"],
        rows: prevalence.map(({ label, labels, share: { value, interval } }) => [
          ...[label, labels, value],
          ...(interval.defined ? [interval.value.low, interval.value.high] : [null, null]),
        ]),
      }}
    >
      <DotWhisker
        rows={prevalence.map(({ label, labels, share: { value, interval } }) => ({
          id: label,
          label,
          n: countOf(labels, "label"),
          marks: [defined({ value, interval })],
        }))}
        format="percent"
        axis="Mean share of an item's labels"
      />
    </ChartFrame>
  );
}
