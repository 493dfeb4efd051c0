import { Refusal } from "@/lib/refusal";
import type { Encoding } from "@/lib/text/bytes/encodings";
import { cellText } from "@/lib/text/rows/cell-text";
import { isNameless } from "@/lib/text/rows/nameless-column";
import type { Cells, TableRow } from "@/lib/text/rows/table-rows";
import { BadRows, describeRow, rowNumber } from "./bad-rows";
import { type ClusterColumn, findCluster, readClusterCell } from "./clusters";
import { explainShape } from "./explain-shape";
import { noLabels } from "./fold-file";
import { FormatLabels, type FoundFormat, findFormat } from "./format-file";
import { type AgreementFile, LabelCollector, type Place } from "./label-collector";
import { listNamed, type NamedColumn, refuseEmpty, requireColumns } from "./named-columns";
import { type LabelFile, openRows } from "./open-rows";
import { isOwnRow, OwnTable } from "./own-table";
import { readName } from "./read-name";
import { findLostDigits, type Scale } from "./scale";
import { isSumName } from "./sum-rows";

/** Where a file says who labeled what how: one label a row, or one unit a row and one rater a column. */
export type Columns = { by: string | null; cluster: ClusterColumn; encoding?: Encoding } & (
  | { layout: "long"; unit: string; rater: string; value: string; isNamed: boolean; question: string | null }
  | { layout: "wide"; unit: string | null; raters: readonly string[] | null }
);

function addLong(collector: LabelCollector, columns: Columns & { layout: "long" }, place: Place, row: Cells) {
  const [unit, rater] = [readName(row[columns.unit], "unit"), readName(row[columns.rater], "rater")];
  if ("because" in unit) return collector.refuse(place.row, columns.unit, unit.because);
  if ("because" in rater) return collector.refuse(place.row, columns.rater, rater.because);
  collector.add(place, { unit: unit.name, rater: rater.name, column: columns.value }, row[columns.value]);
}

const namedCluster = (given: ClusterColumn) => (given !== null && given !== "look" ? given.column : null);

/** Columns that hold something else than clusters. */
const takenColumns = (columns: Columns): (string | null)[] =>
  columns.layout === "long"
    ? [columns.by, columns.unit, columns.rater, columns.value]
    : [columns.by, columns.unit, ...(columns.raters ?? [])];

/** What a column is called that names the units, the likeliest first: nobody would take it for a rater. */
const usualUnits = [/^unit$/i, /^unit[ _-]?id$/i, /^item$/i, /^item[ _-]?id$/i, /^id$/i];

function findUsualUnit(row: Cells): string | null {
  const names = Object.keys(row);
  for (const usual of usualUnits) {
    const found = names.find((name) => usual.test(name.trim()));
    if (found !== undefined) return found;
  }
  return null;
}

/** The column of the units, called so by the options or by its name alone. */
function findUnitColumn({ unit, ...others }: Columns & { layout: "wide" }, row: Cells): string | null {
  const usual = unit === null ? findUsualUnit(row) : null;
  if (usual === null) return unit;
  const isUsed = others.by === usual || namedCluster(others.cluster) === usual || others.raters?.includes(usual);
  return isUsed ? null : usual;
}

/** What stands in the first column, or in one without a name, may be what the row is called: Excel and pandas leave that header cell empty. */
const findTitle = (row: Cells): string | null =>
  Object.keys(row)
    .filter((name, place) => place === 0 || isNameless(name))
    .map((name) => cellText(row[name]))
    .find(isSumName) ?? null;

function addWide(
  collector: LabelCollector,
  columns: Columns & { layout: "wide" },
  place: Place,
  row: Cells,
  cluster: string | null,
) {
  const column = findUnitColumn(columns, row);
  const unit = column === null ? { name: describeRow(place.row, rowNumber(place.row)) } : readName(row[column], "unit");
  if ("because" in unit) return collector.refuse(place.row, column, unit.because);
  if (column === null) collector.callRow(place.group, unit.name, findTitle(row));
  const add = (rater: string) => collector.add(place, { unit: unit.name, rater, column: rater }, row[rater]);
  if (columns.raters !== null) {
    for (const rater of columns.raters) add(rater);
    return;
  }
  for (const name of Object.keys(row))
    if (name !== column && name !== columns.by && name !== cluster)
      collector.raterColumns.take(name, row[name], () => add(name));
}

/** The columns that options name, or stand for where they are not given. */
export const listColumns = (columns: Columns): NamedColumn[] => [
  ...(columns.layout === "long"
    ? listNamed({ "--unit": columns.unit, "--rater": columns.rater, "--value": columns.value })
    : [
        ...listNamed({ "--unit": columns.unit }),
        ...(columns.raters ?? []).map((column) => ({ option: "--rater", column })),
      ]),
  ...listNamed({ "--by": columns.by, "--cluster": namedCluster(columns.cluster) }),
];

function addRow(collector: LabelCollector, columns: Columns, row: TableRow) {
  const { by, cluster } = columns;
  const { cells } = row;
  const lost = by === null ? null : findLostDigits(cells[by]);
  if (lost !== null) return collector.refuse(row, by, lost);
  const column = findCluster(cluster, cells, takenColumns(columns));
  const named = column === null ? { name: null } : readClusterCell(cluster, cells[column]);
  if ("because" in named) return collector.refuse(row, column, named.because);
  if (column !== null) collector.clusterSource ??= { column, isFound: cluster === "look" };
  const place = { row, group: by === null ? "" : cellText(cells[by]), cluster: named.name };
  if (columns.layout === "long") addLong(collector, columns, place, cells);
  else addWide(collector, columns, place, cells, column);
}

const requireLabels = (file: string, { groups }: AgreementFile) => {
  if (groups.every(({ ratings }) => ratings.codes.every((code) => code < 0))) throw new Refusal(`${file} ${noLabels}`);
};

/** A file in a format of the import, where nobody has said which of its columns are what. */
async function readFormatFile(
  { path, encoding }: LabelFile,
  { found, question }: { found: FoundFormat; question: string | null },
  scale: Scale,
): Promise<AgreementFile> {
  const bad = new BadRows();
  const collector = new LabelCollector(path, scale, bad);
  const own = new FormatLabels(found, question);
  for await (const read of own.read({ path, encoding }))
    if ("problem" in read) bad.add(read.problem);
    else own.add(collector, read.line, read.record, scale);
  bad.refuse();
  own.requireQuestion(path);
  const read = collector.finish(question === null);
  requireLabels(path, read);
  return { ...read, isAnonymous: own.isAnonymous, notes: [...own.notes(), ...read.notes] };
}

/** Columns that nobody has named, so that the file itself may say what they are. */
const isOpen = (columns: Columns) =>
  columns.layout === "long" && !columns.isNamed && namedCluster(columns.cluster) === null;

/**
 * The labels of a file, coded. Throws `Refusal` with file, line and reason of every bad row, and `UsageError` for a
 * column that is not there. Categories are those of the whole file, so that groups can be compared.
 */
export async function readAgreementFile(file: string, columns: Columns, scale: Scale): Promise<AgreementFile> {
  const question = columns.layout === "long" ? columns.question : null;
  const labelFile = { path: file, encoding: columns.encoding };
  const found = isOpen(columns) ? await findFormat(labelFile) : null;
  if (found) return readFormatFile(labelFile, { found, question }, scale);
  const bad = new BadRows();
  const collector = new LabelCollector(file, scale, bad);
  const named = listColumns(columns);
  const own = new OwnTable(question);
  let isOwn: boolean | null = null;
  for await (const read of openRows(labelFile)) {
    if ("problem" in read) {
      bad.add(read.problem);
      continue;
    }
    for (const name of Object.keys(read.cells)) collector.seenColumns.add(name);
    isOwn ??= columns.layout === "long" && !columns.isNamed && isOwnRow(read.cells);
    if (isOwn) own.add(collector, read, scale);
    else addRow(collector, columns, read);
  }
  if (collector.seenColumns.size > 0 && !isOwn) await requireColumns(file, named, collector.seenColumns);
  const { notes, isUnreadable } = collector.raterColumns.finish();
  if (isUnreadable)
    throw new Refusal(
      `${file}: fewer than two of its columns have a name (${[...collector.seenColumns].join(", ")}). If a title stands above the header, delete that line; else name the columns, one for each rater.`,
    );
  bad.refuse();
  const strangers = columns.layout === "wide" && columns.raters === null ? collector.setStrangersAside() : [];
  if (collector.seenColumns.size === 0) return refuseEmpty(file, named);
  if (columns.layout === "wide" && columns.raters === null && collector.seenColumns.size === 1)
    throw new Refusal(
      `${file} has a single column: with --wide every rater has one.${await explainShape(file, collector.seenColumns.size)}`,
    );
  if (isOwn) own.requireQuestion(file);
  const read = collector.finish(columns.by !== null || (isOwn === true && question === null));
  requireLabels(file, read);
  return { ...read, notes: [...(isOwn ? own.notes() : []), ...notes, ...strangers, ...read.notes] };
}
