import type { Category, CodedRatings } from "@/lib/stats/coded-ratings";

/**
 * How often two raters gave each pair of categories: counts categories x categories, row by row, rows the first
 * rater (or the truth), columns the second (or the judge).
 */
export type ContingencyTable = {
  readonly categories: readonly Category[];
  /** The number each category stands for, as in CodedRatings. */
  readonly values: Float64Array;
  readonly counts: Float64Array;
  readonly total: number;
};

/**
 * The table of two raters (columns of `ratings`), over the units both rated: a unit that one of them left out says
 * nothing of whether they agree. Every declared category has its row and column, used or not. Throws RangeError for
 * a rater that is none.
 */
export function contingencyTable(ratings: CodedRatings, first: number, second: number): ContingencyTable {
  const { units, raters, codes, categories, values } = ratings;
  for (const rater of [first, second]) {
    if (!(Number.isInteger(rater) && rater >= 0 && rater < raters))
      throw new RangeError(`contingencyTable: there is no rater ${rater}`);
  }
  const counts = new Float64Array(categories.length ** 2);
  let total = 0;
  for (let unit = 0; unit < units; unit++) {
    const a = codes[unit * raters + first];
    const b = codes[unit * raters + second];
    if (a < 0 || b < 0) continue;
    const cell = a * categories.length + b;
    counts[cell]++;
    total++;
  }
  return { categories, values, counts, total };
}

/**
 * A table given as rows of counts, in the order of `categories` (1, 2, 3 ... unless given). Counts need not be
 * whole: a table of shares times any number has the same kappa. Throws RangeError unless it is square with counts
 * of 0 or more.
 */
export function tableFromRows(
  rows: readonly (readonly number[])[],
  categories: readonly Category[] = rows.map((_, rank) => rank + 1),
): ContingencyTable {
  const q = categories.length;
  if (rows.length !== q || rows.some((row) => row.length !== q)) {
    throw new RangeError(`tableFromRows: needs ${q} rows of ${q} counts, one a category`);
  }
  const counts = Float64Array.from(rows.flat());
  if (counts.some((count) => !(count >= 0 && Number.isFinite(count)))) {
    throw new RangeError("tableFromRows: a count has to be a number of 0 or more");
  }
  const areNumbers = categories.every((category) => typeof category === "number");
  const values = Float64Array.from(categories, (category, rank) => (areNumbers ? Number(category) : rank + 1));
  return { categories, values, counts, total: counts.reduce((sum, count) => sum + count, 0) };
}

/** Row sums (the first rater's counts) and column sums (the second's). */
export function tableMargins({ categories, counts }: ContingencyTable): { rows: Float64Array; columns: Float64Array } {
  const q = categories.length;
  const rows = new Float64Array(q);
  const columns = new Float64Array(q);
  for (let k = 0; k < q; k++) {
    for (let l = 0; l < q; l++) {
      const count = counts[k * q + l];
      rows[k] += count;
      columns[l] += count;
    }
  }
  return { rows, columns };
}
