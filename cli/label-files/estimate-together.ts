import { type Defined, defined, undefinedBecause } from "@/lib/stats/defined";
import { type Bootstrap, replicatesInterval } from "@/lib/stats/resampling/bootstrap-interval";
import { bootstrapTogether } from "@/lib/stats/resampling/resampling";
import { seededRandom } from "@/lib/stats/resampling/seeded-random";
import { groupWeights, type UnitStatistic } from "@/lib/stats/resampling/unit-statistic";
import type { Estimated } from "./measured";

/** What is resampled: units, or whole clusters of them where `clusters` names one per unit. */
export type Drawing = { seed: number; clusters: readonly string[] | null };

/** A figure of the sample itself, and the same as a function of unit weights. */
export type Asked = { own: Defined<{ value: number }>; statistic: UnitStatistic };

const manyUnits = 50_000;

/** A statistic of the sample itself, and why it is undefined where it is. */
export function ask(statistic: UnitStatistic, because: string): Asked {
  const value = statistic.evaluate(groupWeights(statistic));
  return { statistic, own: Number.isNaN(value) ? undefinedBecause(because) : defined({ value }) };
}

/** A value with the interval of its resamples, and how many of them left it undefined. */
export function withBootstrap(value: number, bootstrap: Defined<Bootstrap>): Estimated {
  if (!bootstrap.defined) return defined({ value, interval: bootstrap, resamples: null });
  const { interval, replicates, undefinedReplicates } = bootstrap.value;
  return defined({
    value,
    interval: defined(interval),
    resamples: { drawn: replicates, undefined: undefinedReplicates },
  });
}

/** Statistics of the same units with their bootstrap intervals: one set of resamples serves all of them. */
export function estimateTogether<Key extends string>(
  asked: Readonly<Record<Key, Asked>>,
  { seed, clusters }: Drawing,
): Record<Key, Estimated> {
  const entries = Object.entries(asked) as [Key, Asked][];
  const known = entries.filter(([, { own }]) => own.defined);
  const statistics = known.map(([, { statistic }]) => statistic);
  const replicates = (statistics[0]?.groupOf.length ?? 0) > manyUnits ? 200 : 1000;
  const drawn = bootstrapTogether(statistics, {
    ...{ random: seededRandom(seed), replicates, clusters: clusters ?? undefined },
  });
  const replicatesOf = new Map(known.map(([key], place) => [key, drawn[place]]));
  const estimates = entries.map(([key, { own }]): [Key, Estimated] => {
    const values = replicatesOf.get(key) ?? new Float64Array();
    return [key, own.defined ? withBootstrap(own.value.value, replicatesInterval(own.value.value, values)) : own];
  });
  return Object.fromEntries(estimates) as Record<Key, Estimated>;
}
