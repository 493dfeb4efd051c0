import { cellText } from "@/lib/exchange/cell-text";
import type { Cells } from "@/lib/exchange/table-rows";
import { Refusal } from "@/lib/refusal";
import { type CodedRatings, codeRatings, selectRaters } from "@/lib/stats/coded-ratings";
import { BadRows } from "./bad-rows";
import { openRows } from "./open-rows";
import { requireColumns } from "./read-agreement-file";
import { orderLabels, readLabel, type Scale } from "./scale";

/** A row is one unit, with a column per human and one of the judge. */
type Columns = { humans: readonly string[]; judge: string; unit: string | null; cluster: string | null };

/** Humans and judge in the same categories; `judge` is a code per unit, -1 where it has no label. */
export type Comparison = {
  humans: CodedRatings;
  judge: Int32Array;
  missing: { humans: number; judge: number };
  /** The cluster of each unit (its prompt), where the file names them. */
  clusters: string[] | null;
};

/** Finds the second row of a unit, which would count it twice. */
function readUnit(row: Cells, { unit }: Columns, line: number, seen: Map<string, number>): string | null {
  if (unit === null) return null;
  const key = cellText(row[unit]);
  if (key === "") return "Empty: every row names its unit";
  const before = seen.get(key);
  seen.set(key, line);
  return before === undefined ? null : `${key} has a row already, on line ${before}: keep one`;
}

/**
 * The labels of humans and judge in a file. Throws `Refusal` with file, line and reason of every bad row, and
 * `UsageError` for a column that is not there.
 */
export async function readComparisonFile(file: string, columns: Columns, scale: Scale): Promise<Comparison> {
  const bad = new BadRows();
  const [seenColumns, seenLabels, lineOf] = [new Set<string>(), new Set<string>(), new Map<string, number>()];
  const raters = [...columns.humans, columns.judge];
  const rows: (string | null)[][] = [];
  const clusters: string[] = [];
  for await (const read of openRows(file)) {
    if ("problem" in read) {
      bad.add(read.problem);
      continue;
    }
    const { line, cells } = read;
    for (const name of Object.keys(cells)) seenColumns.add(name);
    const problem = readUnit(cells, columns, line, lineOf);
    if (problem !== null) bad.add({ file, line, field: columns.unit, message: problem });
    const cluster = columns.cluster === null ? "" : cellText(cells[columns.cluster]);
    clusters.push(cluster);
    if (columns.cluster !== null && cluster === "")
      bad.add({ file, line, field: columns.cluster, message: "Empty: every row names its cluster" });
    rows.push(
      raters.map((field) => {
        const label = readLabel(cells[field], scale);
        if ("because" in label) bad.add({ file, line, field, message: label.because });
        else if (label.label !== null) seenLabels.add(label.label);
        return "label" in label ? label.label : null;
      }),
    );
  }
  if (seenColumns.size > 0) requireColumns(file, [...raters, columns.unit, columns.cluster], seenColumns);
  bad.refuse();
  if (rows.length === 0) throw new Refusal(`${file} holds no rows.`);
  const { categories, toCategory } = orderLabels(seenLabels, scale);
  const coded = codeRatings(
    rows.map((row) => row.map((label) => (label === null ? null : toCategory(label)))),
    categories,
  );
  const judge = selectRaters(coded, [columns.humans.length]).codes;
  const humans = selectRaters(coded, [...columns.humans.keys()]);
  const count = (codes: Int32Array) => codes.reduce((sum, code) => sum + (code < 0 ? 1 : 0), 0);
  const missing = { humans: count(humans.codes), judge: count(judge) };
  return { humans, judge, missing, clusters: columns.cluster === null ? null : clusters };
}
