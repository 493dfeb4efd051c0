import { explainTuning, readTuning } from "@/lib/formats/cells/read-tuning";
import type { Folding } from "@/lib/formats/values/fold-labels";
import type { NamedRatings } from "@/lib/measure/ratings";
import { Refusal } from "@/lib/refusal";
import { codeRatings, selectRaters } from "@/lib/stats/coded-ratings";
import type { Encoding } from "@/lib/text/bytes/encodings";
import { cellText } from "@/lib/text/rows/cell-text";
import type { TableRow } from "@/lib/text/rows/table-rows";
import { BadRows, describeRow, rowNumber } from "./bad-rows";
import { type ClusterColumn, type Clusters, findCluster, readClusterCell } from "./clusters";
import { describeSets } from "./describe-sets";
import { foldFile, noLabels } from "./fold-file";
import { listNamed, type NamedColumn, refuseEmpty, requireColumns } from "./named-columns";
import { openRows } from "./open-rows";
import { readName } from "./read-name";
import { readLabel, type Scale } from "./scale";
import { describeSumRows, isSumName, type SumRow, sortSumRows } from "./sum-rows";

/** A row is one unit, with a column per human and one of the judge. */
type Columns = {
  humans: readonly string[];
  judge: string;
  unit: string | null;
  cluster: ClusterColumn;
  /** Columns that part the units: persona, tier. */
  strata?: readonly string[];
  /** Says of which units a judge's prompt was tuned. */
  tuning?: string | null;
  encoding?: Encoding;
};

/** Humans and judge in the same categories; `judge` is a code per unit, -1 where it has no label. */
export type Comparison = {
  humans: NamedRatings;
  judge: Int32Array;
  missing: { humans: number; judge: number };
  /** What was made of the labels' spellings, of humans and judge together. */
  folding: Folding;
  notes: string[];
  /** The cluster of each unit (its prompt), where the file names them. */
  clusters: Clusters | null;
  /** What the units have in each column that parts them, a value a unit; empty text where a cell is. */
  strata?: { column: string; of: string[] }[];
  /** Of each unit, whether the judge's prompt was tuned on it: the judge's label is not read there. */
  isForTuning?: boolean[];
};

/** The columns that options name. */
export const listComparedColumns = ({
  humans,
  judge,
  unit,
  cluster,
  strata = [],
  tuning = null,
}: Columns): NamedColumn[] => [
  ...humans.map((column) => ({ option: "--human", column })),
  ...strata.map((column) => ({ option: "--strata", column })),
  ...listNamed({
    "--judge": judge,
    "--unit": unit,
    "--tuning": tuning,
    "--cluster": cluster === "look" ? null : (cluster?.column ?? null),
  }),
];

/** Finds the second row of a unit, which would count it twice. */
function findTwice(row: TableRow, unit: string | null, seen: Map<string, number>): string | null {
  if (unit === null) return null;
  const read = readName(row.cells[unit], "unit");
  if ("because" in read) return read.because;
  const before = seen.get(read.name);
  seen.set(read.name, rowNumber(row));
  return before === undefined ? null : `${read.name} has a row already, on ${describeRow(row, before)}: keep one`;
}

type Titled = SumRow & { place: number };

/** What a row called like a sum is called, in its unit's column or in any that holds no labels; null for other rows. */
function findSumName({ cells }: TableRow, { unit, humans, judge }: Columns): string | null {
  const names = unit === null ? Object.keys(cells).filter((name) => ![...humans, judge].includes(name)) : [unit];
  return names.map((name) => cellText(cells[name])).find(isSumName) ?? null;
}

/**
 * The labels of humans and judge in a file. Throws `Refusal` with file, line and reason of every bad row, and
 * `UsageError` for a column that is not there.
 */
export async function readComparisonFile(file: string, columns: Columns, scale: Scale): Promise<Comparison> {
  const bad = new BadRows();
  const named = listComparedColumns(columns);
  const [seenColumns, rowOf] = [new Set<string>(), new Map<string, number>()];
  const seenLabels = new Map<string, number>();
  const raters = [...columns.humans, columns.judge];
  const rows: (string | null)[][] = [];
  const clusters: string[] = [];
  const strata = (columns.strata ?? []).map((name) => ({ column: name, of: [] as string[] }));
  const titled: Titled[] = [];
  const isForTuning: boolean[] = [];
  let column: string | null = null;
  for await (const read of openRows({ path: file, encoding: columns.encoding })) {
    if ("problem" in read) {
      bad.add(read.problem);
      continue;
    }
    const { line, element, cells } = read;
    const refuse = (field: string | null, message: string) => bad.add({ file, line, element, field, message });
    for (const name of Object.keys(cells)) seenColumns.add(name);
    const problem = findTwice(read, columns.unit, rowOf);
    if (problem !== null) refuse(columns.unit, problem);
    column ??= findCluster(columns.cluster, cells, [columns.unit, ...raters]);
    const cluster = column === null ? { name: null } : readClusterCell(columns.cluster, cells[column]);
    if ("because" in cluster) refuse(column, cluster.because);
    else clusters.push(cluster.name ?? JSON.stringify({ row: clusters.length }));
    for (const stratum of strata) stratum.of.push(cellText(cells[stratum.column]));
    const isTuned = columns.tuning ? readTuning(cells[columns.tuning]) : false;
    if (isTuned === null) refuse(columns.tuning ?? null, explainTuning(cells[columns.tuning ?? ""]));
    isForTuning.push(isTuned === true);
    const labels = raters.map((field) => {
      const label = readLabel(cells[field], scale);
      if ("because" in label) refuse(field, label.because);
      else if (label.label !== null) seenLabels.set(label.label, (seenLabels.get(label.label) ?? 0) + 1);
      return "label" in label ? label.label : null;
    });
    const name = findSumName(read, columns);
    if (name !== null)
      titled.push({
        name,
        row: rowNumber(read),
        place: rows.length,
        isLast: false,
        labels: labels.flatMap((label) => label ?? []),
      });
    rows.push(labels);
  }
  if (seenColumns.size > 0) await requireColumns(file, named, seenColumns);
  bad.refuse();
  if (rows.length === 0) return refuseEmpty(file, named);
  const sorted = sortSumRows(
    titled.map((row) => ({ ...row, isLast: row.place === rows.length - 1 })),
    seenLabels,
  );
  for (const { place, labels } of sorted.sums.toReversed()) {
    rows.splice(place, 1);
    clusters.splice(place, 1);
    for (const { of } of strata) of.splice(place, 1);
    isForTuning.splice(place, 1);
    for (const label of labels) seenLabels.delete(label);
  }
  const { categories, toCategory, folding, sets, notes } = foldFile(seenLabels, scale);
  const coded = codeRatings(
    rows.map((row) => row.map((label) => (label === null ? null : toCategory(label)))),
    categories,
  );
  if (coded.codes.every((code) => code < 0)) throw new Refusal(`${file} ${noLabels}`);
  const given = selectRaters(coded, [columns.humans.length]).codes;
  const judge = given.map((code, unit) => (isForTuning[unit] ? -1 : code));
  const humans = { ...selectRaters(coded, [...columns.humans.keys()]), names: columns.humans };
  const count = (codes: Int32Array) => codes.reduce((sum, code) => sum + (code < 0 ? 1 : 0), 0);
  const missing = { humans: count(humans.codes), judge: count(given) };
  return {
    humans,
    judge,
    missing,
    folding,
    notes: [...describeSumRows(sorted), ...(sets ? [describeSets(sets)] : notes)],
    clusters: column === null ? null : { column, of: clusters },
    strata,
    isForTuning,
  };
}
