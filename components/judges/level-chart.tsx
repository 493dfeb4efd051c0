"use client";

import { estimateCells } from "@/components/charts/chart-data";
import { ChartFrame } from "@/components/charts/chart-frame";
import { DotWhisker } from "@/components/charts/dot-whisker";
import type { LevelFigures } from "@/lib/analysis/judges/row";
import { countOf, formatEstimate, formatPercent } from "@/lib/format-number";
import type { Estimate } from "@/lib/measure/estimate";
import { type Defined, defined } from "@/lib/stats/defined";

type LevelChartProps = { levels: readonly LevelFigures[]; judge: string; questionKey: string };

const accuracyOf = ({ majority }: LevelFigures): Defined<Estimate> =>
  majority.defined ? defined(majority.value.accuracy) : majority;

const itemsOf = ({ majority }: LevelFigures) => (majority.defined ? majority.value.n : 0);

/** Fewer items than this say nothing about a level. */
const enoughItems = 10;

/** The level on which the judge is worst and best, in words. */
export function describeLevels(levels: readonly LevelFigures[], judge: string): string {
  const factor = levels[0]?.factor ?? "";
  const known = levels.flatMap(({ level, majority }) =>
    majority.defined && majority.value.n >= enoughItems
      ? [{ level, n: majority.value.n, value: majority.value.accuracy.value, accuracy: majority.value.accuracy }]
      : [],
  );
  const [worst, ...rest] = known.sort((a, b) => a.value - b.value);
  const best = rest.at(-1);
  if (!worst || !best) return `No two levels of ${factor} have ${enoughItems} items or more, so that none is named.`;
  const [low, high] = [formatPercent(worst.value), formatPercent(best.value)];
  if (low === high) return `${judge} agrees with the majority equally on every level of ${factor} (${low}).`;
  return `${judge} agrees with the majority least on ${factor} “${worst.level}” (${formatEstimate(worst.accuracy, "percent")} of ${countOf(worst.n, "item")}) and most on “${best.level}” (${formatEstimate(best.accuracy, "percent")} of ${countOf(best.n, "item")}).`;
}

/** Items of the majority, and labels of the same references where there are some. */
const sayCounts = (items: number, labels: number) =>
  [countOf(items, "item"), labels > 0 && countOf(labels, "label")].filter(Boolean).join(", ");

const mostShown = 16;

/** The levels with most items, in the factor's own order. */
function chooseShown(levels: readonly LevelFigures[]): readonly LevelFigures[] {
  if (levels.length <= mostShown) return levels;
  const largest = new Set([...levels].sort((a, b) => itemsOf(b) - itemsOf(a)).slice(0, mostShown));
  return levels.filter((level) => largest.has(level));
}

/** A judge's agreement with the people, level by level of one factor, and the people's own beside it. */
export function LevelChart({ levels, judge, questionKey }: LevelChartProps) {
  const factor = levels[0]?.factor ?? "";
  const hasPeople = levels.some(({ sameReferences }) => sameReferences.defined);
  const shown = chooseShown(levels);
  const more = levels.length - shown.length;
  const rows = shown.map((figures) => {
    const { levelId, level, majority, sameReferences: same } = figures;
    const people = same.defined ? defined(same.value.people) : same;
    return {
      id: levelId,
      label: level,
      marks: hasPeople
        ? [same.defined ? defined(same.value.judge) : same, people, accuracyOf(figures)]
        : [accuracyOf(figures)],
      n: majority.defined ? sayCounts(majority.value.n, same.defined ? same.value.comparisons : 0) : undefined,
      because: majority.defined ? undefined : `Not defined: ${majority.because}`,
    };
  });
  return (
    <ChartFrame
      name={`judge-by-${factor}-${questionKey}`}
      finding={describeLevels(levels, judge)}
      note={`An item belongs to a level when one of its outputs does. Judge and people can be compared on the same references; the majority is one that people are part of. n: items with a majority, labels on the same references.${more > 0 ? ` ${countOf(more, "level")} with fewer items are in the table.` : ""}`}
      chartData={{
        columns: [
          ...["factor", "level", "majority n", "accuracy", "accuracy low", "accuracy high", "same references n"],
          ...["judge", "judge low", "judge high", "people", "people low", "people high"],
        ],
        rows: levels.map((figures) => {
          const { sameReferences: same, majority, level } = figures;
          const cells = (key: "judge" | "people") => estimateCells(same.defined ? defined(same.value[key]) : same);
          return [
            ...[factor, level, majority.defined ? majority.value.n : null, ...estimateCells(accuracyOf(figures))],
            ...[same.defined ? same.value.comparisons : null, ...cells("judge"), ...cells("people")],
          ];
        }),
      }}
    >
      <DotWhisker
        rows={rows}
        series={hasPeople ? ["Judge, same references", "People, same references", "Judge against the majority"] : [""]}
        format="percent"
        axis="Agreement"
      />
    </ChartFrame>
  );
}
