import type { Cells } from "@/lib/text/rows/table-rows";

/** A file of another tool that no format here reads as a whole, told by the names of its columns. */
export type Foreign = {
  fits: (has: (...names: string[]) => boolean, first: Cells, columns: readonly string[]) => boolean;
  /** What it holds that reading it as another format would lose or mistake. */
  holds: string;
  /** How to load what is in it today. */
  way: string;
} & ({ tool: string } | { what: string });

/** How to load labels that stand a row each. */
export const labelsWay = (item: string, rater: string, value: string) =>
  `for the labels choose "labels" with ${item} as the item, ${rater} as the rater and ${value} as the value`;
