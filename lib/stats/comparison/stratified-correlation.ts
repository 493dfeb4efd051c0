import type { ScoreComparisons } from "@/lib/stats/comparison/score-statistics";
import { requireNumbers } from "@/lib/stats/parts/require-numbers";
import { groupAlike, type UnitStatistic } from "@/lib/stats/resampling/unit-statistic";

/** Pearson's r apart from what levels of a factor differ by, and of the levels themselves. */
export type StratifiedCorrelation = {
  /** Pooled over levels, each taken from its own means. */
  within: UnitStatistic;
  /** Of the levels' means, each level once. */
  between: UnitStatistic;
  /** Levels with a comparison. */
  levels: number;
};

/** Places of a level's sums. */
const [size, xs, ys, xxs, yys, xys] = [0, 1, 2, 3, 4, 5];
const places = 6;

/** What is left of a spread by rounding is none. */
const leastShare = 1e-12;

const correlate = (xx: number, yy: number, xy: number, [allX, allY]: readonly [number, number]) =>
  xx > leastShare * allX && yy > leastShare * allY ? Math.max(-1, Math.min(1, xy / Math.sqrt(xx * yy))) : Number.NaN;

/**
 * Pearson's r of scores with references within levels of a factor, and between them, as functions of how often each
 * unit counts. With S_xy(l) the sum of products of deviations from the means of level l,
 *
 *   within  = sum_l S_xy(l) / sqrt(sum_l S_xx(l) sum_l S_yy(l))
 *   between = Pearson's r of the levels' mean references and mean scores, each level once
 *
 * (Snijders and Bosker 2012, section 3.6, the within-group correlation; the correlation of observed means). One pooled r
 * mixes both: it may be high because levels differ, though nobody tells items of one level apart, or low though
 * everybody does (Robinson, American Sociological Review 15 (1950) 351-357). `level`: a number from 0 a unit, -1 for
 * one of no level, which is left out. NaN where a side is constant, and between fewer than three levels, through two of
 * which a line always goes. Throws RangeError for a unit or level out of range, lists of different length, or what is no
 * number.
 */
export function stratifiedCorrelation(
  { unit, reference, score }: ScoreComparisons,
  level: ArrayLike<number>,
): StratifiedCorrelation {
  const n = unit.length;
  const units = level.length;
  if (reference.length !== n || score.length !== n)
    throw new RangeError(
      `stratifiedCorrelation: ${reference.length} references and ${score.length} scores of ${n} units`,
    );
  requireNumbers("stratifiedCorrelation", reference, score);
  const centre = (values: ArrayLike<number>) => Array.from(values).reduce((sum, own) => sum + own / Math.max(1, n), 0);
  const [meanX, meanY] = [centre(reference), centre(score)];
  const sums = new Float64Array(units * places);
  for (let i = 0; i < n; i++) {
    const own = unit[i];
    if (!(own >= 0 && own < units))
      throw new RangeError(`stratifiedCorrelation: there is no unit ${own} among ${units}`);
    if (level[own] < 0) continue;
    const [x, y] = [reference[i] - meanX, score[i] - meanY];
    for (const [place, value] of [1, x, y, x * x, y * y, x * y].entries()) sums[own * places + place] += value;
  }
  const column = (place: number) => Float64Array.from({ length: units }, (_, own) => sums[own * places + place]);
  const { groups, groupOf, first } = groupAlike([
    level,
    ...Array.from({ length: places }, (_, place) => column(place)),
  ]);
  const most = Array.from(level).reduce((top, own) => Math.max(top, own), -1) + 1;
  const filled = new Set<number>();
  for (let own = 0; own < units; own++) if (level[own] >= 0 && sums[own * places + size] > 0) filled.add(level[own]);
  const total = new Float64Array(most * places);
  const add = (weights: Float64Array) => {
    total.fill(0);
    for (let group = 0; group < groups; group++) {
      const own = first[group];
      if (level[own] < 0) continue;
      for (let place = 0; place < places; place++)
        total[level[own] * places + place] += weights[group] * sums[own * places + place];
    }
    return total;
  };
  return {
    levels: filled.size,
    within: { groups, groupOf, evaluate: (weights) => within(add(weights)) },
    between: { groups, groupOf, evaluate: (weights) => between(add(weights)) },
  };
}

function within(total: Float64Array): number {
  let [xx, yy, xy, allX, allY] = [0, 0, 0, 0, 0];
  for (let start = 0; start < total.length; start += places) {
    const count = total[start + size];
    if (count === 0) continue;
    const [x, y] = [total[start + xs], total[start + ys]];
    xx += total[start + xxs] - (x * x) / count;
    yy += total[start + yys] - (y * y) / count;
    xy += total[start + xys] - (x * y) / count;
    allX += total[start + xxs];
    allY += total[start + yys];
  }
  return correlate(xx, yy, xy, [allX, allY]);
}

function between(total: Float64Array): number {
  const means: [x: number, y: number][] = [];
  for (let start = 0; start < total.length; start += places) {
    const count = total[start + size];
    if (count > 0) means.push([total[start + xs] / count, total[start + ys] / count]);
  }
  if (means.length < 3) return Number.NaN;
  const sum = (of: (x: number, y: number) => number) => means.reduce((all, [x, y]) => all + of(x, y), 0);
  const [meanX, meanY] = [sum((x) => x) / means.length, sum((_, y) => y) / means.length];
  return correlate(
    sum((x) => (x - meanX) ** 2),
    sum((_, y) => (y - meanY) ** 2),
    sum((x, y) => (x - meanX) * (y - meanY)),
    [sum((x) => x * x), sum((_, y) => y * y)],
  );
}
