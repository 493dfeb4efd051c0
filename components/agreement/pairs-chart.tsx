"use client";

import { estimateCells } from "@/components/charts/chart-data";
import { ChartFrame } from "@/components/charts/chart-frame";
import { HeatMap } from "@/components/charts/heat-map";
import { Histogram } from "@/components/charts/histogram";
import { describePairs } from "@/lib/analysis/agreement/describe";
import type { PairCell, PairsView } from "@/lib/analysis/agreement/pairs-view";
import { formatCoefficient, formatEstimate } from "@/lib/format-number";

function cellText({ kappa, units }: PairCell) {
  if (kappa.defined) {
    const bare = formatCoefficient(kappa.value.value);
    return {
      text: bare,
      detail: `n ${units}`,
      full: `${formatEstimate(kappa.value, "coefficient")} on ${units} shared items`,
    };
  }
  return { text: units === 0 ? "none" : "n/d", detail: `n ${units}`, full: `not defined: ${kappa.because}` };
}

function PairMap({ raters, cells }: Extract<PairsView, { kind: "matrix" }>) {
  const mapped = cells.map((cell) => {
    const { text, detail, full } = cellText(cell);
    // Below the diagonal: a pair stands once.
    return {
      row: cell.second - 1,
      column: cell.first,
      text,
      detail,
      value: cell.kappa.defined ? cell.kappa.value.value : null,
      units: cell.units,
      title: `${raters[cell.first]} and ${raters[cell.second]}: ${full}`,
    };
  });
  return <HeatMap rows={raters.slice(1)} columns={raters.slice(0, -1)} cells={mapped} scale="signed" />;
}

/** Pairs of people: each by itself where they are few, else how their kappas spread. */
export function PairsChart({ view, questionKey }: { view: PairsView; questionKey: string }) {
  const finding = describePairs(view);
  if (view.kind === "refused") return <p className="max-w-[75ch] text-sm">{finding}</p>;
  const name = `pairs-${questionKey}`;
  if (view.kind === "distribution")
    return (
      <ChartFrame
        name={name}
        finding={finding}
        note="With more than 12 people a map of pairs would be noise. Each bar is .1 wide."
        chartData={{
          columns: ["from", "to", "pairs"],
          rows: view.bins.map(({ low, high, pairs }) => [low, high, pairs]),
        }}
      >
        <Histogram
          bins={view.bins.map(({ low, high, pairs }) => ({ low, high, count: pairs }))}
          counted="Pairs of people"
          axis="Cohen's kappa"
        />
      </ChartFrame>
    );
  return (
    <ChartFrame
      name={name}
      finding={finding}
      note="Blue is agreement beyond chance, brown below it; pairs that share fewer than ten items are paler. n is how many items the two share; the interval is in the table and on hover."
      chartData={{
        columns: ["first", "second", "kappa", "low", "high", "shared items", "not defined because"],
        rows: view.cells.map(({ first, second, kappa, units }) => [
          ...[view.raters[first] ?? "", view.raters[second] ?? "", ...estimateCells(kappa), units],
          kappa.defined ? null : kappa.because,
        ]),
      }}
    >
      <PairMap {...view} />
    </ChartFrame>
  );
}
