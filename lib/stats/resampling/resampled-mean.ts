import type { Defined, Random } from "@/lib/stats/defined";
import { requireNumbers } from "@/lib/stats/parts/require-numbers";
import { type Bootstrap, type BootstrapMethod, bootstrapInterval } from "./bootstrap-interval";
import { groupAlike, groupWeights, type UnitStatistic } from "./unit-statistic";

/** A mean or ratio over units with its bootstrap over units or clusters of them. */
export type ResampledMean = {
  value: number;
  /** Units that enter. */
  units: number;
  bootstrap: Defined<Bootstrap>;
};

/**
 * How the bootstrap is drawn: 1,000 replicates and 95 % by percentiles unless said otherwise. `clusters` names one
 * cluster per unit, by its prompt for instance.
 */
export type ResamplingOptions = {
  random: Random;
  replicates?: number;
  level?: number;
  method?: BootstrapMethod;
  clusters?: readonly (string | number)[];
};

/**
 * Sum of numerators over sum of denominators as a function of unit weights; NaN where no denominator is drawn. Units with
 * the same two numbers are one group.
 */
export function ratioStatistic(numerators: Float64Array, denominators: Float64Array): UnitStatistic {
  const { groups, groupOf, first } = groupAlike([numerators, denominators]);
  const [above, below] = [numerators, denominators].map((column) => Float64Array.from(first, (unit) => column[unit]));
  const evaluate = (weights: Float64Array) => {
    let [numerator, denominator] = [0, 0];
    for (let group = 0; group < groups; group++) {
      numerator += weights[group] * above[group];
      denominator += weights[group] * below[group];
    }
    return denominator === 0 ? Number.NaN : numerator / denominator;
  };
  return { groups, groupOf, evaluate, ratio: () => ({ above, below }) };
}

/**
 * Sum of numerators over sum of denominators, one of each per unit, with a bootstrap over units: a share of labels
 * whose labels hang together within a unit. A unit with ten labels brings its ten at once or not at all, and weighs
 * ten times as much as one with one; the mean of the units' own shares would weigh them alike. The number of labels
 * is drawn along with the labels, so that its own variation is in the interval. Units with denominator 0 do not
 * enter. Throws RangeError where no unit enters.
 */
export function resampledRatio(
  numerators: Float64Array,
  denominators: Float64Array,
  options: ResamplingOptions,
): ResampledMean {
  requireNumbers("resampledRatio", numerators, denominators);
  const statistic = ratioStatistic(numerators, denominators);
  const value = statistic.evaluate(groupWeights(statistic));
  if (Number.isNaN(value)) throw new RangeError("resampledRatio: no unit has a number");
  const units = denominators.filter((count) => count !== 0).length;
  return { value, units, bootstrap: bootstrapInterval(statistic, options) };
}
