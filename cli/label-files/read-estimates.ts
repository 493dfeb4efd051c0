import { Refusal } from "@/lib/refusal";
import type { Encoding } from "@/lib/text/bytes/encodings";
import { labelKey } from "@/lib/text/label-spelling";
import { cellText } from "@/lib/text/rows/cell-text";
import type { Cells } from "@/lib/text/rows/table-rows";
import { listNamed } from "./named-columns";
import { type RefuseRow, readNamedRows } from "./read-named-rows";

/** A row is one item, with what people and the judge say of it; in the order in which people labeled. */
export type EstimateColumns = {
  humans: readonly string[];
  judge: string;
  /** The label whose rate is asked for; null where labels are numbers whose mean is. */
  label: string | null;
  strata: string | null;
  /** The chance that an item had to be given to people. */
  chance: string | null;
  missing: readonly string[];
  encoding?: Encoding;
};

/** `people` is the mean of the people's numbers (1 and 0 where a label's rate is asked for); both are null without a label. */
export type EstimateRow = { people: number | null; judge: number | null; stratum: string; chance: number | null };

export type ReadEstimates = {
  /** Items with a label of people, of the judge, or of both. */
  rows: EstimateRow[];
  /** Rows without a label of either, which are in no figure. */
  blank: number;
  /** Texts that were taken for a label other than the one asked for, the most common first. */
  others: { text: string; count: number }[];
};

type Others = Map<string, number>;

/** A label as a number, null where there is none, or why it is none. */
function readValue(
  cell: unknown,
  { label, missing }: EstimateColumns,
  others: Others,
): number | null | { because: string } {
  const text = cellText(cell);
  if (text === "" || missing.includes(text)) return null;
  if (label !== null) {
    if (labelKey(text) === labelKey(label)) return 1;
    others.set(text, (others.get(text) ?? 0) + 1);
    return 0;
  }
  const value = Number(text);
  return Number.isFinite(value)
    ? value
    : { because: `"${text}" is no number: name the label whose rate you want with --label` };
}

function readChance(cell: unknown): number | { because: string } {
  const chance = Number(cellText(cell));
  return chance > 0 && chance <= 1 ? chance : { because: "a chance lies above 0 and is 1 at most" };
}

function readRow(cells: Cells, columns: EstimateColumns, others: Others, refuse: RefuseRow): EstimateRow {
  const read = (column: string) => {
    const value = readValue(cells[column], columns, others);
    if (value === null || typeof value === "number") return value;
    refuse(column, value.because);
    return null;
  };
  const own = columns.humans.flatMap((column) => read(column) ?? []);
  const judge = read(columns.judge);
  const people = own.length === 0 ? null : own.reduce((sum, value) => sum + value, 0) / own.length;
  const chance = columns.chance === null || people === null ? null : readChance(cells[columns.chance]);
  if (chance !== null && typeof chance !== "number") refuse(columns.chance, chance.because);
  const stratum = columns.strata === null ? "" : cellText(cells[columns.strata]);
  return { people, judge, stratum, chance: typeof chance === "number" ? chance : null };
}

/** The items that people or the judge labeled. Throws `Refusal` where no item has labels of both. */
export async function readEstimates(file: string, columns: EstimateColumns): Promise<ReadEstimates> {
  const named = [
    ...columns.humans.map((column) => ({ option: "--human", column })),
    ...listNamed({ "--judge": columns.judge, "--strata": columns.strata, "--chance": columns.chance }),
  ];
  const others: Others = new Map();
  const all = await readNamedRows(file, { named, encoding: columns.encoding }, (cells, refuse) =>
    readRow(cells, columns, others, refuse),
  );
  const rows = all.filter(({ people, judge }) => people !== null || judge !== null);
  if (rows.every(({ people, judge }) => people === null || judge === null))
    throw new Refusal(`${file} has no row with labels of both people and the judge.`);
  const counted = [...others].map(([text, count]) => ({ text, count }));
  return { rows, blank: all.length - rows.length, others: counted.sort((a, b) => b.count - a.count) };
}
