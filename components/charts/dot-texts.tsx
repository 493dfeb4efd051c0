"use client";

import { usePlotArea, useYAxisScale } from "recharts";
import type { DotRow } from "@/components/charts/dot-row";
import { shortNames } from "@/components/charts/short-names";
import { formatInterval, formatNumber, type NumberFormat } from "@/lib/format-number";

/** Room at the right for value and interval, and for each letter of n. */
export const valueWidth = 112;
export const letterWidth = 6.8;

const shorten = (text: string, length: number) =>
  text.length > length ? `${text.slice(0, length - 1).trimEnd()}…` : text;

type TickProps = { x?: number | string; y?: number | string; payload?: { value: number } };

type RowNameProps = TickProps & { rows: readonly DotRow[]; short: readonly string[] };

/** A row's name, shortened to the room there is; the whole of it on hover. */
export function RowName({ x, y, payload, rows, short }: RowNameProps) {
  const place = payload?.value ?? -1;
  return (
    <text x={x} y={y} dy="0.32em" textAnchor="end" fill="var(--ink)" fontSize={13}>
      <title>{rows[place]?.label}</title>
      {short[place]}
    </text>
  );
}

type RowTextProps = {
  row: DotRow;
  labels: readonly string[];
  place: number;
  format: NumberFormat;
  y: number;
  left: number;
  right: number;
};

/** Paper around letters that stand on grid lines. */
const halo = { stroke: "var(--paper)", strokeWidth: 5, paintOrder: "stroke" } as const;

/** A single mark in words: its value, and its interval in a quieter tone. */
function ValueWords({
  row,
  format,
  ...place
}: {
  row: DotRow;
  format: NumberFormat;
  x: number;
  y: number;
  textAnchor?: "end";
}) {
  const mark = row.marks.length === 1 ? row.marks[0] : undefined;
  if (!mark?.defined) return null;
  const { value, interval } = mark.value;
  const own = row.format ?? format;
  return (
    <text {...place} dy="0.32em" fill="var(--ink)" fontSize={13} {...halo}>
      <tspan fontWeight={600}>{formatNumber(value, own)}</tspan>
      <tspan fill="var(--muted)" dx={6} fontSize={12}>
        {interval.defined ? formatInterval(interval.value, own) : "no interval"}
      </tspan>
    </text>
  );
}

const hasMark = ({ marks }: DotRow) => marks.some((mark) => mark?.defined);

/** Beside the plot: the value, its interval, n. */
function WideText({ row, format, y, left, right }: RowTextProps) {
  const isSingle = row.marks.length === 1;
  return (
    <>
      <ValueWords row={row} format={format} x={right + 14} y={y} />
      {row.n && hasMark(row) && (
        <text x={right + 14 + (isSingle ? valueWidth : 0)} y={y} dy="0.32em" fill="var(--muted)" fontSize={12}>
          {row.n}
        </text>
      )}
      {row.because && !hasMark(row) && (
        <text x={left + 8} y={y} dy="0.32em" fill="var(--muted)" fontSize={12} {...halo}>
          <title>{row.because}</title>
          {shorten(row.because, 90)}
        </text>
      )}
    </>
  );
}

/** On a phone the words stand above the whisker, and the plot has the whole width. */
function NarrowText({ row, labels, place, format, y, left, right }: RowTextProps) {
  const above = y - 15;
  const isEmpty = !hasMark(row);
  const letters = Math.floor((right - left) / 6.8) - (row.marks.length === 1 && !isEmpty ? 16 : 10);
  return (
    <>
      <text x={left} y={above} dy="0.32em" fill="var(--ink)" fontSize={13} {...halo}>
        <title>{row.label}</title>
        {shortNames(labels, letters)[place]}
      </text>
      <ValueWords row={row} format={format} x={right} y={above} textAnchor="end" />
      {row.marks.length > 1 && row.n && !isEmpty && (
        <text x={right} y={above} dy="0.32em" textAnchor="end" fill="var(--muted)" fontSize={12}>
          {row.n}
        </text>
      )}
      {row.because && isEmpty && (
        <text x={left} y={y + 3} dy="0.32em" fill="var(--muted)" fontSize={12} {...halo}>
          <title>{row.because}</title>
          {shorten(row.because, Math.floor((right - left) / 6))}
        </text>
      )}
    </>
  );
}

type RowTextsProps = { rows: readonly DotRow[]; format: NumberFormat; isNarrow: boolean };

/** Values in words, where the eye can run down them. */
export function RowTexts({ rows, format, isNarrow }: RowTextsProps) {
  const area = usePlotArea();
  const scale = useYAxisScale();
  if (!area || !scale) return null;
  const Text = isNarrow ? NarrowText : WideText;
  const labels = rows.map(({ label }) => label);
  return rows.map((row, place) => (
    <Text
      key={row.id}
      row={row}
      labels={labels}
      place={place}
      format={format}
      y={scale(place) ?? 0}
      left={area.x}
      right={area.x + area.width}
    />
  ));
}
