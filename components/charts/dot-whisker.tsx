"use client";

import { useTheme } from "next-themes";
import {
  CartesianGrid,
  ErrorBar,
  ReferenceLine,
  Scatter,
  ScatterChart,
  usePlotArea,
  useYAxisScale,
  XAxis,
  YAxis,
} from "recharts";
import { formatInterval, formatNumber, type NumberFormat } from "@/components/charts/format-number";
import { categoryColours, categoryColoursOnDark } from "@/components/charts/palette";
import { useIsNarrow } from "@/components/charts/use-is-narrow";

export type DotMark = {
  value: number;
  /** Null where there is no interval: the dot stands alone. */
  interval: { low: number; high: number } | null;
};

export type DotRow = {
  id: string;
  label: string;
  /** Where this row's number is printed otherwise than the axis: a percent beside coefficients. */
  format?: NumberFormat;
  /** One for each series; null where the statistic is not defined. */
  marks: readonly (DotMark | null)[];
  /** At the right, after the value: "120 items". */
  n?: string;
  /** Instead of marks, where none is defined. */
  because?: string;
};

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
const rowHeight = (series: number) => 28 + 12 * series;
const axisHeight = 44;
const shapes = ["circle", "diamond", "square", "triangle"] as const;
/** Room at the right for value and interval, and for each letter of n. */
const valueWidth = 112;
const letterWidth = 6.4;

/** Axis from the lowest whisker (0 at least) in steps that read well, to 1 (percent, coefficients) or the highest. */
function axisOf(rows: readonly DotRow[], format: DotWhiskerProps["format"]) {
  const ends = rows.flatMap(({ marks }) =>
    marks.flatMap((mark) =>
      mark ? [mark.value, mark.interval?.low ?? mark.value, mark.interval?.high ?? mark.value] : [],
    ),
  );
  const step = format === "points" ? 0.1 : 0.2;
  const low = Math.min(0, Math.floor(Math.min(0, ...ends) / step) * step);
  const high = format === "points" ? Math.max(step, Math.ceil(Math.max(0, ...ends) / step) * step) : 1;
  const count = Math.round((high - low) / step);
  const ticks = Array.from({ length: count + 1 }, (_, place) => Number((low + place * step).toFixed(10)));
  return { domain: [low, high] as [number, number], ticks };
}

const shorten = (text: string, length: number) =>
  text.length > length ? `${text.slice(0, length - 1).trimEnd()}…` : text;

type TickProps = { x?: number | string; y?: number | string; payload?: { value: number } };

/** A row's name, cut to the room there is; the whole of it on hover. */
function RowName({ x, y, payload, rows, length }: TickProps & { rows: readonly DotRow[]; length: number }) {
  const label = rows[payload?.value ?? -1]?.label ?? "";
  return (
    <text x={x} y={y} dy="0.32em" textAnchor="end" fill="var(--ink)" fontSize={13}>
      <title>{label}</title>
      {shorten(label, length)}
    </text>
  );
}

/** Values in words at the right, where the eye can run down them. */
function RowValues({ rows, format, isNarrow }: Pick<DotWhiskerProps, "rows" | "format"> & { isNarrow: boolean }) {
  const area = usePlotArea();
  const scale = useYAxisScale();
  if (!area || !scale) return null;
  const x = area.x + area.width + 14;
  return rows.map(({ id, marks, n, because, format: own = format }, place) => {
    const y = scale(place) ?? 0;
    const mark = marks.length === 1 ? marks[0] : undefined;
    const isShown = n && !isNarrow && marks.some((any) => any !== null);
    return (
      <g key={id} fontSize={13} fill="var(--ink)">
        {mark && (
          <text x={x} y={y} dy="0.32em">
            <tspan fontWeight={600}>{formatNumber(mark.value, own)}</tspan>
            <tspan fill="var(--muted)" dx={6} fontSize={12}>
              {mark.interval ? formatInterval(mark.interval, own) : ""}
            </tspan>
          </text>
        )}
        {isShown && (
          <text x={marks.length === 1 ? x + valueWidth : x} y={y} dy="0.32em" fill="var(--muted)" fontSize={12}>
            {n}
          </text>
        )}
        {because && marks.every((mark) => mark === null) && (
          <text x={area.x + 8} y={y} dy="0.32em" fill="var(--muted)" fontSize={12}>
            <title>{because}</title>
            {shorten(because, isNarrow ? 26 : 90)}
          </text>
        )}
      </g>
    );
  });
}

function Shape({ cx, cy, shape, colour }: { cx: number; cy: number; shape: number; colour: string }) {
  const size = 5;
  const points = {
    diamond: `${cx},${cy - 6.5} ${cx + 6.5},${cy} ${cx},${cy + 6.5} ${cx - 6.5},${cy}`,
    square: `${cx - size},${cy - size} ${cx + size},${cy - size} ${cx + size},${cy + size} ${cx - size},${cy + size}`,
    triangle: `${cx},${cy - 6} ${cx + 6},${cy + 5} ${cx - 6},${cy + 5}`,
  };
  const name = shapes[shape % shapes.length];
  if (name === "circle" || name === undefined) return <circle cx={cx} cy={cy} r={size} fill={colour} />;
  return <polygon points={points[name]} fill={colour} />;
}

/** Shape and name of each series above the plot. */
function Legend({ series, colours }: { series: readonly string[]; colours: readonly string[] }) {
  const area = usePlotArea();
  if (!area || series.length < 2) return null;
  const starts = series.map((_, place) =>
    series.slice(0, place).reduce((x, name) => x + name.length * 6.6 + 34, area.x),
  );
  return series.map((name, place) => (
    <g key={name}>
      <Shape
        cx={(starts[place] ?? 0) + 6}
        cy={12}
        shape={place}
        colour={colours[place % colours.length] ?? "currentColor"}
      />
      <text x={(starts[place] ?? 0) + 17} y={12} dy="0.34em" fill="var(--ink)" fontSize={12}>
        {name}
      </text>
    </g>
  ));
}

/** Points of one series, moved apart where several share a row. */
function pointsOf(rows: readonly DotRow[], place: number, count: number) {
  const shift = count === 1 ? 0 : (place - (count - 1) / 2) * (0.6 / count);
  return rows.flatMap(({ marks }, row) => {
    const mark = marks[place];
    if (!mark) return [];
    const { value, interval } = mark;
    const error = interval ? [value - interval.low, interval.high - value] : [0, 0];
    return [{ value, row: row + shift, error }];
  });
}

/** Rows of estimates, each a dot with its 95 % interval as a whisker. */
export function DotWhisker({ rows, series = [""], format, axis, reference }: DotWhiskerProps) {
  const isNarrow = useIsNarrow();
  const { resolvedTheme } = useTheme();
  const colours = resolvedTheme === "dark" ? categoryColoursOnDark : categoryColours;
  const { domain, ticks } = axisOf(rows, format);
  const longest = rows.reduce((most, { label }) => Math.max(most, label.length), 0);
  const length = Math.min(longest, isNarrow ? 14 : 38);
  const top = series.length > 1 ? 28 : 6;
  const height = rows.length * rowHeight(series.length) + axisHeight + top;
  const letters = rows.reduce((most, { n = "" }) => Math.max(most, n.length), 0) * letterWidth;
  const right = (series.length === 1 ? valueWidth : 8) + (isNarrow ? 0 : letters + 12);
  return (
    <div style={{ height }}>
      <ScatterChart
        responsive
        accessibilityLayer={false}
        style={{ width: "100%", height }}
        margin={{ top, right, bottom: 22, left: 4 }}
      >
        <CartesianGrid horizontal={false} stroke="var(--line)" />
        <XAxis
          {...{ type: "number", dataKey: "value", domain, ticks }}
          tickFormatter={(value: number) => formatNumber(value, format)}
          tick={{ fill: "var(--muted)", fontSize: 12 }}
          axisLine={{ stroke: "var(--line-strong)" }}
          tickLine={false}
          label={{ value: axis, position: "insideBottom", offset: -14, fill: "var(--muted)", fontSize: 12 }}
        />
        <YAxis
          {...{ type: "number", dataKey: "row", domain: [-0.5, rows.length - 0.5], reversed: true }}
          ticks={rows.map((_, place) => place)}
          interval={0}
          width={length * 7 + 18}
          axisLine={false}
          tickLine={false}
          tick={<RowName rows={rows} length={length} />}
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
            data={pointsOf(rows, place, series.length)}
            isAnimationActive={false}
            shape={({ cx = 0, cy = 0 }: { cx?: number; cy?: number }) => (
              <Shape {...{ cx, cy }} shape={place} colour={colours[place % colours.length] ?? ""} />
            )}
          >
            <ErrorBar
              {...{ dataKey: "error", direction: "x", width: 0, strokeWidth: 2 }}
              stroke={colours[place % colours.length]}
              isAnimationActive={false}
            />
          </Scatter>
        ))}
        <Legend series={series} colours={colours} />
        <RowValues rows={rows} format={format} isNarrow={isNarrow} />
      </ScatterChart>
    </div>
  );
}
