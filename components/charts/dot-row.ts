import type { NumberFormat } from "@/lib/format-number";

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
