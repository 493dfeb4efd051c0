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
 * Do two levels of one factor rank the cells of another alike? Spearman's and Kendall's coefficients, and the list
 * of pairs in opposite order. An inversion counts as clear only if both difference intervals are clear of 0.
 */
export function rankConcordance(
  before: readonly number[],
  after: readonly number[],
  intervals?: [before: DifferenceInterval, after: DifferenceInterval],
): RankConcordance {
  const inversions: Inversion[] = [];
  for (let second = 0; second < before.length; second++) {
    for (let first = 0; first < second; first++) {
      const differences: [number, number] = [
        (before[first] as number) - (before[second] as number),
        (after[first] as number) - (after[second] as number),
      ];
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

const isClearOfZero = (interval: Defined<Interval>) =>
  interval.defined && (interval.value.low > 0 || interval.value.high < 0);
