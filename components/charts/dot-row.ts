import type { NumberFormat } from "@/lib/format-number";
import type { Defined } from "@/lib/stats/defined";

/** What a mark shows, or why it shows none; where there is no interval, the dot stands alone and the chart says why. */
export type DotMark = Defined<{ value: number; interval: Defined<{ low: number; high: number }> }>;

export type DotRow = {
  id: string;
  label: string;
  /** Where this row's number is printed otherwise than the axis: a percent beside coefficients. */
  format?: NumberFormat;
  /** One for each series; null in a series that this row is not part of. */
  marks: readonly (DotMark | null)[];
  /** At the right, after the value: "120 items". */
  n?: string;
  /** Instead of marks, where none is defined. */
  because?: string;
};
