"use client";

import { Scatter, ScatterChart, useXAxisScale, useYAxisScale, XAxis, YAxis } from "recharts";
import { rateTint, signedTint } from "@/components/charts/palette";
import { useIsNarrow } from "@/components/charts/use-is-narrow";

export type HeatCell = {
  row: number;
  column: number;
  /** Chooses the colour; null leaves the cell empty, and `text` says why in a word. */
  value: number | null;
  text: string;
  /** A second, smaller line. */
  detail?: string;
  /** The whole of it, on hover. */
  title: string;
};

type HeatMapProps = {
  rows: readonly string[];
  columns: readonly string[];
  cells: readonly HeatCell[];
  /** A rate runs from 0 to 1 in cividis, a coefficient from -1 to 1 in blue and brown. */
  scale: "rate" | "signed";
  rowAxis?: string;
  columnAxis?: string;
};

const shorten = (text: string, length: number) =>
  text.length > length ? `${text.slice(0, length - 1).trimEnd()}…` : text;

function Cells({
  cells,
  scale,
  size,
}: Pick<HeatMapProps, "cells" | "scale"> & { size: { width: number; height: number } }) {
  const x = useXAxisScale();
  const y = useYAxisScale();
  if (!x || !y) return null;
  return cells.map(({ row, column, value, text, detail, title }) => {
    const [left, top] = [x(column - 0.5) ?? 0, y(row - 0.5) ?? 0];
    const [width, height] = [(x(column + 0.5) ?? 0) - left - 2, (y(row + 0.5) ?? 0) - top - 2];
    const tint = value === null ? null : scale === "rate" ? rateTint(value) : signedTint(value);
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
          fill={tint?.fill ?? "var(--sunken)"}
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

function Name({
  x,
  y,
  payload,
  names,
  length,
  anchor,
}: TickProps & { names: readonly string[]; length: number; anchor: "end" | "middle" }) {
  const name = names[payload?.value ?? -1] ?? "";
  return (
    <text x={x} y={y} dy={anchor === "end" ? "0.32em" : "0"} textAnchor={anchor} fill="var(--ink)" fontSize={12}>
      <title>{name}</title>
      {shorten(name, length)}
    </text>
  );
}

/** A table of numbers as colours, every number printed in its cell. */
export function HeatMap({ rows, columns, cells, scale, rowAxis, columnAxis }: HeatMapProps) {
  const isNarrow = useIsNarrow();
  const cellHeight = isNarrow ? 40 : 48;
  const cellWidth = isNarrow ? 52 : 84;
  const longest = rows.reduce((most, name) => Math.max(most, name.length), 0);
  const nameLength = Math.min(longest, isNarrow ? 11 : 24);
  const left = nameLength * 6.6 + 22;
  const top = columnAxis ? 44 : 24;
  const height = rows.length * cellHeight + top + 6;
  const width = left + columns.length * cellWidth + 8;
  const places = (names: readonly string[]) => names.map((_, place) => place);
  return (
    <div className="overflow-x-auto" style={{ height: height + 4 }}>
      {rowAxis && columnAxis && <p className="sr-only">{`Rows: ${rowAxis}. Columns: ${columnAxis}.`}</p>}
      <ScatterChart
        accessibilityLayer={false}
        width={width}
        height={height}
        margin={{ top: columnAxis ? 20 : 0, right: 4, bottom: 4, left: 0 }}
      >
        <XAxis
          {...{
            type: "number",
            dataKey: "column",
            domain: [-0.5, columns.length - 0.5],
            orientation: "top",
            height: 24,
          }}
          ticks={places(columns)}
          interval={0}
          axisLine={false}
          tickLine={false}
          tick={<Name names={columns} length={Math.floor(cellWidth / 7)} anchor="middle" />}
          label={columnAxis && { value: columnAxis, position: "top", offset: 6, fill: "var(--muted)", fontSize: 12 }}
        />
        <YAxis
          {...{ type: "number", dataKey: "row", domain: [-0.5, rows.length - 0.5], reversed: true, width: left }}
          ticks={places(rows)}
          interval={0}
          axisLine={false}
          tickLine={false}
          tick={<Name names={rows} length={nameLength} anchor="end" />}
        />
        <Scatter data={[...cells]} isAnimationActive={false} shape={() => <g />} />
        <Cells cells={cells} scale={scale} size={{ width: cellWidth, height: cellHeight }} />
      </ScatterChart>
    </div>
  );
}
