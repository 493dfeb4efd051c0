import type { CodedRatings } from "@/lib/stats/coded-ratings";

/**
 * A statistic as a function of how often each unit counts, so that a resample is a change of weights and not a
 * copy of the ratings. Units that look the same to the statistic form one group: with five raters and three
 * categories 10,000 units are at most 56 groups.
 */
export type UnitStatistic = {
  groups: number;
  /** The group of each unit. */
  groupOf: Int32Array;
  /**
   * For each group, what it weighs beforehand in `posteriorTogether`: more than 0 for groups of which there is no
   * unit but could be. Statistics of one `groupOf` have the same. Resampling and jackknife know nothing of it.
   */
  imagined?: Float64Array;
  /** The statistic when group g counts weights[g] times; NaN where it is undefined. */
  evaluate: (weights: Float64Array) => number;
  /** Where it is a weighted sum over another: what each group adds to both. `influences` then needs no slopes. */
  ratio?: () => Ratio;
};

/** What each group adds to the sum above the line and to the one below; both 0 where it does not enter. */
export type Ratio = { above: Float64Array; below: Float64Array };

/**
 * Any statistic of a list of units (a unit may occur more than once), at the price of one call per resample.
 * Weights have to be whole numbers, as those of a bootstrap or jackknife are.
 */
export function listStatistic(units: number, evaluate: (chosen: readonly number[]) => number): UnitStatistic {
  const groupOf = Int32Array.from({ length: units }, (_, unit) => unit);
  const choose = (weights: Float64Array) => {
    const chosen: number[] = [];
    for (let unit = 0; unit < units; unit++) {
      for (let times = weights[unit]; times > 0; times--) chosen.push(unit);
    }
    return evaluate(chosen);
  };
  return { groups: units, groupOf, evaluate: choose };
}

/** Units that have the same numbers in every column, as groups; `first` names a unit of each. */
export function groupAlike(columns: readonly ArrayLike<number>[]): {
  groups: number;
  groupOf: Int32Array;
  first: Int32Array;
} {
  const index = new Map<string, number>();
  const first: number[] = [];
  const groupOf = Int32Array.from({ length: columns[0]?.length ?? 0 }, (_, unit) => {
    const key = columns.map((column) => column[unit]).join();
    const known = index.get(key);
    if (known !== undefined) return known;
    index.set(key, first.length);
    return first.push(unit) - 1;
  });
  return { groups: first.length, groupOf, first: Int32Array.from(first) };
}

/**
 * Units with the same ratings, in whatever order, as weighted patterns. Codes of a pattern are sorted where raters
 * are not told apart; where they are, one for each rater, -1 where that one did not rate.
 */
export type Patterns = {
  groupOf: Int32Array;
  groups: number;
  /** Start of each pattern's codes in `codes`; one more entry than patterns. */
  starts: Int32Array;
  codes: Int32Array;
  /** See `UnitStatistic`; made by `imaginePatterns`. */
  imagined?: Float64Array;
};

/**
 * Collapses units into patterns. Raters are not told apart where `isOrdered` is false, which makes far fewer
 * patterns and serves every coefficient that takes raters as interchangeable; Cohen's and Conger's kappa and the
 * ICC need them apart. One pattern has no ratings at all where a unit has none.
 */
export function collapseUnits({ units, raters, codes }: CodedRatings, isOrdered = false): Patterns {
  const groupOf = new Int32Array(units);
  const index = new Map<string, number>();
  const starts = [0];
  const kept: number[] = [];
  const row: number[] = [];
  for (let unit = 0; unit < units; unit++) {
    row.length = 0;
    for (let cell = unit * raters; cell < (unit + 1) * raters; cell++) {
      const code = codes[cell];
      if (code >= 0 || isOrdered) row.push(code);
    }
    if (!isOrdered) row.sort((a, b) => a - b);
    const key = row.join();
    let group = index.get(key);
    if (group === undefined) {
      group = index.size;
      index.set(key, group);
      kept.push(...row);
      starts.push(kept.length);
    }
    groupOf[unit] = group;
  }
  return { groupOf, groups: index.size, starts: Int32Array.from(starts), codes: Int32Array.from(kept) };
}

/**
 * How often each group occurs in the sample itself: a statistic evaluated at these weights is its value on the
 * sample.
 */
export function groupWeights({ groups, groupOf }: Pick<UnitStatistic, "groups" | "groupOf">): Float64Array {
  const weights = new Float64Array(groups);
  for (const group of groupOf) weights[group]++;
  return weights;
}
