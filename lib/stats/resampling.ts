import { type Clusters, listMembers, numberClusters } from "./clusters";
import type { Random } from "./defined";
import { groupWeights, type UnitStatistic } from "./unit-statistic";

/**
 * The statistic on `replicates` samples of units drawn with replacement, or of whole clusters of units where
 * `clusters` names one per unit. NaN where a sample leaves the statistic undefined.
 */
export function bootstrapReplicates(
  statistic: UnitStatistic,
  {
    random,
    replicates = 1000,
    clusters,
  }: { random: Random; replicates?: number; clusters?: readonly (string | number)[] },
): Float64Array {
  if (!Number.isInteger(replicates) || replicates < 1) {
    throw new RangeError(`bootstrapReplicates: replicates has to be a whole number above 0, got ${replicates}`);
  }
  const { groups, groupOf } = statistic;
  const values = new Float64Array(replicates);
  const weights = new Float64Array(groups);
  const draw = clusters
    ? drawClusters(numberClusters(groupOf.length, clusters), groupOf, random)
    : drawUnits(groupOf, random);
  for (let replicate = 0; replicate < replicates; replicate++) {
    weights.fill(0);
    draw(weights);
    values[replicate] = statistic.evaluate(weights);
  }
  return values;
}

const drawUnits = (groupOf: Int32Array, random: Random) => (weights: Float64Array) => {
  const n = groupOf.length;
  for (let i = 0; i < n; i++) {
    const group = groupOf[Math.floor(random() * n)] as number;
    weights[group] = (weights[group] as number) + 1;
  }
};

const drawClusters = (clusters: Clusters, groupOf: Int32Array, random: Random) => {
  const members = listMembers(clusters);
  return (weights: Float64Array) => {
    for (let i = 0; i < members.length; i++) {
      for (const unit of members[Math.floor(random() * members.length)] ?? []) {
        const group = groupOf[unit] as number;
        weights[group] = (weights[group] as number) + 1;
      }
    }
  };
};

/**
 * The statistic with each cluster left out in turn (each unit where `clusters` is absent); NaN where it is
 * undefined then. Units of one group leave the same statistic, which is computed once.
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
