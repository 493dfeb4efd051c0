import type { Printed } from "@/lib/analysis/analysis";
import { type BackupCounts, sumRows } from "@/lib/backup/backup-file";
import { countOf } from "@/lib/format-number";

type Streams = { out: NodeJS.WriteStream; err: NodeJS.WriteStream };

/** What a command says. Results go to standard output, everything else to standard error. */
export type Output = {
  /** The result: `value` with --json, else the lines. */
  result: (value: unknown, lines: readonly string[]) => void;
  /** A remark for people: silent with --quiet and --json. */
  say: (line: string) => void;
  /** What must be seen, whatever the options. */
  warn: (line: string) => void;
  /** Rewrites one line on a terminal; silent elsewhere. */
  progress: (line: string) => void;
};

/** JSON knows no big integers; counts fit into numbers. */
const plain = (_: string, value: unknown) => (typeof value === "bigint" ? Number(value) : value);

export function makeOutput(
  { json = false, quiet = false }: { json?: boolean; quiet?: boolean },
  { out, err }: Streams = { out: process.stdout, err: process.stderr },
): Output {
  const isSilent = json || quiet;
  let isLineOpen = false;
  function clear() {
    if (isLineOpen) err.write("\r\x1b[2K");
    isLineOpen = false;
  }
  function warn(line: string) {
    clear();
    err.write(`${line}\n`);
  }
  return {
    warn,
    say: (line) => {
      if (!isSilent) warn(line);
    },
    progress: (line) => {
      if (isSilent || !err.isTTY) return;
      clear();
      err.write(line.slice(0, (err.columns || 80) - 1));
      isLineOpen = true;
    },
    result: (value, lines) => {
      clear();
      if (json) out.write(`${JSON.stringify(value, plain, 2)}\n`);
      else if (lines.length > 0) out.write(`${lines.join("\n")}\n`);
    },
  };
}

/** Rows as aligned columns with a heading; nothing but the heading's absence tells an empty table. */
export function alignColumns(headings: readonly string[], rows: readonly (readonly string[])[]): string[] {
  if (rows.length === 0) return [];
  const table = [headings, ...rows];
  const widths = headings.map((_, column) => Math.max(...table.map((row) => [...(row[column] ?? "")].length)));
  return table.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join("  ")
      .trimEnd(),
  );
}

/** What a backup holds, in words: rows of all tables, and files where there are any. */
export function sayCounts({ rows, files }: BackupCounts): string {
  return countOf(sumRows(rows), "row") + (files > 0 ? ` and ${countOf(files, "file")}` : "");
}

/** What an analysis prints, line by line. */
export const printedLines = (printed: readonly Printed[]): string[] =>
  printed.flatMap((part) => (typeof part === "string" ? part : alignColumns(part.columns, part.rows)));
