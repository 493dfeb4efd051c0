import type { Cells } from "@/lib/text/rows/table-rows";

/** Asks for columns by name, whatever their case, and remembers which it found. */
export class Columns {
  readonly found = new Set<string>();
  constructor(readonly names: readonly string[]) {}

  has(...wanted: string[]): boolean {
    const found = wanted.map((name) => this.names.find((column) => column.toLowerCase() === name));
    if (found.includes(undefined)) return false;
    for (const column of found) if (column !== undefined) this.found.add(column);
    return true;
  }

  hasAny(...wanted: string[]): boolean {
    return wanted.some((name) => this.has(name));
  }
}

/** Whether a file may be of a format, by its columns and its first row. */
export type Fits = (columns: Columns, first: Cells) => boolean;

/** How sure it is that a file is of a format, the surest first: its columns are nobody else's, they tell much, or they may be. */
export const certainties = ["certain", "likely", "possible"] as const;
export type Certainty = (typeof certainties)[number];
