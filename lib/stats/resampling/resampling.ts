import type { Random } from "@/lib/stats/defined";
import { type ClusterKinds, findClusterKinds } from "./parts/cluster-kinds";
import { type Clusters, listMembers, numberClusters } from "./parts/clusters";
import { multinomialDraw } from "./parts/draw-multinomial";
import { seededRandom } from "./seeded-random";
import { groupWeights, type UnitStatistic } from "./unit-statistic";

type Drawing = { random: Random; replicates?: number; clusters?: readonly (string | number)[] };

/**
 * Statistics of the same units on `replicates` samples of units drawn with replacement, or of whole clusters of units
 * where `clusters` names one per unit: replicates of each statistic, in the order given. NaN where a sample leaves one
 * undefined. Whole clusters are drawn as many times as there are clusters, so the number of units varies.
 *
 * A statistic has the replicates that it would have alone, whatever is computed beside it; those of two statistics
 * are not paired, so that a difference has to be a statistic of its own.
 *
 * A statistic sees groups of units only, so that what is drawn is how often each group occurs. Where many clusters are
 * of one kind their number is drawn as a multinomial, O(replicates x kinds); statistics that tell nearly all of them
 * apart share one drawing of the clusters themselves, O(replicates x units). Throws RangeError for statistics of
 * different units, or for a number of replicates that is none.
 */
export function bootstrapTogether(
  statistics: readonly UnitStatistic[],
  { random, replicates = 1000, clusters: keys }: Drawing,
): Float64Array[] {
  if (!Number.isInteger(replicates) || replicates < 1) {
    throw new RangeError(`bootstrapTogether: replicates has to be a whole number above 0, got ${replicates}`);
  }
  const units = statistics[0]?.groupOf.length ?? 0;
  if (statistics.some(({ groupOf }) => groupOf.length !== units))
    throw new RangeError("bootstrapTogether: the statistics are not of the same units");
  const clusters = keys ? numberClusters(units, keys) : null;
  const groupings = [...new Map(statistics.map(({ groupOf, groups }) => [groupOf, groups]))].map(
    ([groupOf, groups]) => ({ groupOf, weights: new Float64Array(groups) }),
  );
  const groupingOf = statistics.map(({ groupOf }) => groupings.findIndex((grouping) => grouping.groupOf === groupOf));
  const draw = planDraws(groupings, clusters, Math.floor(random() * 2 ** 32));
  const values = statistics.map(() => new Float64Array(replicates));
  for (let replicate = 0; replicate < replicates; replicate++) {
    draw();
    for (const [i, { evaluate }] of statistics.entries()) {
      values[i][replicate] = evaluate(groupings[groupingOf[i]].weights);
    }
  }
  return values;
}

/** One draw fills the weights of all. Each grouping has a source of its own, of one seed: none moves another's draws. */
function planDraws(groupings: readonly Grouping[], clusters: Clusters | null, seed: number): () => void {
  const planned = groupings.map((grouping) => ({ grouping, kinds: findClusterKinds(grouping.groupOf, clusters) }));
  const draws = planned.flatMap(({ grouping, kinds }) =>
    kinds ? [drawKinds(kinds, grouping, seededRandom(seed))] : [],
  );
  const apart = planned.flatMap(({ grouping, kinds }) => (kinds ? [] : [grouping]));
  if (apart.length > 0) {
    const { joint, spread } = joinGroupings(apart);
    const random = seededRandom(seed);
    const drawJoint = clusters ? drawClusters(clusters, joint, random) : drawUnits(joint, random);
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

function drawKinds({ counts, groupsOf }: ClusterKinds, { weights }: Grouping, random: Random): () => void {
  const drawn = new Float64Array(counts.length);
  const draw = multinomialDraw(counts, random);
  return () => {
    draw(drawn);
    weights.fill(0);
    for (let kind = 0; kind < groupsOf.length; kind++) {
      const groups = groupsOf[kind];
      const times = drawn[kind];
      for (let k = 0; k < groups.length; k++) {
        const group = groups[k];
        weights[group] += times;
      }
    }
  };
}

/** The replicates of one statistic: see `bootstrapTogether`. */
export const bootstrapReplicates = (statistic: UnitStatistic, drawing: Drawing): Float64Array =>
  bootstrapTogether([statistic], drawing)[0];

type Grouping = { groupOf: Int32Array; weights: Float64Array };

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

/** A draw: as many units as there are, each adding 1 to its group's weight. */
const drawUnits = ({ groupOf, weights }: Grouping, random: Random) => {
  const units = groupOf.length;
  return () => {
    for (let i = 0; i < units; i++) {
      const group = groupOf[Math.floor(random() * units)];
      weights[group]++;
    }
  };
};

/** A draw: as many clusters as there are, each with all of its units. */
const drawClusters = (clusters: Clusters, { groupOf, weights }: Grouping, random: Random) => {
  const members = listMembers(clusters).map((units) => Int32Array.from(units, (unit) => groupOf[unit]));
  return () => {
    for (let i = 0; i < members.length; i++) {
      const groups = members[Math.floor(random() * members.length)];
      for (let k = 0; k < groups.length; k++) {
        const group = groups[k];
        weights[group]++;
      }
    }
  };
};

/**
 * The statistic with each cluster left out in turn (each unit where `clusters` is absent); NaN where it is
 * undefined then. Units of one group leave the same statistic, which is computed once, so that it costs groups and
 * not units; a cluster's weights are taken off and put back.
 */
export function jackknifeEstimates(statistic: UnitStatistic, clusters?: readonly (string | number)[]): Float64Array {
  const { groups, groupOf } = statistic;
  const weights = groupWeights(statistic);
  if (!clusters) {
    const ofGroup = new Float64Array(groups);
    for (let group = 0; group < groups; group++) {
      weights[group]--;
      ofGroup[group] = statistic.evaluate(weights);
      weights[group]++;
    }
    return Float64Array.from(groupOf, (group) => ofGroup[group]);
  }
  const members = listMembers(numberClusters(groupOf.length, clusters));
  const shift = (units: readonly number[], by: number) => {
    for (const unit of units) {
      const group = groupOf[unit];
      weights[group] += by;
    }
  };
  return Float64Array.from(members, (units) => {
    shift(units, -1);
    const estimate = statistic.evaluate(weights);
    shift(units, 1);
    return estimate;
  });
}
