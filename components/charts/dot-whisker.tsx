"use client";

import { useTheme } from "next-themes";
import { CartesianGrid, ErrorBar, ReferenceLine, Scatter, ScatterChart, XAxis, YAxis } from "recharts";
import type { DotMark, DotRow } from "@/components/charts/dot-row";
import { Legend, legendHeight, Shape } from "@/components/charts/dot-shape";
import { letterWidth, RowName, RowTexts, valueWidth } from "@/components/charts/dot-texts";
import { categoryColours, categoryColoursOnDark } from "@/components/charts/palette";
import { sayMissing } from "@/components/charts/say-missing";
import { shortNames } from "@/components/charts/short-names";
import { useIsNarrow } from "@/components/charts/use-is-narrow";
import { formatNumber, type NumberFormat } from "@/lib/format-number";

type DotWhiskerProps = {
  rows: readonly DotRow[];
  /** Names of the series, drawn as a legend where there are two or more. */
  series?: readonly string[];
  format: Exclude<NumberFormat, "number">;
  /** What the axis measures. */
  axis: string;
  /** A line to compare with, such as chance. */
  reference?: { value: number; label: string };
};

/** A row's height by the number of marks in it. */
const rowHeight = (series: number, isNarrow: boolean) => 28 + 12 * series + (isNarrow ? 14 : 0);
const axisHeight = 44;

type Drawn = Extract<DotMark, { defined: true }>["value"];

/** Both ends of a whisker; the dot itself where there is none. */
const endsOf = ({ value, interval }: Drawn): [number, number] =>
  interval.defined ? [interval.value.low, interval.value.high] : [value, value];

/** Axis from the lowest whisker (0 at least) in steps that read well, to 1 (percent, coefficients) or the highest. */
function axisOf(rows: readonly DotRow[], format: DotWhiskerProps["format"]) {
  const ends = rows.flatMap(({ marks }) =>
    marks.flatMap((mark) => (mark?.defined ? [mark.value.value, ...endsOf(mark.value)] : [])),
  );
  const step = format === "points" ? 0.1 : 0.2;
  const low = Math.min(0, Math.floor(Math.min(0, ...ends) / step) * step);
  const high = format === "points" ? Math.max(step, Math.ceil(Math.max(0, ...ends) / step) * step) : 1;
  const count = Math.round((high - low) / step);
  const ticks = Array.from({ length: count + 1 }, (_, place) => Number((low + place * step).toFixed(10)));
  return { domain: [low, high] as [number, number], ticks };
}

/** Points of one series, moved apart where several share a row. */
function pointsOf(rows: readonly DotRow[], place: number, count: number, isNarrow: boolean) {
  // On a phone the upper half of a row belongs to its words.
  const middle = isNarrow ? 0.16 : 0;
  const shift = middle + (count === 1 ? 0 : (place - (count - 1) / 2) * ((isNarrow ? 0.42 : 0.6) / count));
  return rows.flatMap(({ marks }, row) => {
    const mark = marks[place];
    if (!mark?.defined) return [];
    const { value } = mark.value;
    const [low, high] = endsOf(mark.value);
    const error = [value - low, high - value];
    return [{ value, row: row + shift, error }];
  });
}

/** Rows of estimates, each a dot with its 95 % interval as a whisker. */
export function DotWhisker({ rows, series = [""], format, axis, reference }: DotWhiskerProps) {
  const isNarrow = useIsNarrow();
  const { resolvedTheme } = useTheme();
  const colours = resolvedTheme === "dark" ? categoryColoursOnDark : categoryColours;
  const { domain, ticks } = axisOf(rows, format);
  const labels = rows.map(({ label }) => label);
  const length = Math.min(38, Math.max(0, ...labels.map((label) => label.length)));
  const top = legendHeight(series, isNarrow);
  const height = rows.length * rowHeight(series.length, isNarrow) + axisHeight + top;
  const letters = rows.reduce((most, { n = "" }) => Math.max(most, n.length), 0) * letterWidth;
  const missing = sayMissing(rows, series);
  const right = isNarrow ? 14 : (series.length === 1 ? valueWidth : 8) + letters + 18;
  return (
    <>
      <div style={{ height }}>
        <ScatterChart
          responsive
          accessibilityLayer={false}
          style={{ width: "100%", height }}
          margin={{ top, right, bottom: 22, left: isNarrow ? 14 : 4 }}
        >
          <CartesianGrid horizontal={false} stroke="var(--line)" />
          <XAxis
            type="number"
            dataKey="value"
            domain={domain}
            ticks={ticks}
            tickFormatter={(value: number) => formatNumber(value, format)}
            tick={{ fill: "var(--muted)", fontSize: 12 }}
            axisLine={{ stroke: "var(--line-strong)" }}
            tickLine={false}
            label={{ value: axis, position: "insideBottom", offset: -14, fill: "var(--muted)", fontSize: 12 }}
          />
          <YAxis
            type="number"
            dataKey="row"
            domain={[-0.5, rows.length - 0.5]}
            reversed
            ticks={rows.map((_, place) => place)}
            interval={0}
            width={isNarrow ? 1 : length * 7 + 18}
            axisLine={false}
            tickLine={false}
            tick={isNarrow ? false : <RowName rows={rows} short={shortNames(labels, length)} />}
          />
          {domain[0] < 0 && <ReferenceLine x={0} stroke="var(--line-strong)" />}
          {reference && (
            <ReferenceLine
              x={reference.value}
              stroke="var(--muted)"
              strokeDasharray="4 4"
              label={{ value: reference.label, position: "insideTopRight", fill: "var(--muted)", fontSize: 12 }}
            />
          )}
          {series.map((name, place) => (
            <Scatter
              key={name}
              name={name}
              data={pointsOf(rows, place, series.length, isNarrow)}
              isAnimationActive={false}
              shape={({ cx = 0, cy = 0 }: { cx?: number; cy?: number }) => (
                <Shape cx={cx} cy={cy} shape={place} colour={colours[place % colours.length] ?? ""} />
              )}
            >
              <ErrorBar
                dataKey="error"
                direction="x"
                width={0}
                strokeWidth={2}
                stroke={colours[place % colours.length]}
                isAnimationActive={false}
              />
            </Scatter>
          ))}
          <Legend series={series} colours={colours} isNarrow={isNarrow} />
          <RowTexts rows={rows} format={format} isNarrow={isNarrow} />
        </ScatterChart>
      </div>
      {missing.map((sentence) => (
        <p key={sentence} className="mt-1 max-w-[75ch] text-[13px] text-muted">
          {sentence}
        </p>
      ))}
    </>
  );
}
