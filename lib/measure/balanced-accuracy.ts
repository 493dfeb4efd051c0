import { countedShare } from "@/lib/measure/cluster-share";
import { type Estimate, undrawn } from "@/lib/measure/estimate";
import type { Ground } from "@/lib/measure/ground";
import { numberUnits } from "@/lib/measure/number-units";
import { type Defined, defined, undefinedBecause } from "@/lib/stats/defined";
import type { Interval } from "@/lib/stats/interval";
import { linearisedVariance } from "@/lib/stats/resampling/linearised-variance";
import { ratioStatistic } from "@/lib/stats/resampling/resampled-mean";
import type { UnitStatistic } from "@/lib/stats/resampling/unit-statistic";

/** The share of one class's units that were called so, and its variance over the clusters that units share. */
type Recall = { value: number; interval: Interval; variance: number };

const noClass = "one side is a single class throughout, or no unit has both";

/** Clusters in which the class occurs. */
function countClusters(own: readonly number[], { clusterOf }: Ground["design"]): number {
  return new Set(own.map(clusterOf)).size;
}

/** The recall of the class of these units. */
function recallOf({ design }: Ground, statistic: UnitStatistic, own: readonly number[]): Defined<Recall> {
  const asked = { statistic, because: noClass, clusters: countClusters(own, design) };
  const share = countedShare(asked, design);
  if (!share.defined) return share;
  const { value, interval } = share.value;
  if (!interval.defined) return interval;
  const { variance } = linearisedVariance(statistic, { clusters: design.clusters, counted: asked.clusters });
  return defined({ value, interval: interval.value, variance });
}

/**
 * How much wider the mean of recalls is than it would be if they had nothing to do with each other: where one prompt has
 * items of several classes, a prompt that is hard is hard for all of them. Never below 1.
 */
function togetherness(
  statistics: readonly UnitStatistic[],
  recalls: readonly Recall[],
  { clusters }: Ground["design"],
) {
  if (!clusters) return 1;
  const units = statistics[0]?.groupOf.length ?? 0;
  const { unit, units: prompts } = numberUnits(clusters);
  const sums = new Float64Array(prompts);
  for (const [place, statistic] of statistics.entries()) {
    const { above, below } = statistic.ratio?.() ?? { above: new Float64Array(0), below: new Float64Array(0) };
    const total = statistic.groupOf.reduce((sum, group) => sum + below[group], 0);
    for (let own = 0; own < units; own++) {
      const group = statistic.groupOf[own];
      sums[unit[own]] = sums[unit[own]] + (above[group] - recalls[place].value * below[group]) / total;
    }
  }
  const together = (prompts / (prompts - 1)) * sums.reduce((sum, own) => sum + own * own, 0);
  const apart = recalls.reduce((sum, { variance }) => sum + (Number.isFinite(variance) ? variance : 0), 0);
  return apart > 1e-14 ? Math.max(1, Math.sqrt(together / apart)) : 1;
}

/**
 * Balanced accuracy, the mean over the reference's classes of the share of each that was called so, from Wilson's
 * intervals of these shares (Zou and Donner, Statistics in Medicine 27 (2008) 1693-1702): of K recalls r_k in
 * [l_k, u_k]
 *
 *   low = mean - sqrt(sum_k (r_k - l_k)^2) / K, and high with u_k - r_k,
 *
 * so that a class of three items makes it as wide as three items do. Undefined where the reference has one class.
 */
export function balancedAccuracy(ground: Ground, codes: Int32Array): Defined<Estimate> {
  const { majority } = ground;
  const unitsOf = new Map<number, number[]>();
  for (const [unit, truth] of majority.entries()) {
    if (truth < 0 || codes[unit] < 0) continue;
    const known = unitsOf.get(truth);
    if (known) known.push(unit);
    else unitsOf.set(truth, [unit]);
  }
  if (unitsOf.size < 2) return undefinedBecause(noClass);
  const classes = [...unitsOf].sort(([a], [b]) => a - b);
  const statistics = classes.map(([code]) =>
    ratioStatistic(
      Float64Array.from(majority, (truth, unit) => Number(truth === code && codes[unit] === code)),
      Float64Array.from(majority, (truth, unit) => Number(truth === code && codes[unit] >= 0)),
    ),
  );
  const recalls: Recall[] = [];
  for (const [place, [, own]] of classes.entries()) {
    const recall = recallOf(ground, statistics[place], own);
    if (!recall.defined) return recall;
    recalls.push(recall.value);
  }
  const value = recalls.reduce((sum, own) => sum + own.value, 0) / recalls.length;
  const factor = togetherness(statistics, recalls, ground.design) / recalls.length;
  const join = (distance: (own: Recall) => number) =>
    factor * Math.sqrt(recalls.reduce((sum, own) => sum + distance(own) ** 2, 0));
  const low = Math.max(0, value - join((own) => own.value - own.interval.low));
  const high = Math.min(1, value + join((own) => own.interval.high - own.value));
  const { level } = recalls[0].interval;
  return defined(undrawn(value, defined({ low, high, level, method: "of Wilson's for each class" })));
}
