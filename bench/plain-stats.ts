/*
 * What bench/stats.ts holds the engine against: the textbook's formulas as one would write them down who counts once into
 * plain tables and does no work twice, but looks for nothing cleverer. Analytic errors are left out, resampled ones are not.
 */

import type { LabelVotes } from "../lib/stats/aggregation/label-votes";
import type { CodedRatings } from "../lib/stats/coded-ratings";
import type { Random } from "../lib/stats/defined";
import type { Comparisons } from "../lib/stats/ranking/win-rates";

/** Units x categories: how often each was given. */
function countUnits({ units, raters, codes, categories }: CodedRatings): Int32Array {
  const q = categories.length;
  const counts = new Int32Array(units * q);
  for (let unit = 0; unit < units; unit++) {
    for (let rater = 0; rater < raters; rater++) {
      const code = codes[unit * raters + rater] as number;
      if (code >= 0) counts[unit * q + code] = (counts[unit * q + code] as number) + 1;
    }
  }
  return counts;
}

/** Per unit: its ratings, and its ordered pairs of ratings that agree. */
function countPairs(counts: Int32Array, units: number, q: number): { sizes: Int32Array; same: Int32Array } {
  const [sizes, same] = [new Int32Array(units), new Int32Array(units)];
  for (let unit = 0; unit < units; unit++) {
    for (let k = 0; k < q; k++) {
      const count = counts[unit * q + k] as number;
      sizes[unit] = (sizes[unit] as number) + count;
      same[unit] = (same[unit] as number) + count * (count - 1);
    }
  }
  return { sizes, same };
}

/** Krippendorff's alpha, nominal. */
export function plainAlpha(ratings: CodedRatings): number {
  const q = ratings.categories.length;
  const counts = countUnits(ratings);
  const { sizes, same } = countPairs(counts, ratings.units, q);
  const every = Int32Array.from({ length: ratings.units }, (_, unit) => unit);
  return alphaOf(every, q, { counts, sizes, same });
}

type UnitCounts = { counts: Int32Array; sizes: Int32Array; same: Int32Array };

function alphaOf(chosen: Int32Array, q: number, { counts, sizes, same }: UnitCounts): number {
  const totals = new Float64Array(q);
  let [apart, n] = [0, 0];
  for (const unit of chosen) {
    const size = sizes[unit] as number;
    if (size < 2) continue;
    apart += size - (same[unit] as number) / (size - 1);
    n += size;
    for (let k = 0; k < q; k++) totals[k] = (totals[k] as number) + (counts[unit * q + k] as number);
  }
  const sameByChance = totals.reduce((sum, count) => sum + count * (count - 1), 0);
  return 1 - ((n - 1) * apart) / (n * (n - 1) - sameByChance);
}

/** The 95 % percentile interval of alpha over units drawn with replacement. */
export function plainAlphaInterval(ratings: CodedRatings, replicates: number, random: Random): [number, number] {
  const { units, categories } = ratings;
  const counts = countUnits(ratings);
  const table = { counts, ...countPairs(counts, units, categories.length) };
  const drawn = new Int32Array(units);
  const values = new Float64Array(replicates);
  for (let replicate = 0; replicate < replicates; replicate++) {
    for (let i = 0; i < units; i++) drawn[i] = Math.floor(random() * units);
    values[replicate] = alphaOf(drawn, categories.length, table);
  }
  values.sort();
  return [values[Math.floor(0.025 * replicates)] as number, values[Math.floor(0.975 * replicates)] as number];
}

/** Percent agreement and AC1, every unit counting once. */
export function plainAgreement(ratings: CodedRatings): { percent: number; ac1: number } {
  const q = ratings.categories.length;
  const counts = countUnits(ratings);
  const { sizes, same } = countPairs(counts, ratings.units, q);
  const shares = new Float64Array(q);
  let [agreed, paired, rated] = [0, 0, 0];
  for (let unit = 0; unit < ratings.units; unit++) {
    const size = sizes[unit] as number;
    if (size === 0) continue;
    rated++;
    for (let k = 0; k < q; k++) shares[k] = (shares[k] as number) + (counts[unit * q + k] as number) / size;
    if (size < 2) continue;
    paired++;
    agreed += (same[unit] as number) / (size * (size - 1));
  }
  const percent = agreed / paired;
  const chance = shares.reduce((sum, share) => sum + (share / rated) * (1 - share / rated), 0) / (q - 1);
  return { percent, ac1: (percent - chance) / (1 - chance) };
}

type PairTable = { cells: Int32Array; rows: Int32Array; columns: Int32Array; total: number; same: number };

/** Two raters' labels on the units both rated. */
function tabulatePair({ units, raters, codes, categories }: CodedRatings, a: number, b: number): PairTable {
  const q = categories.length;
  const table = { cells: new Int32Array(q * q), rows: new Int32Array(q), columns: new Int32Array(q) };
  let [total, same] = [0, 0];
  for (let unit = 0; unit < units; unit++) {
    const [x, y] = [codes[unit * raters + a] as number, codes[unit * raters + b] as number];
    if (x < 0 || y < 0) continue;
    table.cells[x * q + y] = (table.cells[x * q + y] as number) + 1;
    table.rows[x] = (table.rows[x] as number) + 1;
    table.columns[y] = (table.columns[y] as number) + 1;
    total++;
    if (x === y) same++;
  }
  return { ...table, total, same };
}

function kappaOf({ rows, columns, total, same }: Omit<PairTable, "cells">): number {
  let chance = 0;
  for (let k = 0; k < rows.length; k++) chance += (rows[k] as number) * (columns[k] as number);
  return (same * total - chance) / (total * total - chance);
}

/** Cohen's kappa of every pair of raters. */
export function plainKappas(ratings: CodedRatings): number[] {
  const kappas: number[] = [];
  for (let a = 0; a < ratings.raters; a++) {
    for (let b = a + 1; b < ratings.raters; b++) kappas.push(kappaOf(tabulatePair(ratings, a, b)));
  }
  return kappas;
}

/** Kappa without one unit, for each cell of the table that the unit may be in; NaN for a cell without units. */
function kappasWithoutOne(table: PairTable): Float64Array {
  const q = table.rows.length;
  return Float64Array.from(table.cells, (count, cell) => {
    if (count === 0) return Number.NaN;
    const [x, y] = [Math.floor(cell / q), cell % q];
    const rows = table.rows.with(x, (table.rows[x] as number) - 1);
    const columns = table.columns.with(y, (table.columns[y] as number) - 1);
    return kappaOf({ rows, columns, total: table.total - 1, same: table.same - Number(x === y) });
  });
}

/** The mean of all pairs' kappas with the error of the jackknife over units, where every kappa is defined. */
export function plainMeanKappa(ratings: CodedRatings): { value: number; error: number } {
  const { units, raters, codes, categories } = ratings;
  const without = new Float64Array(units);
  let [sum, pairs] = [0, 0];
  for (let a = 0; a < raters; a++) {
    for (let b = a + 1; b < raters; b++) {
      const table = tabulatePair(ratings, a, b);
      const kappa = kappaOf(table);
      const byCell = kappasWithoutOne(table);
      sum += kappa;
      pairs++;
      for (let unit = 0; unit < units; unit++) {
        const [x, y] = [codes[unit * raters + a] as number, codes[unit * raters + b] as number];
        without[unit] =
          (without[unit] as number) + (x < 0 || y < 0 ? kappa : (byCell[x * categories.length + y] as number));
      }
    }
  }
  const centre = without.reduce((all, own) => all + own, 0) / units;
  const squares = without.reduce((all, own) => all + (own - centre) ** 2, 0) / (pairs * pairs);
  return { value: sum / pairs, error: Math.sqrt(((units - 1) / units) * squares) };
}

/** Dawid and Skene's expectation-maximisation for a number of rounds: as many as the engine needs. */
export function plainDawidSkene(votes: LabelVotes, rounds: number): Float64Array {
  const { task, worker, label, tasks, workers, categories } = votes;
  const q = categories.length;
  const posterior = new Float64Array(tasks.length * q);
  const confusion = new Float64Array(workers.length * q * q);
  for (let i = 0; i < label.length; i++) add(posterior, (task[i] as number) * q + (label[i] as number), 1);
  normaliseRows(posterior, q);
  for (let round = 0; round < rounds; round++) {
    const prior = new Float64Array(q);
    for (let cell = 0; cell < posterior.length; cell++)
      add(prior, cell % q, (posterior[cell] as number) / tasks.length);
    confusion.fill(0);
    for (let i = 0; i < label.length; i++) {
      for (let k = 0; k < q; k++) {
        const share = posterior[(task[i] as number) * q + k] as number;
        add(confusion, ((worker[i] as number) * q + k) * q + (label[i] as number), share);
      }
    }
    normaliseRows(confusion, q);
    const [logPrior, logs] = [prior.map(Math.log), confusion.map(Math.log)];
    for (let cell = 0; cell < posterior.length; cell++) posterior[cell] = logPrior[cell % q] as number;
    for (let i = 0; i < label.length; i++) {
      for (let k = 0; k < q; k++) {
        const log = logs[((worker[i] as number) * q + k) * q + (label[i] as number)] as number;
        add(posterior, (task[i] as number) * q + k, log);
      }
    }
    for (let start = 0; start < posterior.length; start += q) {
      const row = posterior.subarray(start, start + q);
      const top = Math.max(...row);
      for (let k = 0; k < q; k++) row[k] = Math.exp((row[k] as number) - top);
    }
    normaliseRows(posterior, q);
  }
  return posterior;
}

function add(cells: Float64Array, place: number, value: number): void {
  cells[place] = (cells[place] as number) + value;
}

/** Makes every row of q cells sum to 1. */
function normaliseRows(cells: Float64Array, q: number): void {
  for (let start = 0; start < cells.length; start += q) {
    let sum = 0;
    for (let k = start; k < start + q; k++) sum += cells[k] as number;
    for (let k = start; k < start + q; k++) cells[k] = (cells[k] as number) / sum;
  }
}

/** Bradley and Terry's strengths by minorisation (Hunter 2004) until they stand still; no errors. */
export function plainBradleyTerry(players: number, { left, right, outcome }: Comparisons): number[] {
  const wins = Array.from({ length: players }, () => new Array<number>(players).fill(0));
  for (let i = 0; i < left.length; i++) {
    const isLeft = outcome[i] === 1;
    const [winner, loser] = [(isLeft ? left : right)[i] as number, (isLeft ? right : left)[i] as number];
    const row = wins[winner] as number[];
    row[loser] = (row[loser] as number) + 1;
  }
  const won = wins.map((row) => row.reduce((sum, count) => sum + count, 0));
  let strengths = new Array<number>(players).fill(1);
  for (let round = 0; round < 10_000; round++) {
    const next = strengths.map((own, i) => {
      const weight = strengths.reduce((sum, other, j) => {
        const met = (wins[i]?.[j] as number) + (wins[j]?.[i] as number);
        return i === j ? sum : sum + met / (own + other);
      }, 0);
      return (won[i] as number) / weight;
    });
    const sum = next.reduce((all, own) => all + own, 0) / players;
    const scaled = next.map((own) => own / sum);
    const moved = Math.max(...scaled.map((own, i) => Math.abs(own - (strengths[i] as number))));
    strengths = scaled;
    if (moved < 1e-10) break;
  }
  return strengths;
}
