import { groupAlike, type UnitStatistic } from "@/lib/stats/resampling/unit-statistic";

/**
 * What the first statistic has more than the second, both of the very same units: a resample draws a unit for both, so
 * that the interval of the difference knows how far they go together. NaN where either is undefined.
 *
 * Units count alike where they are alike to both. Throws RangeError where the statistics are of different numbers of
 * units.
 */
export function differenceStatistic(first: UnitStatistic, second: UnitStatistic): UnitStatistic {
  if (first.groupOf.length !== second.groupOf.length)
    throw new RangeError(
      `differenceStatistic: ${first.groupOf.length} units of one statistic, ${second.groupOf.length} of the other`,
    );
  const { groups, groupOf, first: example } = groupAlike([first.groupOf, second.groupOf]);
  const narrowed = (statistic: UnitStatistic) => {
    const own = Int32Array.from(example, (unit) => statistic.groupOf[unit]);
    const weights = new Float64Array(statistic.groups);
    return (given: Float64Array) => {
      weights.fill(0);
      for (let group = 0; group < groups; group++) weights[own[group]] += given[group];
      return statistic.evaluate(weights);
    };
  };
  const [more, less] = [narrowed(first), narrowed(second)];
  return { groups, groupOf, evaluate: (weights) => more(weights) - less(weights) };
}
