import { labelKey } from "@/lib/text/label-spelling";
import { quoteName } from "./list-names";

/** What spreadsheets and people call a row that sums up the others. */
const sumNames = new Set(
  [
    ...["total", "totals", "grand total", "subtotal", "sum", "sums", "mean", "means", "average", "avg", "median"],
    ...["kappa", "alpha", "percent agreement", "% agreement", "accuracy", "f1"],
    ...["count", "counts", "std", "sd", "stdev", "std dev", "standard deviation", "variance", "min", "max", "mode"],
    ...["summe", "gesamt", "gesamtsumme", "gesamtergebnis", "mittelwert", "durchschnitt", "anzahl"],
    ...["somme", "moyenne", "total général", "suma", "total general", "promedio", "media", "somma", "totale"],
    ...["totaal", "gemiddelde", "soma", "média", "итого", "сумма", "среднее", "合计", "总计", "平均", "平均值", "合計"],
  ].map(labelKey),
);

export const isSumName = (name: string) => sumNames.has(labelKey(name.replace(/[:：]\s*$/, "")));

/** A row, or the rows of a unit, called like a sum. */
export type SumRow = { name: string; row: number; labels: readonly string[]; isLast: boolean };

/** Told apart: sums, whose labels stand in no other row, and rows that may be one, as the last of their table. */
export function sortSumRows<R extends SumRow>(rows: readonly R[], counts: ReadonlyMap<string, number>) {
  const others = new Map<string, number>();
  const count = (label: string, by: number) => others.set(labelKey(label), (others.get(labelKey(label)) ?? 0) + by);
  for (const [label, times] of counts) count(label, times);
  for (const { labels } of rows) for (const label of labels) count(label, -1);
  const isSum = ({ labels }: R) => labels.length > 0 && labels.every((label) => others.get(labelKey(label)) === 0);
  const sums = rows.filter(isSum);
  return { sums, doubtful: rows.filter((row) => !isSum(row) && row.isLast && row.labels.length > 0) };
}

const place = ({ name, row }: SumRow) => `${quoteName(name)} (line ${row})`;

/** What was made of them, in sentences. */
export const describeSumRows = ({ sums, doubtful }: ReturnType<typeof sortSumRows>): string[] => [
  ...sums.map(
    (row) =>
      `Left out as a sum of other rows: ${place(row)}, whose labels stand in no other row. If it is a unit, give it another name.`,
  ),
  ...doubtful.map(
    (row) =>
      `Counted as a unit, and perhaps a sum of the others: the last row, ${place(row)}. If it is one, delete it from the file.`,
  ),
];
