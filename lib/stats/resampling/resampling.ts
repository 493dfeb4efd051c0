import type { Random } from "@/lib/stats/defined";
import { listMembers, numberClusters } from "./parts/clusters";
import { multinomialDraw } from "./parts/draw-multinomial";
import { resampleTogether, type Ways } from "./parts/draw-plan";
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
export const bootstrapTogether = (statistics: readonly UnitStatistic[], drawing: Drawing): Float64Array[] =>
  resampleTogether(statistics, drawing, { kinds: drawKinds, clusters: drawClusters, units: drawUnits });

/** The replicates of one statistic: see `bootstrapTogether`. */
export const bootstrapReplicates = (statistic: UnitStatistic, drawing: Drawing): Float64Array =>
  bootstrapTogether([statistic], drawing)[0];

const drawKinds: Ways["kinds"] = ({ counts, groupsOf }, { weights }, random) => {
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
};

/** A draw: as many units as there are, each adding 1 to its group's weight. */
const drawUnits: Ways["units"] = ({ groupOf, weights }, random) => {
  const units = groupOf.length;
  return () => {
    for (let i = 0; i < units; i++) {
      const group = groupOf[Math.floor(random() * units)];
      weights[group]++;
    }
  };
};

/** A draw: as many clusters as there are, each with all of its units. */
const drawClusters: Ways["clusters"] = (clusters, { groupOf, weights }, random) => {
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
