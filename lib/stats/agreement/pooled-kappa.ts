import type { UnitStatistic } from "@/lib/stats/resampling/unit-statistic";
import { type Disagreement, distanceBetween } from "./disagreement";

/**
 * References and answers, one comparison a place: codes of categories from 0, none missing. `unit` is what is
 * resampled, an item with all its comparisons.
 */
export type PooledComparisons = {
  unit: ArrayLike<number>;
  reference: ArrayLike<number>;
  answer: ArrayLike<number>;
  /** How many comparisons an imagined item has, a whole number: see `UnitStatistic`. None are imagined without. */
  imagined?: number;
};

/** The comparisons of each unit as cells of a table, sorted; units with the same cells are one group. */
function groupUnits({ unit, reference, answer }: PooledComparisons, units: number, categories: number) {
  const cellsOf: number[][] = Array.from({ length: units }, () => []);
  for (let i = 0; i < unit.length; i++) {
    const cells = cellsOf[unit[i]];
    if (!cells) throw new RangeError(`pooledKappaStatistic: there is no unit ${unit[i]} among ${units}`);
    cells.push(reference[i] * categories + answer[i]);
  }
  const index = new Map<string, number>();
  const groups: Int32Array[] = [];
  const groupOf = Int32Array.from(cellsOf, (cells) => {
    cells.sort((a, b) => a - b);
    const key = cells.join();
    const known = index.get(key);
    if (known !== undefined) return known;
    index.set(key, groups.length);
    return groups.push(Int32Array.from(cells)) - 1;
  });
  return { groups, groupOf };
}

/** More cells than this are not imagined: they would cost more than the items there are. */
const mostCells = 500;

/**
 * Items with one cell throughout, for every cell of the categories in use: half of their weight on those where both
 * sides agree. With two categories 1/2 a cell, with more 1 in all, as in `imaginePatterns`.
 */
function imagineCells({ reference, answer, imagined = 0 }: PooledComparisons, categories: number) {
  const isUsed = new Uint8Array(categories);
  for (const codes of [reference, answer]) for (let i = 0; i < codes.length; i++) isUsed[codes[i]] = 1;
  const used = [...isUsed.keys()].filter((code) => isUsed[code] === 1);
  const total = used.length === 2 ? 2 : 1;
  if (imagined < 1 || used.length < 2 || used.length ** 2 > mostCells) return [];
  return used.flatMap((row) =>
    used.map((column) => ({
      cells: new Int32Array(imagined).fill(row * categories + column),
      weight: row === column ? total / 2 / used.length : total / 2 / (used.length * (used.length - 1)),
    })),
  );
}

/** The different cells of all groups behind one another, with how often each occurs: of group g from `starts[g]` to `starts[g + 1]`. */
function layOut(groups: readonly Int32Array[]) {
  const starts = new Int32Array(groups.length + 1);
  const cells: number[] = [];
  const times: number[] = [];
  for (const [group, own] of groups.entries()) {
    // Sorted: equal cells stand side by side.
    for (let i = 0; i < own.length; i++) {
      if (i > 0 && own[i] === own[i - 1]) times[times.length - 1]++;
      else times[cells.push(own[i]) - 1] = 1;
    }
    starts[group + 1] = cells.length;
  }
  return { starts, cells: Int32Array.from(cells), times: Float64Array.from(times) };
}

/**
 * Cohen's kappa of one table over all comparisons, as a function of how often each unit counts: a judge against
 * every label of a person, where the labels of one item hang together. Each comparison is a cell of the table, so
 * an item with five labels weighs five times; rows are references, columns answers, and kappa is 1 - Do / De as in
 * `cohenKappa`. The formulas' standard error would take the comparisons as independent, which is why there is only
 * a resampled one.
 *
 * What comes back makes the statistic for a `disagreement`, which weighs near misses: all that are asked of the same
 * comparisons share one grouping of the units, and so one set of draws. With one comparison a unit it is Cohen's kappa
 * of two raters. NaN without a comparison, or where both sides are one and the same category throughout. Throws
 * RangeError for a unit out of range.
 */
export function poolComparisons(
  comparisons: PooledComparisons,
  units: number,
  categories: number,
): (disagreement: Disagreement) => UnitStatistic {
  const { groups: real, groupOf } = groupUnits(comparisons, units, categories);
  const added = imagineCells(comparisons, categories);
  const groups = [...real, ...added.map(({ cells }) => cells)];
  const imagined = Float64Array.from([...real.map(() => 0), ...added.map(({ weight }) => weight)]);
  const laidOut = layOut(groups);
  return (disagreement) => {
    const distances = Float64Array.from({ length: categories * categories }, (_, cell) =>
      distanceBetween(disagreement, categories, Math.floor(cell / categories), cell % categories),
    );
    return { groups: groups.length, groupOf, imagined, evaluate: kappaOf(laidOut, distances, categories) };
  };
}

/** 1 - Do / De of the table that the weighted groups make; NaN where nothing could differ. */
function kappaOf({ starts, cells, times }: ReturnType<typeof layOut>, distances: Float64Array, categories: number) {
  const table = new Float64Array(categories * categories);
  const rows = new Float64Array(categories);
  const columns = new Float64Array(categories);
  const fillTable = (weights: Float64Array) => {
    table.fill(0);
    for (let group = 0; group + 1 < starts.length; group++) {
      const weight = weights[group];
      if (weight === 0) continue;
      for (let i = starts[group]; i < starts[group + 1]; i++) table[cells[i]] += weight * times[i];
    }
  };
  return (weights: Float64Array) => {
    fillTable(weights);
    rows.fill(0);
    columns.fill(0);
    let [total, apart, expected] = [0, 0, 0];
    for (let k = 0; k < categories; k++)
      for (let l = 0; l < categories; l++) {
        const count = table[k * categories + l];
        total += count;
        rows[k] += count;
        columns[l] += count;
        apart += count * distances[k * categories + l];
      }
    for (let k = 0; k < categories; k++) {
      if (rows[k] === 0) continue;
      for (let l = 0; l < categories; l++) expected += rows[k] * columns[l] * distances[k * categories + l];
    }
    return expected > 1e-12 * total * total ? 1 - (apart * total) / expected : Number.NaN;
  };
}

/** One kappa of these comparisons: see `poolComparisons`. */
export const pooledKappaStatistic = (
  comparisons: PooledComparisons,
  units: number,
  categories: number,
  disagreement: Disagreement = { kind: "nominal" },
): UnitStatistic => poolComparisons(comparisons, units, categories)(disagreement);
