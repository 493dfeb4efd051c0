import { comparedScale } from "@/lib/measure/against-people";
import { type Estimate, estimate } from "@/lib/measure/estimate";
import type { Ground } from "@/lib/measure/ground";
import { numberUnits } from "@/lib/measure/number-units";
import { weightedDisagreement } from "@/lib/stats/agreement/disagreement";
import { pooledKappaStatistic } from "@/lib/stats/agreement/pooled-kappa";
import { type Defined, undefinedBecause } from "@/lib/stats/defined";
import { differenceStatistic } from "@/lib/stats/resampling/difference-statistic";

/** A baseline that looks at the items, which a judge therefore has to beat as it is. */
export type Rival = { name: string; codes: Int32Array; kappa: number };

/**
 * By how much the judge's kappa with the majority is above the rival's, both on the units that both answered, drawn
 * together. On a scale with its weights.
 */
export function leadOver(ground: Ground, codes: Int32Array, rival: Rival): Defined<Estimate> {
  const { categories, weighted, uncounted } = comparedScale(ground);
  if (uncounted !== null) return undefinedBecause(uncounted);
  const { majority, isDecisive, isUndecided, design } = ground;
  const says = (code: number) => code >= 0 && !(isDecisive && isUndecided(code));
  const shared = [...majority.keys()].filter((unit) =>
    [majority[unit], codes[unit], rival.codes[unit]].every((code) => says(code)),
  );
  if (shared.length === 0) return undefinedBecause("no item has a majority and an answer of both");
  const { unit, units } = numberUnits(shared.map(design.clusterOf));
  const reference = shared.map((own) => majority[own]);
  const kappaOf = (answers: Int32Array) => {
    const pooled = { unit, reference, answer: shared.map((own) => answers[own]) };
    const apart = weighted ? weightedDisagreement(weighted.weights, weighted.values) : undefined;
    return pooledKappaStatistic(pooled, units, categories, apart);
  };
  const { seed, replicates } = design;
  return estimate(
    differenceStatistic(kappaOf(codes), kappaOf(rival.codes)),
    { seed, replicates },
    "kappa is defined for one of them only",
  );
}
