"use client";

import { ChartFrame } from "@/components/charts/chart-frame";
import { HeatMap } from "@/components/charts/heat-map";
import { countOf, formatCount, formatPercent } from "@/lib/format-number";
import type { Comparison } from "@/lib/measure/two-columns";

type ConfusionChartProps = {
  comparison: Comparison;
  labels: readonly string[];
  judge: string;
  /** What rows are: "People's majority", "Truth". */
  reference: string;
  name: string;
};

/** The most frequent confusion, in words. */
function describeConfusion(
  { confusion, n, accuracy }: Comparison,
  names: readonly string[],
  judge: string,
  reference: string,
) {
  const hits = `${judge} says the same as ${reference} on ${formatCount(Math.round(accuracy.value * n))} of ${countOf(n, "item")}`;
  const wrong = confusion.counts.flatMap((row, from) =>
    row.flatMap((count, to) => (from === to ? [] : [{ count, from, to }])),
  );
  const most = wrong.sort((a, b) => b.count - a.count)[0];
  if (!most || most.count === 0) return `${hits}.`;
  return `${hits}; most often wrong: “${names[most.to]}” where it is “${names[most.from]}” (${countOf(most.count, "time")}).`;
}

/** Which answers a judge gives where the reference says what: counts, tinted by their share of the row. */
export function ConfusionChart({ comparison, labels, judge, reference, name }: ConfusionChartProps) {
  const { categories, counts } = comparison.confusion;
  const names = categories.map((category) => labels[category] ?? "");
  const cells = counts.flatMap((row, from) => {
    const total = row.reduce((sum, count) => sum + count, 0);
    return row.map((count, to) => ({
      row: from,
      column: to,
      text: count.toLocaleString("en"),
      value: total === 0 ? null : count / total,
      units: total,
      isOutlined: from === to,
      detail: count === 0 ? undefined : formatPercent(count / total),
      title: `${reference}: ${names[from]}. ${judge}: ${names[to]}. ${count} of ${total}.`,
    }));
  });
  return (
    <ChartFrame
      name={name}
      finding={describeConfusion(comparison, names, judge, reference.toLowerCase())}
      note="Counts, and their share of the row: the stronger, the more of it; rows of fewer than ten items are paler. Outlined: both say the same."
      chartData={{
        columns: [reference, "judge", "items"],
        rows: counts.flatMap((row, from) => row.map((count, to) => [names[from] ?? "", names[to] ?? "", count])),
      }}
    >
      <HeatMap rows={names} columns={names} cells={cells} scale="rate" rowAxis={reference} columnAxis={judge} />
    </ChartFrame>
  );
}
