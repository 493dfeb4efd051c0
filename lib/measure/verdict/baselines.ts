import { formatEstimate } from "@/lib/format-number";
import { estimate } from "@/lib/measure/estimate";
import type { Ground } from "@/lib/measure/ground";
import { lowerEnd, type Requirement } from "@/lib/measure/verdict/requirements";
import { weightedDisagreement } from "@/lib/stats/agreement/disagreement";
import { pooledKappaStatistic } from "@/lib/stats/agreement/pooled-kappa";
import { differenceStatistic } from "@/lib/stats/resampling/unit-statistic";

/** A way of answering that takes no reading: what a judge that is worth anything has to beat. */
export type Baseline = { key: string; name: string /** An answer a unit, -1 for none. */; codes: Int32Array };

/**
 * The best constant: on a scale the point nearest to the mean of all labels of people, which is as near to them as a
 * constant can be; else the answer that people give most often, the first of those where several are.
 */
export function constantBaseline({ kind, people, votes, categories }: Ground): Baseline {
  const { values } = people;
  const counts = new Float64Array(values.length);
  for (const code of votes.code) if (code >= 0) counts[code]++;
  const total = counts.reduce((sum, count) => sum + count, 0);
  const mean = counts.reduce((sum, count, code) => sum + count * values[code], 0) / total;
  const merit = (code: number) => (kind === "scale" ? -Math.abs(values[code] - mean) : counts[code]);
  const best = [...values.keys()].reduce((ahead, code) => (merit(code) > merit(ahead) ? code : ahead), 0);
  const name = `always “${categories[best].label}”`;
  return { key: "constant", name, codes: new Int32Array(people.units).fill(total > 0 ? best : -1) };
}

/**
 * Better than every baseline with the interval clear: the difference of kappas with the majority (weighted on a scale),
 * on the units that both answered, drawn together. A constant's kappa is 0 by what kappa is, and so is that of a judge
 * that draws its answers; others (the longest, the first) have their own. One requirement a baseline; none where
 * categories have nothing in common between items.
 */
export function weighBaselines(ground: Ground, codes: Int32Array, baselines: readonly Baseline[]): Requirement[] {
  if (ground.kind === "own-options") return [];
  return baselines.map((baseline): Requirement => {
    const [key, name] = [`beats-${baseline.key}`, `beats ${baseline.name}`];
    const gain = kappaGain(ground, codes, baseline.codes);
    if (!gain.defined) return { key, name, isMet: false, found: gain.because };
    const found = `kappa with the majority higher by ${formatEstimate(gain.value, "coefficient")}; the lower end has to be above 0`;
    return { key, name, isMet: lowerEnd(gain.value) > 0, found };
  });
}

function kappaGain({ majority, people, kind, weights, design }: Ground, codes: Int32Array, baseline: Int32Array) {
  const units = [...majority.keys()].filter((unit) => majority[unit] >= 0 && codes[unit] >= 0 && baseline[unit] >= 0);
  const of = (answers: Int32Array) => ({
    unit: [...units.keys()],
    reference: units.map((unit) => majority[unit]),
    answer: units.map((unit) => answers[unit]),
  });
  const apart = kind === "scale" ? weightedDisagreement(weights, people.values) : undefined;
  const kappa = (answers: Int32Array) =>
    pooledKappaStatistic(of(answers), units.length, people.categories.length, apart);
  const clusters = design.clusters && units.map(design.clusterOf);
  return estimate(
    differenceStatistic(kappa(codes), kappa(baseline)),
    { ...design, clusters },
    "on items that both answer the majority is one and the same answer throughout, or there is none",
  );
}
