import { requireNumbers } from "@/lib/stats/parts/require-numbers";
import type { UnitStatistic } from "@/lib/stats/resampling/unit-statistic";

/** Places of equal values, from the lowest value up: where each run ends in `order`. */
type Runs = { order: Int32Array; ends: Int32Array };

/** The places in the order of their values, and where each run of equal values ends. */
function sortRuns(values: ArrayLike<number>): Runs {
  const order = Int32Array.from({ length: values.length }, (_, place) => place).sort((a, b) => values[a] - values[b]);
  const ends: number[] = [];
  for (let i = 1; i <= order.length; i++) {
    if (i === order.length || values[order[i]] !== values[order[i - 1]]) ends.push(i);
  }
  return { order, ends: Int32Array.from(ends) };
}

/**
 * Fills `ranks` with the midranks, less their mean, that the places have when each counts `weights` times: weight
 * before the run, plus half of the run's, less half of all. (A constant 1/2 is dropped with the mean.)
 */
function fillRanks({ order, ends }: Runs, weights: Float64Array, total: number, ranks: Float64Array): void {
  let [start, before] = [0, 0];
  for (const end of ends) {
    let run = 0;
    for (let i = start; i < end; i++) run += weights[order[i]];
    const rank = before + run / 2 - total / 2;
    for (let i = start; i < end; i++) ranks[order[i]] = rank;
    before += run;
    start = end;
  }
}

/**
 * Spearman's rho as a function of unit weights, for bootstrap and jackknife: with all weights 1 it is `spearman`'s.
 * `unit` names the unit of each pair of numbers. Values are sorted once, and a resample only counts how many come before
 * them: O(units) each, where ranking anew would sort every time. NaN where a side is constant. Throws RangeError for a
 * unit out of range, lists of different length, or what is no number.
 */
export function spearmanStatistic(
  { unit, x, y }: { unit: ArrayLike<number>; x: ArrayLike<number>; y: ArrayLike<number> },
  units: number,
): UnitStatistic {
  const n = unit.length;
  if (x.length !== n || y.length !== n)
    throw new RangeError(`spearmanStatistic: ${x.length} and ${y.length} numbers of ${n} units`);
  requireNumbers("spearmanStatistic", x, y);
  const stray = Array.from(unit).find((own) => !(own >= 0 && own < units));
  if (stray !== undefined) throw new RangeError(`spearmanStatistic: there is no unit ${stray} among ${units}`);
  const [runsX, runsY] = [sortRuns(x), sortRuns(y)];
  const [counts, ranksX, ranksY] = [new Float64Array(n), new Float64Array(n), new Float64Array(n)];
  const evaluate = (weights: Float64Array) => {
    let total = 0;
    for (let i = 0; i < n; i++) {
      const weight = weights[unit[i]];
      counts[i] = weight;
      total += weight;
    }
    fillRanks(runsX, counts, total, ranksX);
    fillRanks(runsY, counts, total, ranksY);
    let [xx, yy, xy] = [0, 0, 0];
    for (let i = 0; i < n; i++) {
      const [weight, a, b] = [counts[i], ranksX[i], ranksY[i]];
      xx += weight * a * a;
      yy += weight * b * b;
      xy += weight * a * b;
    }
    return xx > 0 && yy > 0 ? Math.max(-1, Math.min(1, xy / Math.sqrt(xx * yy))) : Number.NaN;
  };
  return { groups: units, groupOf: Int32Array.from({ length: units }, (_, own) => own), evaluate };
}
