"use client";

import { useTheme } from "next-themes";
import { Scatter, ScatterChart, useXAxisScale, useYAxisScale, XAxis, YAxis } from "recharts";
import { rateTint, signedTint, type Theme } from "@/components/charts/palette";
import { shortNames } from "@/components/charts/short-names";
import { useIsNarrow } from "@/components/charts/use-is-narrow";

export type HeatCell = {
  row: number;
  column: number;
  /** Chooses the colour; null leaves the cell empty, and `text` says why in a word. */
  value: number | null;
  /** What the value is over: few make it paler. */
  units: number;
  text: string;
  /** A second, smaller line. */
  detail?: string;
  /** The whole of it, on hover. */
  title: string;
  /** Drawn with an outline: the cells where rows and columns say the same. */
  isOutlined?: boolean;
};

type HeatMapProps = {
  rows: readonly string[];
  columns: readonly string[];
  cells: readonly HeatCell[];
  /** A rate runs from 0 (the page) to 1 in one hue, a coefficient from -1 to 1 in brown and blue. */
  scale: "rate" | "signed";
  rowAxis?: string;
  columnAxis?: string;
};

const shorten = (text: string, length: number) =>
  text.length > length ? `${text.slice(0, length - 1).trimEnd()}…` : text;

type CellsProps = Pick<HeatMapProps, "cells" | "scale"> & { size: { width: number; height: number }; theme: Theme };

function Cells({ cells, scale, size, theme }: CellsProps) {
  const x = useXAxisScale();
  const y = useYAxisScale();
  if (!x || !y) return null;
  return cells.map(({ row, column, value, units, text, detail, title, isOutlined }) => {
    const [left, top] = [x(column - 0.5) ?? 0, y(row - 0.5) ?? 0];
    const [width, height] = [(x(column + 0.5) ?? 0) - left - 2, (y(row + 0.5) ?? 0) - top - 2];
    const tint = value === null ? null : (scale === "rate" ? rateTint : signedTint)(value, units, theme);
    const ink = tint?.ink ?? "var(--muted)";
    const fits = size.width > 44;
    return (
      <g key={`${row} ${column}`}>
        <title>{title}</title>
        <rect
          x={left + 1}
          y={top + 1}
          width={Math.max(0, width)}
          height={Math.max(0, height)}
          rx={3}
          fill={tint?.fill ?? "transparent"}
          stroke={isOutlined ? "var(--ink)" : "var(--line)"}
          strokeWidth={isOutlined ? 2 : 1}
        />
        <text
          x={left + width / 2 + 1}
          y={top + height / 2 + (detail && fits ? -3 : 1)}
          dy="0.32em"
          textAnchor="middle"
          fill={ink}
          fontSize={fits ? 13 : 11}
        >
          {text}
        </text>
        {detail && fits && (
          <text
            x={left + width / 2 + 1}
            y={top + height / 2 + 12}
            dy="0.32em"
            textAnchor="middle"
            fill={ink}
            fontSize={10.5}
          >
            {detail}
          </text>
        )}
      </g>
    );
  });
}

type TickProps = { x?: number | string; y?: number | string; payload?: { value: number } };

/** At most two lines, broken between words or after a hyphen. */
function breakName(name: string, length: number): string[] {
  if (name.length <= length) return [name];
  const breaks = [...name.matchAll(/ |-/g)].map(({ index, 0: at }) => index + (at === "-" ? 1 : 0));
  const at = breaks.findLast((place) => place <= length && name.length - place <= length + 1);
  if (at === undefined) return [name.slice(0, length), name.slice(length)];
  return [name.slice(0, at), name.slice(at).trim()];
}

function RowName({ x, y, payload, names, short }: TickProps & { names: readonly string[]; short: readonly string[] }) {
  const place = payload?.value ?? -1;
  return (
    <text x={x} y={y} dy="0.32em" textAnchor="end" fill="var(--ink)" fontSize={12}>
      <title>{names[place]}</title>
      {short[place]}
    </text>
  );
}

type ColumnNameProps = TickProps & { names: readonly string[]; short: readonly string[]; length: number };

function ColumnName({ x, y, payload, names, short, length }: ColumnNameProps) {
  const place = payload?.value ?? -1;
  const lines = breakName(short[place] ?? "", length);
  return (
    <text y={y} textAnchor="middle" fill="var(--ink)" fontSize={12}>
      <title>{names[place]}</title>
      {lines.map((line, at) => (
        <tspan key={line} x={x} dy={at === 0 ? `${-(lines.length - 1) * 1.15}em` : "1.15em"}>
          {line}
        </tspan>
      ))}
    </text>
  );
}

const axisNameHeight = 40;

/** What rows and columns are, above everything, from the left edge: a map may be narrower than the words. */
function AxisNames({ rows, columns, letters }: { rows: string; columns: string; letters: number }) {
  return [`Rows: ${rows}`, `Columns: ${columns}`].map((words, line) => (
    <text key={words} x={2} y={12 + line * 16} fill="var(--muted)" fontSize={12}>
      <title>{words}</title>
      {shorten(words, letters)}
    </text>
  ));
}

/** A table of numbers as colours, every number printed in its cell. */
export function HeatMap({ rows, columns, cells, scale, rowAxis, columnAxis }: HeatMapProps) {
  const isNarrow = useIsNarrow();
  const { resolvedTheme } = useTheme();
  const theme = resolvedTheme === "dark" ? "dark" : "light";
  const cellHeight = isNarrow ? 40 : 48;
  const cellWidth = isNarrow ? 52 : 84;
  const longest = rows.reduce((most, name) => Math.max(most, name.length), 0);
  const nameLength = Math.min(longest, isNarrow ? 13 : 26);
  const left = nameLength * 6.6 + 22;
  const nameOfColumn = Math.floor(cellWidth / 6.4);
  const shortRows = shortNames(rows, nameLength);
  // Two lines of a column's width.
  const shortColumns = shortNames(columns, 2 * nameOfColumn - 1);
  const namesHeight = shortColumns.some((name) => breakName(name, nameOfColumn).length > 1) ? 38 : 24;
  const top = namesHeight + (columnAxis ? axisNameHeight : 0);
  const height = rows.length * cellHeight + top + 6;
  const wide = left + columns.length * cellWidth + 8;
  // Room for the words above a map of two columns.
  const width = columnAxis ? Math.max(wide, 260) : wide;
  const places = (names: readonly string[]) => names.map((_, place) => place);
  return (
    <div style={{ height: height + 4 }}>
      <ScatterChart
        accessibilityLayer={false}
        width={width}
        height={height}
        margin={{ top: columnAxis ? axisNameHeight : 0, right: 4 + width - wide, bottom: 4, left: 0 }}
      >
        <XAxis
          type="number"
          dataKey="column"
          domain={[-0.5, columns.length - 0.5]}
          orientation="top"
          height={namesHeight}
          ticks={places(columns)}
          interval={0}
          axisLine={false}
          tickLine={false}
          tick={<ColumnName names={columns} short={shortColumns} length={nameOfColumn} />}
        />
        <YAxis
          type="number"
          dataKey="row"
          domain={[-0.5, rows.length - 0.5]}
          reversed
          width={left}
          ticks={places(rows)}
          interval={0}
          axisLine={false}
          tickLine={false}
          tick={<RowName names={rows} short={shortRows} />}
        />
        <Scatter data={[...cells]} isAnimationActive={false} shape={() => <g />} />
        {rowAxis && columnAxis && <AxisNames rows={rowAxis} columns={columnAxis} letters={Math.floor(width / 6.2)} />}
        <Cells cells={cells} scale={scale} theme={theme} size={{ width: cellWidth, height: cellHeight }} />
      </ScatterChart>
    </div>
  );
}
