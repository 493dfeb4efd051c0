import type { MixedDesign, RandomFactor } from "@/lib/stats/models/mixed-data";
import { factorise, substitute } from "@/lib/stats/parts/linear-solve";

/*
 * The penalised normal equations of random intercepts, in the scaled effects u of lme4: with Z the incidence of
 * levels, T the diagonal of relative standard deviations, X fixed columns and W weights,
 *
 *   | T Z'W Z T + I    T Z'W X |  | u |
 *   | X'W Z T          X'W X   |  | b |  =  right side.
 *
 * A label has one level of each factor, so the block of any one factor is diagonal. The largest factor is taken out by
 * that (a Schur complement that costs the square of how many others a level meets), and what is left, the levels of
 * the other factors and the columns of X, is dense and goes to Cholesky.
 */

/** What stays the same while weights and deviations change: which cells there are, and where. */
export type Structure = {
  labels: number;
  columns: readonly Float64Array[];
  /** The largest factor first. */
  factors: readonly RandomFactor[];
  /** Where each factor stands in the caller's order. */
  order: readonly number[];
  /** First row of each factor but the largest, among the dense ones; the last entry is where X begins. */
  offsets: readonly number[];
  dense: number;
  /** Dense rows that each level of the largest factor meets: `met[starts[l] .. starts[l + 1]]`. */
  starts: Int32Array;
  met: Int32Array;
  /** For each factor but the largest, where in `met` a label's cell is. */
  slots: readonly Int32Array[];
};

/** The system, factorised: `diagonal` of the largest factor, `links` beside `met`, `lower` of the dense rest. */
export type System = {
  diagonal: Float64Array;
  links: Float64Array;
  fixedLinks: Float64Array;
  lower: Float64Array;
  /** ln det of the block of the factors, and of what X adds to it. */
  logDetFactors: number;
  logDetFixed: number;
};

export function structureOf(labels: number, { fixed, factors: given }: MixedDesign): Structure {
  const order = [...given.keys()].sort((a, b) => given[b].levels - given[a].levels || a - b);
  const factors = order.map((place) => given[place]);
  const [largest, ...others] = factors;
  const offsets = [0];
  for (const { levels } of others) offsets.push(offsets[offsets.length - 1] + levels);
  const places = Array.from({ length: largest.levels }, () => new Map<number, number>());
  for (let i = 0; i < labels; i++) {
    const seen = places[largest.codes[i]];
    for (const [f, { codes }] of others.entries()) {
      const row = offsets[f] + codes[i];
      if (!seen.has(row)) seen.set(row, seen.size);
    }
  }
  const starts = new Int32Array(largest.levels + 1);
  for (const [level, seen] of places.entries()) starts[level + 1] = starts[level] + seen.size;
  const slots = others.map(({ codes }, f) =>
    Int32Array.from(codes, (code, i) => {
      const level = largest.codes[i];
      return starts[level] + (places[level].get(offsets[f] + code) ?? 0);
    }),
  );
  const met = Int32Array.from(places.flatMap((seen) => [...seen.keys()]));
  const dense = offsets[offsets.length - 1] + fixed.columns.length;
  return { labels, columns: fixed.columns, factors, order, offsets, dense, starts, met, slots };
}

/** The system for weights (null: all 1) and relative deviations in the structure's order; null where X is collinear. */
export function factoriseSystem(structure: Structure, deviations: readonly number[], weights: Float64Array | null) {
  const { factors, dense, met, columns } = structure;
  const p = columns.length;
  const system: System = {
    diagonal: new Float64Array(factors[0].levels).fill(1),
    links: new Float64Array(met.length),
    fixedLinks: new Float64Array(factors[0].levels * p),
    lower: new Float64Array(dense * dense),
    logDetFactors: 0,
    logDetFixed: 0,
  };
  addLabels(structure, system, deviations, weights);
  takeOutLargest(structure, system);
  if (!factorise(system.lower, dense)) return null;
  for (const cell of system.diagonal) system.logDetFactors += Math.log(cell);
  for (let row = 0; row < dense; row++) {
    const log = 2 * Math.log(system.lower[row * dense + row]);
    if (row < dense - p) system.logDetFactors += log;
    else system.logDetFixed += log;
  }
  return system;
}

function addLabels(
  { labels, columns, factors, offsets, dense, slots }: Structure,
  { diagonal, links, fixedLinks, lower }: System,
  deviations: readonly number[],
  weights: Float64Array | null,
) {
  const [others, p] = [factors.length - 1, columns.length];
  const fixedRow = dense - p;
  for (let row = 0; row < fixedRow; row++) lower[row * dense + row] = 1;
  const largest = factors[0].codes;
  // A label's rows among the dense ones and its entries there, factors first.
  const [rows, entries] = [new Int32Array(others + p), new Float64Array(others + p)];
  for (let j = 0; j < p; j++) rows[others + j] = fixedRow + j;
  for (let i = 0; i < labels; i++) {
    const weight = weights ? weights[i] : 1;
    const level = largest[i];
    const own = weight * deviations[0];
    diagonal[level] += own * deviations[0];
    for (let f = 0; f < others; f++) {
      rows[f] = offsets[f] + factors[f + 1].codes[i];
      entries[f] = deviations[f + 1];
      links[slots[f][i]] += own * entries[f];
    }
    for (let j = 0; j < p; j++) {
      entries[others + j] = columns[j][i];
      fixedLinks[level * p + j] += own * columns[j][i];
    }
    for (let a = 0; a < rows.length; a++) {
      const base = rows[a] * dense;
      const scaled = weight * entries[a];
      for (let b = 0; b <= a; b++) {
        // Factors stand in the order of their rows, so this is the lower triangle.
        lower[base + rows[b]] += scaled * entries[b];
      }
    }
  }
}

/** Takes links x links' / diagonal off the dense block, level by level. */
function takeOutLargest({ columns, dense, starts, met }: Structure, system: System): void {
  const { diagonal, links, fixedLinks, lower } = system;
  const p = columns.length;
  const fixedRow = dense - p;
  for (let level = 0; level < diagonal.length; level++) {
    const [from, to] = [starts[level], starts[level + 1]];
    for (let a = from; a < to; a++) {
      const scaled = links[a] / diagonal[level];
      if (scaled === 0) continue;
      const base = met[a] * dense;
      for (let b = from; b < to; b++) if (met[b] <= met[a]) lower[base + met[b]] -= scaled * links[b];
    }
    for (let j = 0; j < p; j++) {
      const scaled = fixedLinks[level * p + j] / diagonal[level];
      const base = (fixedRow + j) * dense;
      for (let b = from; b < to; b++) lower[base + met[b]] -= scaled * links[b];
      for (let k = 0; k <= j; k++) lower[base + fixedRow + k] -= scaled * fixedLinks[level * p + k];
    }
  }
}

/** Solves the system in place: `top` for the largest factor, `rest` for the dense rows. */
export function solveSystem(structure: Structure, system: System, top: Float64Array, rest: Float64Array): void {
  const { columns, dense, starts, met } = structure;
  const { diagonal, links, fixedLinks, lower } = system;
  const p = columns.length;
  const fixedRow = dense - p;
  for (let level = 0; level < top.length; level++) {
    const share = top[level] / diagonal[level];
    for (let a = starts[level]; a < starts[level + 1]; a++) rest[met[a]] -= links[a] * share;
    for (let j = 0; j < p; j++) rest[fixedRow + j] -= fixedLinks[level * p + j] * share;
  }
  substitute(lower, rest);
  for (let level = 0; level < top.length; level++) {
    let sum = top[level];
    for (let a = starts[level]; a < starts[level + 1]; a++) sum -= links[a] * rest[met[a]];
    for (let j = 0; j < p; j++) sum -= fixedLinks[level * p + j] * rest[fixedRow + j];
    top[level] = sum / diagonal[level];
  }
}

/** The sum over a label's factors of deviation x effect, for every label, on top of what `into` holds. */
export function addEffects(
  { labels, factors, offsets }: Structure,
  deviations: readonly number[],
  { top, rest }: { top: Float64Array; rest: Float64Array },
  into: Float64Array,
): void {
  for (let i = 0; i < labels; i++) {
    let sum = deviations[0] * top[factors[0].codes[i]];
    for (let f = 1; f < factors.length; f++) sum += deviations[f] * rest[offsets[f - 1] + factors[f].codes[i]];
    into[i] += sum;
  }
}

/** T Z' v and X' v of one number a label: a right side. */
export function gather(structure: Structure, deviations: readonly number[], values: Float64Array) {
  const { labels, columns, factors, offsets, dense } = structure;
  const top = new Float64Array(factors[0].levels);
  const rest = new Float64Array(dense);
  const fixedRow = dense - columns.length;
  for (let i = 0; i < labels; i++) {
    top[factors[0].codes[i]] += deviations[0] * values[i];
    for (let f = 1; f < factors.length; f++) rest[offsets[f - 1] + factors[f].codes[i]] += deviations[f] * values[i];
    for (let j = 0; j < columns.length; j++) rest[fixedRow + j] += columns[j][i] * values[i];
  }
  return { top, rest };
}
