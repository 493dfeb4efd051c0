import { type Defined, defined, undefinedBecause } from "@/lib/stats/defined";
import type { Interval } from "@/lib/stats/interval";
import { posteriorInterval, posteriorTogether } from "@/lib/stats/resampling/bayesian-bootstrap";
import type { Bootstrap } from "@/lib/stats/resampling/bootstrap-interval";
import { seededRandom } from "@/lib/stats/resampling/seeded-random";
import { groupWeights, type UnitStatistic } from "@/lib/stats/resampling/unit-statistic";

/** A number with its 95 % interval, or why it has none. */
export type Estimate = {
  value: number;
  interval: Defined<Interval>;
  /** How many resamples were drawn for the interval, and how many of them left the number undefined. */
  replicates: number;
  undefinedReplicates: number;
};

/** A number with an interval that was not drawn, or with none. */
export const undrawn = (value: number, interval: Defined<Interval>): Estimate => ({
  value,
  interval,
  replicates: 0,
  undefinedReplicates: 0,
});

/** What intervals share: a seed, the number of resamples, and what is resampled. */
export type Resampling = { seed: number; replicates: number; clusters?: readonly number[] };

/** A number with the interval of its resamples. */
export function toEstimate(value: number, bootstrap: Defined<Bootstrap>): Estimate {
  if (!bootstrap.defined) return undrawn(value, bootstrap);
  const { interval, replicates, undefinedReplicates } = bootstrap.value;
  return { value, interval: defined(interval), replicates, undefinedReplicates };
}

/** A statistic of units, and why it is undefined where it is. */
export type Asked = { statistic: UnitStatistic; because: string };

/**
 * Statistics of the same units on the sample, each with an interval of 95 % from the Bayesian bootstrap over items or
 * prompts (`posteriorTogether`). The weights are drawn once for all of them: an interval is the same as if its
 * statistic had been asked for alone, because the seed is, and no statistic draws. One that is undefined on the
 * sample is not drawn and says why (`because`); one that is defined but the same in every draw keeps its value,
 * without an interval.
 */
export function estimateTogether<Key extends string>(
  asked: Readonly<Record<Key, Asked>>,
  { seed, replicates, clusters }: Resampling,
): Record<Key, Defined<Estimate>> {
  const values = (Object.entries(asked) as [Key, Asked][]).map(([key, { statistic, because }]) => ({
    key,
    statistic,
    because,
    value: statistic.evaluate(groupWeights(statistic)),
  }));
  const known = values.filter(({ value }) => !Number.isNaN(value));
  const drawn =
    known.length === 0
      ? []
      : posteriorTogether(
          known.map(({ statistic }) => statistic),
          { random: seededRandom(seed), replicates, clusters },
        );
  const replicatesOf = new Map(known.map(({ key }, place) => [key, drawn[place]]));
  const estimates = values.map(({ key, value, because }) => {
    const own = replicatesOf.get(key);
    return [key, own ? defined(toEstimate(value, posteriorInterval(value, own))) : undefinedBecause(because)];
  });
  return Object.fromEntries(estimates);
}

/** One statistic: see `estimateTogether`. */
export const estimate = (statistic: UnitStatistic, resampling: Resampling, because: string): Defined<Estimate> =>
  estimateTogether({ one: { statistic, because } }, resampling).one;
