import { cellText } from "@/lib/exchange/cell-text";
import type { Cells, RowPlace, TableRow } from "@/lib/exchange/table-rows";
import { Refusal } from "@/lib/refusal";
import { codeTriples, type KeyedRatings } from "@/lib/stats/coded-ratings";
import { BadRows, describeRow, rowNumber } from "./bad-rows";
import { explainShape } from "./explain-shape";
import { listNamed, type NamedColumn, refuseEmpty, requireColumns } from "./named-columns";
import { openRows } from "./open-rows";
import { readName } from "./read-name";
import { findLostDigits, noLabels, orderLabels, readLabel, type Scale } from "./scale";

/** Where a file says who labeled what how: one label a row, or one unit a row and one rater a column. */
export type Columns = { by: string | null; cluster: string | null } & (
  | { layout: "long"; unit: string; rater: string; value: string }
  | { layout: "wide"; unit: string | null; raters: readonly string[] | null }
);

/** The labels of one value of the --by column; of the whole file (name null) without one. */
export type LabelGroup = {
  name: string | null;
  ratings: KeyedRatings;
  missing: number;
  /** The cluster of each unit (its prompt), where the file names them. */
  clusters: string[] | null;
};

type Triple = { unit: string; rater: string; value: string | null };
type Given = Triple & { column: string };
/** Where a cell stands: its row, the part of the file it is measured with, and the cluster of its unit. */
type Place = { row: RowPlace; group: string; cluster: string | null };
type Group = {
  triples: Triple[];
  /** The first row of every unit and rater, as `rowNumber` counts. */
  rows: Map<string, number>;
  clusters: Map<string, { cluster: string; row: number }>;
};

/** Beyond this the table of units x raters no longer fits into memory at ease. */
const mostCells = 250_000_000;

class Collector {
  readonly labels = new Set<string>();
  readonly seenColumns = new Set<string>();
  private readonly groups = new Map<string, Group>();

  constructor(
    private readonly file: string,
    private readonly scale: Scale,
    private readonly bad: BadRows,
  ) {}

  refuse({ line, element }: RowPlace, field: string | null, message: string) {
    this.bad.add({ ...{ file: this.file, line, element }, field, message });
  }

  /** Reads the label of one cell and keeps it, unless the rater has labeled the unit before. */
  add(place: Place, given: Omit<Given, "value">, cell: unknown) {
    const read = readLabel(cell, this.scale);
    if ("because" in read) return this.refuse(place.row, given.column, read.because);
    const { triples, rows, clusters } = this.groupOf(place.group);
    const row = rowNumber(place.row);
    const { unit, rater } = given;
    if (place.cluster !== null) {
      const known = clusters.get(unit) ?? { cluster: place.cluster, row };
      clusters.set(unit, known);
      if (known.cluster !== place.cluster) return this.refuse(place.row, null, describeSplit(place, unit, known));
    }
    const key = JSON.stringify([unit, rater]);
    const before = rows.get(key);
    if (before !== undefined)
      return this.refuse(
        place.row,
        null,
        `${rater} labels ${unit} again, after ${describeRow(place.row, before)}: keep one`,
      );
    rows.set(key, row);
    if (read.label !== null) this.labels.add(read.label);
    triples.push({ unit, rater, value: read.label });
  }

  finish(isGrouped: boolean): LabelGroup[] {
    const { categories, toCategory } = orderLabels(this.labels, this.scale);
    return [...this.groups].map(([name, { triples, clusters }]) => {
      const count = (key: "unit" | "rater") => new Set(triples.map((triple) => triple[key])).size;
      if (count("unit") * count("rater") > mostCells)
        throw new Refusal(
          `${this.file}: ${count("unit")} units by ${count("rater")} raters are more than fit: use --by.`,
        );
      const coded = triples.map((triple) => ({
        ...triple,
        value: triple.value === null ? null : toCategory(triple.value),
      }));
      const missing = triples.filter(({ value }) => value === null).length;
      const ratings = codeTriples(coded, categories);
      const clusterOf = (unit: string) => clusters.get(unit)?.cluster ?? "";
      return {
        ...{ name: isGrouped ? name : null, ratings, missing },
        clusters: clusters.size > 0 ? ratings.unitKeys.map(clusterOf) : null,
      };
    });
  }

  private groupOf(name: string) {
    const known = this.groups.get(name);
    if (known) return known;
    const group: Group = { triples: [], rows: new Map(), clusters: new Map() };
    this.groups.set(name, group);
    return group;
  }
}

const describeSplit = (place: Place, unit: string, { cluster, row }: { cluster: string; row: number }) =>
  `${unit} is of "${cluster}" on ${describeRow(place.row, row)}, here of "${place.cluster}": a unit lies in one cluster, so mend one of them, or give the two units names of their own`;

function addLong(collector: Collector, columns: Columns & { layout: "long" }, place: Place, row: Cells) {
  const [unit, rater] = [readName(row[columns.unit], "unit"), readName(row[columns.rater], "rater")];
  if ("because" in unit) return collector.refuse(place.row, columns.unit, unit.because);
  if ("because" in rater) return collector.refuse(place.row, columns.rater, rater.because);
  collector.add(place, { unit: unit.name, rater: rater.name, column: columns.value }, row[columns.value]);
}

const usualUnit = "unit";

/** A column called "unit" names the units even where nobody says so: nobody would take it for a rater. */
function findUnitColumn({ unit, ...others }: Columns & { layout: "wide" }, row: Cells): string | null {
  if (unit !== null || !(usualUnit in row)) return unit;
  const isUsed = others.by === usualUnit || others.cluster === usualUnit || others.raters?.includes(usualUnit);
  return isUsed ? null : usualUnit;
}

function addWide(collector: Collector, columns: Columns & { layout: "wide" }, place: Place, row: Cells) {
  const column = findUnitColumn(columns, row);
  const unit = column === null ? { name: describeRow(place.row, rowNumber(place.row)) } : readName(row[column], "unit");
  if ("because" in unit) return collector.refuse(place.row, column, unit.because);
  const isRater = (name: string) => name !== column && name !== columns.by && name !== columns.cluster;
  for (const rater of columns.raters ?? Object.keys(row).filter(isRater))
    collector.add(place, { unit: unit.name, rater, column: rater }, row[rater]);
}

/** The columns that options name, or stand for where they are not given. */
export const listColumns = (columns: Columns): NamedColumn[] => [
  ...(columns.layout === "long"
    ? listNamed({ "--unit": columns.unit, "--rater": columns.rater, "--value": columns.value })
    : [
        ...listNamed({ "--unit": columns.unit }),
        ...(columns.raters ?? []).map((column) => ({ option: "--rater", column })),
      ]),
  ...listNamed({ "--by": columns.by, "--cluster": columns.cluster }),
];

function addRow(collector: Collector, columns: Columns, row: TableRow) {
  const { by, cluster } = columns;
  const { cells } = row;
  const lost = by === null ? null : findLostDigits(cells[by]);
  if (lost !== null) return collector.refuse(row, by, lost);
  const named = cluster === null ? { name: null } : readName(cells[cluster], "cluster");
  if ("because" in named) return collector.refuse(row, cluster, named.because);
  const place = { row, group: by === null ? "" : cellText(cells[by]), cluster: named.name };
  if (columns.layout === "long") addLong(collector, columns, place, cells);
  else addWide(collector, columns, place, cells);
}

/**
 * The labels of a file, coded. Throws `Refusal` with file, line and reason of every bad row, and `UsageError` for a
 * column that is not there. Categories are those of the whole file, so that groups can be compared.
 */
export async function readAgreementFile(file: string, columns: Columns, scale: Scale): Promise<LabelGroup[]> {
  const bad = new BadRows();
  const collector = new Collector(file, scale, bad);
  const named = listColumns(columns);
  for await (const read of openRows(file)) {
    if ("problem" in read) {
      bad.add(read.problem);
      continue;
    }
    for (const name of Object.keys(read.cells)) collector.seenColumns.add(name);
    addRow(collector, columns, read);
  }
  if (collector.seenColumns.size > 0) await requireColumns(file, named, collector.seenColumns);
  bad.refuse();
  if (collector.seenColumns.size === 0) return refuseEmpty(file, named);
  if (columns.layout === "wide" && columns.raters === null && collector.seenColumns.size === 1)
    throw new Refusal(
      `${file} has a single column: with --wide every rater has one.${await explainShape(file, collector.seenColumns.size)}`,
    );
  if (collector.labels.size === 0) throw new Refusal(`${file} ${noLabels}`);
  return collector.finish(columns.by !== null);
}
