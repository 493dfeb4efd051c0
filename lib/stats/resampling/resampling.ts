import type { Random } from "@/lib/stats/defined";
import { type Clusters, listMembers, numberClusters } from "@/lib/stats/resampling/parts/clusters";
import { groupWeights, type UnitStatistic } from "./unit-statistic";

type Drawing = { random: Random; replicates?: number; clusters?: readonly (string | number)[] };

/**
 * Statistics of the same units on the same `replicates` samples of units drawn with replacement, or of whole
 * clusters of units where `clusters` names one per unit: replicates of each statistic, in the order given. NaN
 * where a sample leaves one undefined. Whole clusters are drawn as many times as there are clusters, so the number
 * of units varies.
 *
 * The same samples serve all: differences of two statistics may be taken replicate by replicate, which keeps what
 * they have in common, and the figures of a page do not contradict each other. Drawing is most of the work, and
 * statistics that share their groups share it: O(replicates x units) once, and what each statistic costs. Throws
 * RangeError for statistics of different units, or for a number of replicates that is none.
 */
export function bootstrapTogether(
  statistics: readonly UnitStatistic[],
  { random, replicates = 1000, clusters }: Drawing,
): Float64Array[] {
  if (!Number.isInteger(replicates) || replicates < 1) {
    throw new RangeError(`bootstrapTogether: replicates has to be a whole number above 0, got ${replicates}`);
  }
  const units = statistics[0]?.groupOf.length ?? 0;
  if (statistics.some(({ groupOf }) => groupOf.length !== units))
    throw new RangeError("bootstrapTogether: the statistics are not of the same units");
  const groupings = [...new Map(statistics.map(({ groupOf, groups }) => [groupOf, groups]))].map(
    ([groupOf, groups]) => ({ groupOf, weights: new Float64Array(groups) }),
  );
  const weightsOf = statistics.map(
    ({ groupOf }) => groupings.find((grouping) => grouping.groupOf === groupOf)?.weights as Float64Array,
  );
  const { joint, spread } = joinGroupings(units, groupings);
  const draw = clusters ? drawClusters(numberClusters(units, clusters), joint, random) : drawUnits(joint, random);
  const values = statistics.map(() => new Float64Array(replicates));
  for (let replicate = 0; replicate < replicates; replicate++) {
    joint.weights.fill(0);
    draw();
    spread();
    for (const [i, { evaluate }] of statistics.entries()) {
      (values[i] as Float64Array)[replicate] = evaluate(weightsOf[i] as Float64Array);
    }
  }
  return values;
}

/** The replicates of one statistic: see `bootstrapTogether`. */
export const bootstrapReplicates = (statistic: UnitStatistic, drawing: Drawing): Float64Array =>
  bootstrapTogether([statistic], drawing)[0] as Float64Array;

type Grouping = { groupOf: Int32Array; weights: Float64Array };

/**
 * The coarsest grouping that all can be told from: units are counted once a draw, and `spread` hands its weights
 * on. Two units are in one joint group where every statistic has them in one group. One grouping is its own.
 */
function joinGroupings(units: number, groupings: readonly Grouping[]): { joint: Grouping; spread: () => void } {
  const [only] = groupings;
  if (only && groupings.length === 1) return { joint: only, spread: () => {} };
  const index = new Map<string, number>();
  const parts = groupings.map((): number[] => []);
  const groupOf = new Int32Array(units);
  for (let unit = 0; unit < units; unit++) {
    const key = groupings.map((grouping) => grouping.groupOf[unit]).join(" ");
    const known = index.get(key);
    groupOf[unit] = known ?? index.size;
    if (known !== undefined) continue;
    index.set(key, index.size);
    for (const [i, grouping] of groupings.entries()) parts[i]?.push(grouping.groupOf[unit] as number);
  }
  const joint = { groupOf, weights: new Float64Array(index.size) };
  const spread = () => {
    for (const [i, { weights }] of groupings.entries()) {
      weights.fill(0);
      for (const [group, part] of (parts[i] as number[]).entries())
        weights[part] = (weights[part] as number) + (joint.weights[group] as number);
    }
  };
  return { joint, spread };
}

/** A draw: as many units as there are, each adding 1 to its group's weight. */
const drawUnits = ({ groupOf, weights }: Grouping, random: Random) => {
  const units = groupOf.length;
  return () => {
    for (let i = 0; i < units; i++) {
      const group = groupOf[Math.floor(random() * units)] as number;
      weights[group] = (weights[group] as number) + 1;
    }
  };
};

/** A draw: as many clusters as there are, each with all of its units. */
const drawClusters = (clusters: Clusters, { groupOf, weights }: Grouping, random: Random) => {
  const members = listMembers(clusters).map((units) => Int32Array.from(units, (unit) => groupOf[unit] as number));
  return () => {
    for (let i = 0; i < members.length; i++) {
      const groups = members[Math.floor(random() * members.length)] as Int32Array;
      for (let k = 0; k < groups.length; k++) {
        const group = groups[k] as number;
        weights[group] = (weights[group] as number) + 1;
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
      weights[group] = (weights[group] as number) - 1;
      ofGroup[group] = statistic.evaluate(weights);
      weights[group] = (weights[group] as number) + 1;
    }
    return Float64Array.from(groupOf, (group) => ofGroup[group] as number);
  }
  const members = listMembers(numberClusters(groupOf.length, clusters));
  const shift = (units: readonly number[], by: number) => {
    for (const unit of units) {
      const group = groupOf[unit] as number;
      weights[group] = (weights[group] as number) + by;
    }
  };
  return Float64Array.from(members, (units) => {
    shift(units, -1);
    const estimate = statistic.evaluate(weights);
    shift(units, 1);
    return estimate;
  });
}
