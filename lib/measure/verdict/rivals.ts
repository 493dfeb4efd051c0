import { comparedScale } from "@/lib/measure/against-people";
import { type Estimate, estimate } from "@/lib/measure/estimate";
import type { Ground } from "@/lib/measure/ground";
import { numberUnits } from "@/lib/measure/number-units";
import { weightedDisagreement } from "@/lib/stats/agreement/disagreement";
import { kappaLeadStatistic } from "@/lib/stats/agreement/kappa-lead";
import { type Defined, undefinedBecause } from "@/lib/stats/defined";

/** A baseline that looks at the items, which a judge therefore has to beat as it is. */
export type Rival = { name: string; codes: Int32Array; kappa: number };

/**
 * By how much the judge's kappa with the majority is above the rival's, both on the units that both answered, drawn
 * together, with what did not occur but could have (`kappaLeadStatistic`). On a scale with its weights.
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
  const pick = (from: Int32Array) => shared.map((own) => from[own]);
  const answers = { unit, reference: pick(majority), first: pick(codes), second: pick(rival.codes) };
  const apart = weighted ? weightedDisagreement(weighted.weights, weighted.values) : undefined;
  const { seed, replicates } = design;
  return estimate(
    kappaLeadStatistic(answers, units, categories, apart),
    { seed, replicates },
    "kappa is defined for one of them only",
  );
}
