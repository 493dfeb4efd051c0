import type { Defined } from "@/lib/stats/defined";
import type { Cell } from "@/lib/text/rows/write-csv-row";
import { writeCsvRow } from "@/lib/text/rows/write-csv-row";

/** What a chart shows, as rows: the table one click away and the CSV are made of it. Numbers are unrounded. */
export type ChartData = { columns: readonly string[]; rows: readonly (readonly Cell[])[] };

/** As CSV, with everything at full precision and nothing that a spreadsheet would run. */
export const writeChartCsv = ({ columns, rows }: ChartData): string => [columns, ...rows].map(writeCsvRow).join("");

/** A cell as a person reads it: four significant digits, a dash where there is nothing. */
export function formatCell(cell: Cell): string {
  if (cell === null) return "–";
  if (typeof cell !== "number") return String(cell);
  return Number.isInteger(cell) ? cell.toLocaleString("en") : String(Number(cell.toPrecision(4)));
}

type Estimated = { value: number; interval: Defined<{ low: number; high: number }> };

/** Value, low and high of an estimate as three cells, empty where undefined. */
export function estimateCells(estimate: Defined<Estimated>): [Cell, Cell, Cell] {
  if (!estimate.defined) return [null, null, null];
  const { value, interval } = estimate.value;
  return interval.defined ? [value, interval.value.low, interval.value.high] : [value, null, null];
}
