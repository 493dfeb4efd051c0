import type { Random } from "@/lib/stats/defined";
import { seededRandom } from "@/lib/stats/resampling/seeded-random";
import type { UnitStatistic } from "@/lib/stats/resampling/unit-statistic";
import { type ClusterKinds, findClusterKinds } from "./cluster-kinds";
import { type Clusters, numberClusters } from "./clusters";

/** The groups of units that some statistics see, and how often each counts in the draw at hand. */
export type Grouping = { groupOf: Int32Array; weights: Float64Array };

/** How a draw fills the weights: by kinds of clusters, or one cluster or unit after another where hardly two are alike. */
export type Ways = {
  kinds: (kinds: ClusterKinds, grouping: Grouping, random: Random) => () => void;
  clusters: (clusters: Clusters, grouping: Grouping, random: Random) => () => void;
  units: (grouping: Grouping, random: Random) => () => void;
  /** What is done to each grouping after a draw; `seed` is that of all. */
  finish?: (statistic: UnitStatistic, weights: Float64Array, seed: number) => () => void;
};

type Drawing = { random: Random; replicates?: number; clusters?: readonly (string | number)[] };

/** Replicates of each statistic: see `bootstrapTogether`, which says what holds whichever way is drawn. */
export function resampleTogether(
  statistics: readonly UnitStatistic[],
  { random, replicates = 1000, clusters: keys }: Drawing,
  ways: Ways,
): Float64Array[] {
  if (!Number.isInteger(replicates) || replicates < 1) {
    throw new RangeError(`bootstrapTogether: replicates has to be a whole number above 0, got ${replicates}`);
  }
  const units = statistics[0]?.groupOf.length ?? 0;
  if (statistics.some(({ groupOf }) => groupOf.length !== units))
    throw new RangeError("bootstrapTogether: the statistics are not of the same units");
  const clusters = keys ? numberClusters(units, keys) : null;
  const byGrouping = [...new Map(statistics.map((statistic) => [statistic.groupOf, statistic])).values()];
  const groupings = byGrouping.map(({ groupOf, groups }) => ({ groupOf, weights: new Float64Array(groups) }));
  const groupingOf = statistics.map(({ groupOf }) => groupings.findIndex((grouping) => grouping.groupOf === groupOf));
  const seed = Math.floor(random() * 2 ** 32);
  const draw = planDraws(groupings, clusters, seed, ways);
  const finish = ways.finish;
  const finishes = finish ? byGrouping.map((statistic, i) => finish(statistic, groupings[i].weights, seed)) : [];
  const values = statistics.map(() => new Float64Array(replicates));
  for (let replicate = 0; replicate < replicates; replicate++) {
    draw();
    for (const end of finishes) end();
    for (const [i, { evaluate }] of statistics.entries()) {
      values[i][replicate] = evaluate(groupings[groupingOf[i]].weights);
    }
  }
  return values;
}

/** One draw fills the weights of all. Each grouping has a source of its own, of one seed: none moves another's draws. */
function planDraws(groupings: readonly Grouping[], clusters: Clusters | null, seed: number, ways: Ways): () => void {
  const planned = groupings.map((grouping) => ({ grouping, kinds: findClusterKinds(grouping.groupOf, clusters) }));
  const draws = planned.flatMap(({ grouping, kinds }) =>
    kinds ? [ways.kinds(kinds, grouping, seededRandom(seed))] : [],
  );
  const apart = planned.flatMap(({ grouping, kinds }) => (kinds ? [] : [grouping]));
  if (apart.length > 0) {
    const { joint, spread } = joinGroupings(apart);
    const random = seededRandom(seed);
    const drawJoint = clusters ? ways.clusters(clusters, joint, random) : ways.units(joint, random);
    draws.push(() => {
      joint.weights.fill(0);
      drawJoint();
      spread();
    });
  }
  return () => {
    for (const draw of draws) draw();
  };
}

/**
 * The coarsest grouping that all can be told from: units are counted once a draw, and `spread` hands its weights
 * on. Two units are in one joint group where every statistic has them in one group. One grouping is its own.
 */
function joinGroupings(groupings: readonly Grouping[]): { joint: Grouping; spread: () => void } {
  const [only] = groupings;
  if (only && groupings.length === 1) return { joint: only, spread: () => {} };
  const units = only?.groupOf.length ?? 0;
  const index = new Map<string, number>();
  const parts = groupings.map((): number[] => []);
  const groupOf = new Int32Array(units);
  for (let unit = 0; unit < units; unit++) {
    const key = groupings.map((grouping) => grouping.groupOf[unit]).join(" ");
    const known = index.get(key);
    groupOf[unit] = known ?? index.size;
    if (known !== undefined) continue;
    index.set(key, index.size);
    for (const [i, grouping] of groupings.entries()) parts[i]?.push(grouping.groupOf[unit]);
  }
  const joint = { groupOf, weights: new Float64Array(index.size) };
  const spread = () => {
    for (const [i, { weights }] of groupings.entries()) {
      weights.fill(0);
      for (const [group, part] of parts[i].entries()) weights[part] += joint.weights[group];
    }
  };
  return { joint, spread };
}
