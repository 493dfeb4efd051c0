import { cellText } from "@/lib/exchange/cell-text";
import type { Cells } from "@/lib/exchange/table-rows";
import { Refusal } from "@/lib/refusal";
import { codeTriples, type KeyedRatings } from "@/lib/stats/coded-ratings";
import { UsageError } from "../usage-error";
import { BadRows } from "./bad-rows";
import { openRows } from "./open-rows";
import { orderLabels, readLabel, type Scale } from "./scale";

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
/** Where a cell stands: its line, the part of the file it is measured with, and the cluster of its unit. */
type Place = { line: number; group: string; cluster: string | null };
type Group = {
  triples: Triple[];
  lines: Map<string, number>;
  clusters: Map<string, { cluster: string; line: number }>;
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

  refuse(line: number, field: string | null, message: string) {
    this.bad.add({ file: this.file, line, field, message });
  }

  /** Reads the label of one cell and keeps it, unless the rater has labeled the unit before. */
  add({ group, line, cluster }: Place, given: Omit<Given, "value">, cell: unknown) {
    const read = readLabel(cell, this.scale);
    if ("because" in read) return this.refuse(line, given.column, read.because);
    const { triples, lines, clusters } = this.groupOf(group);
    if (cluster !== null) {
      const known = clusters.get(given.unit) ?? { cluster, line };
      clusters.set(given.unit, known);
      if (known.cluster !== cluster)
        return this.refuse(
          line,
          null,
          `${given.unit} is of "${known.cluster}" on line ${known.line}, here of "${cluster}"`,
        );
    }
    const key = JSON.stringify([given.unit, given.rater]);
    const before = lines.get(key);
    if (before !== undefined)
      return this.refuse(line, null, `${given.rater} labels ${given.unit} again, after line ${before}: keep one`);
    lines.set(key, line);
    if (read.label !== null) this.labels.add(read.label);
    triples.push({ unit: given.unit, rater: given.rater, value: read.label });
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
    const group: Group = { triples: [], lines: new Map(), clusters: new Map() };
    this.groups.set(name, group);
    return group;
  }
}

function addLong(collector: Collector, columns: Columns & { layout: "long" }, place: Place, row: Cells) {
  const { line } = place;
  const [unit, rater] = [cellText(row[columns.unit]), cellText(row[columns.rater])];
  if (unit === "") return collector.refuse(line, columns.unit, "Empty: every row names its unit");
  if (rater === "") return collector.refuse(line, columns.rater, "Empty: every row names its rater");
  collector.add(place, { unit, rater, column: columns.value }, row[columns.value]);
}

function addWide(collector: Collector, columns: Columns & { layout: "wide" }, place: Place, row: Cells) {
  const { line } = place;
  const unit = columns.unit === null ? `line ${line}` : cellText(row[columns.unit]);
  if (unit === "") return collector.refuse(line, columns.unit, "Empty: every row names its unit");
  const isRater = (name: string) => name !== columns.unit && name !== columns.by && name !== columns.cluster;
  for (const rater of columns.raters ?? Object.keys(row).filter(isRater))
    collector.add(place, { unit, rater, column: rater }, row[rater]);
}

/** Throws a `UsageError` for a column that no row has. */
export function requireColumns(file: string, wanted: readonly (string | null)[], seen: ReadonlySet<string>) {
  const absent = wanted.filter((name) => name !== null && !seen.has(name));
  if (absent.length === 0) return;
  const known = [...seen].slice(0, 20).join(", ") || "none";
  throw new UsageError(`${file} has no column "${absent.join('", "')}". Its columns: ${known}.`);
}

const namedColumns = (columns: Columns) =>
  columns.layout === "long"
    ? [columns.unit, columns.rater, columns.value, columns.by, columns.cluster]
    : [columns.unit, columns.by, columns.cluster, ...(columns.raters ?? [])];

/**
 * The labels of a file, coded. Throws `Refusal` with file, line and reason of every bad row, and `UsageError` for a
 * column that is not there. Categories are those of the whole file, so that groups can be compared.
 */
export async function readAgreementFile(file: string, columns: Columns, scale: Scale): Promise<LabelGroup[]> {
  const bad = new BadRows();
  const collector = new Collector(file, scale, bad);
  for await (const read of openRows(file)) {
    if ("problem" in read) {
      bad.add(read.problem);
      continue;
    }
    const { line, cells } = read;
    for (const name of Object.keys(cells)) collector.seenColumns.add(name);
    const group = columns.by === null ? "" : cellText(cells[columns.by]);
    const cluster = columns.cluster === null ? null : cellText(cells[columns.cluster]);
    const place = { line, group, cluster };
    if (cluster === "") collector.refuse(line, columns.cluster, "Empty: every row names its cluster");
    else if (columns.layout === "long") addLong(collector, columns, place, cells);
    else addWide(collector, columns, place, cells);
  }
  if (collector.seenColumns.size > 0) requireColumns(file, namedColumns(columns), collector.seenColumns);
  bad.refuse();
  if (collector.seenColumns.size === 0) throw new Refusal(`${file} holds no rows.`);
  return collector.finish(columns.by !== null);
}
