import { type Defined, defined, type Random, undefinedBecause } from "@/lib/stats/defined";
import { normalQuantile } from "@/lib/stats/distributions/normal-distribution";
import { studentTQuantile } from "@/lib/stats/distributions/student-t-distribution";
import { type Bootstrap, replicatesInterval } from "./bootstrap-interval";
import { gammaOf } from "./draw-gamma";
import { listMembers } from "./parts/clusters";
import { resampleTogether, type Ways } from "./parts/draw-plan";
import { seededRandom } from "./seeded-random";
import type { UnitStatistic } from "./unit-statistic";

/** Up to so many clusters drawn one by one each has the shape of `clusterShape`; beyond, where it is nearly 1, just 1. */
const fewClusters = 200;

const shapes = new Map<number, number>();

/**
 * The gamma shape of one of n clusters that makes the spread of a weighted mean that of a t interval: Dirichlet
 * weights of shape c have a mean vary by s^2 (n - 1) / (n (n c + 1)), and c = (n - 1) / n x (z / t)^2, with z and t
 * the .975 quantiles of the normal and of t with n - 1 degrees of freedom, widens it as much as t does. 1 for large n.
 */
export function clusterShape(clusters: number): number {
  if (clusters < 2) return 1;
  const known = shapes.get(clusters);
  if (known !== undefined) return known;
  if (shapes.size > 1000) shapes.clear();
  const ratio = normalQuantile(0.975) / studentTQuantile(0.975, clusters - 1);
  const shape = ((clusters - 1) / clusters) * ratio * ratio;
  shapes.set(clusters, shape);
  return shape;
}

const drawKinds: Ways["kinds"] = ({ counts, groupsOf }, { weights }, random) => {
  const shape = clusterShape(counts.reduce((sum, count) => sum + count, 0));
  const draws = Array.from(counts, (count) => gammaOf(shape * count));
  return () => {
    weights.fill(0);
    for (let kind = 0; kind < groupsOf.length; kind++) {
      const groups = groupsOf[kind];
      const times = draws[kind](random);
      for (let k = 0; k < groups.length; k++) weights[groups[k]] += times;
    }
  };
};

/** The weight of one cluster of so many. */
const drawOne = (clusters: number, random: Random): (() => number) => {
  if (clusters > fewClusters) return () => -Math.log(1 - random());
  const draw = gammaOf(clusterShape(clusters));
  return () => draw(random);
};

const drawClusters: Ways["clusters"] = (clusters, { groupOf, weights }, random) => {
  const members = listMembers(clusters).map((units) => Int32Array.from(units, (unit) => groupOf[unit]));
  const draw = drawOne(members.length, random);
  return () => {
    for (let i = 0; i < members.length; i++) {
      const times = draw();
      const groups = members[i];
      for (let k = 0; k < groups.length; k++) weights[groups[k]] += times;
    }
  };
};

const drawUnits: Ways["units"] = ({ groupOf, weights }, random) => {
  const draw = drawOne(groupOf.length, random);
  return () => {
    for (let unit = 0; unit < groupOf.length; unit++) weights[groupOf[unit]] += draw();
  };
};

/** Adds the imagined units, then scales so that all weights sum to the number of units. */
const imagineAndScale: Ways["finish"] = ({ groupOf, imagined }, weights, seed) => {
  const random = seededRandom(seed + 1);
  const units = groupOf.length;
  const added = Array.from(imagined ?? [], (shape, group) => ({ shape, group, draw: gammaOf(shape) })).filter(
    ({ shape }) => shape > 0,
  );
  return () => {
    let total = 0;
    for (let group = 0; group < weights.length; group++) total += weights[group];
    for (const { group, draw } of added) {
      const own = draw(random);
      weights[group] += own;
      total += own;
    }
    const scale = units / total;
    for (let group = 0; group < weights.length; group++) weights[group] *= scale;
  };
};

/**
 * Statistics of the same units under random weights instead of samples: draws from a posterior over which kinds of
 * units there are (Rubin, "The Bayesian Bootstrap", Annals of Statistics 9 (1981) 130-134). Every unit, or cluster of
 * them, has a gamma weight (`clusterShape`), so that none is ever left out; kinds of units that a statistic imagines
 * (`imagined`) have one too, so that what happened not to occur may: an interval then does not take for impossible
 * what twenty items did not show. Weights sum to the number of units.
 *
 * Each statistic has the draws that it would have alone. O(replicates x kinds), or x units where hardly two are alike.
 */
export const posteriorTogether = (
  statistics: readonly UnitStatistic[],
  drawing: { random: Random; replicates?: number; clusters?: readonly (string | number)[] },
): Float64Array[] =>
  resampleTogether(statistics, drawing, {
    kinds: drawKinds,
    clusters: drawClusters,
    units: drawUnits,
    finish: imagineAndScale,
  });

/** More undefined draws than this, and what is left speaks of other samples than those that come. */
const mostUndefined = 0.05;

/**
 * An interval from posterior draws: their .025 and .975 quantiles, moved so far that the value on the sample is in
 * it (all agree: the draws do not reach 1, and 1 is what was found). Undefined where more than one draw in twenty
 * leaves the statistic undefined, or where all draws are the same.
 */
export function posteriorInterval(
  value: number,
  draws: Float64Array,
  { level = 0.95 }: { level?: number } = {},
): Defined<Bootstrap> {
  const lost = draws.filter(Number.isNaN).length;
  if (lost > mostUndefined * draws.length)
    return undefinedBecause(`${lost} of ${draws.length} resamples leave the statistic undefined`);
  const drawn = replicatesInterval(value, draws, { level });
  if (!drawn.defined) return drawn;
  const { low, high } = drawn.value.interval;
  const interval = { low: Math.min(low, value), high: Math.max(high, value), level, method: "Bayesian bootstrap" };
  return defined({ ...drawn.value, interval });
}
