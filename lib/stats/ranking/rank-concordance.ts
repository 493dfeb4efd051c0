import { type Correlation, type KendallTau, kendallTau, spearman } from "@/lib/stats/comparison/correlation";
import type { Defined } from "@/lib/stats/defined";
import type { Interval } from "@/lib/stats/interval";

/** Two cells whose order turns round between two rankings. */
type Inversion = {
  first: number;
  second: number;
  /** first - second in each ranking. */
  differences: [number, number];
  /** Both differences have intervals clear of 0, on opposite sides: an inversion that noise does not explain. */
  isClear: boolean;
};

export type RankConcordance = {
  spearman: Defined<Correlation>;
  kendall: Defined<KendallTau>;
  /** Pairs in opposite order by value, clear ones first. */
  inversions: Inversion[];
};

/** The interval of the difference between two cells of a ranking (first - second), where there is one. */
export type DifferenceInterval = (first: number, second: number) => Defined<Interval>;

/**
 * Do two levels of one factor rank the cells of another alike (`before` and `after`, one number a cell, in the same
 * order)? Spearman's and Kendall's coefficients, and the list of pairs in opposite order, for with a handful of
 * cells it matters more which two turn round than how large a coefficient is. Cells that are equal in one ranking
 * are no inversion.
 *
 * An inversion counts as clear only if both difference intervals are clear of 0. Two near equals turn round by
 * chance half of the time, so unclear ones are to be expected; without `intervals` none is clear.
 */
export function rankConcordance(
  before: readonly number[],
  after: readonly number[],
  intervals?: [before: DifferenceInterval, after: DifferenceInterval],
): RankConcordance {
  const inversions: Inversion[] = [];
  for (let second = 0; second < before.length; second++) {
    for (let first = 0; first < second; first++) {
      const differences: [number, number] = [before[first] - before[second], after[first] - after[second]];
      if (differences[0] * differences[1] >= 0) continue;
      const isClear = intervals?.every((interval) => isClearOfZero(interval(first, second))) ?? false;
      inversions.push({ first, second, differences, isClear });
    }
  }
  return {
    spearman: spearman(before, after),
    kendall: kendallTau(before, after),
    inversions: inversions.sort((a, b) => Number(b.isClear) - Number(a.isClear)),
  };
}

/** Whether the interval is there and leaves 0 out. */
const isClearOfZero = (interval: Defined<Interval>) =>
  interval.defined && (interval.value.low > 0 || interval.value.high < 0);
