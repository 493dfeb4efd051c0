import type { UnitStatistic } from "@/lib/stats/resampling/unit-statistic";

/**
 * (observed - chance) / (1 - chance), both means over the units that have an observation, as a function of unit
 * weights. For choices among options that every item has for itself: there are no shared categories, so that kappa and
 * alpha have nothing to count, but picking blindly among N options still agrees once in N.
 *
 * `observed` and `chance` hold one number per unit, NaN where there is none. The result is NaN without a unit, or
 * where chance is certainty (one option).
 */
export function aboveChanceStatistic(observed: Float64Array, chance: Float64Array): UnitStatistic {
  if (observed.length !== chance.length) {
    throw new RangeError(`aboveChanceStatistic: ${observed.length} observations for ${chance.length} chances`);
  }
  const groupOf = Int32Array.from(observed, (_, unit) => unit);
  const evaluate = (weights: Float64Array) => {
    let [total, seen, expected] = [0, 0, 0];
    for (let unit = 0; unit < observed.length; unit++) {
      const own = observed[unit] as number;
      if (Number.isNaN(own)) continue;
      const weight = weights[unit] as number;
      total += weight;
      seen += weight * own;
      expected += weight * (chance[unit] as number);
    }
    return total > 0 && total - expected > 1e-12 * total ? (seen - expected) / (total - expected) : Number.NaN;
  };
  return { groups: observed.length, groupOf, evaluate };
}
