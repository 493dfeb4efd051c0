import type { UnitStatistic } from "@/lib/stats/resampling/unit-statistic";

/**
 * Agreement beyond chance where every unit has options of its own ("which of these five people said it"), as a
 * function of unit weights w:
 *
 *   (sum of w_u observed_u - sum of w_u chance_u) / (sum of w_u - sum of w_u chance_u)
 *
 * that is (observed - chance) / (1 - chance) with both taken as means over the units that have an observation.
 * Kappa and alpha count how often each category is used, and options of one unit mean nothing in another, so they
 * have nothing to count; but picking blindly among N options still agrees once in N. It is Bennett, Alpert and
 * Goldstein's S (1954) with 1 / N taken unit by unit: chance is averaged before it is subtracted, so a unit with
 * two options does not weigh more than its share, as it would in a mean of per-unit coefficients, whose denominator
 * 1 - 1/N is small there.
 *
 * `observed` is a share of agreement per unit (0 to 1, NaN where the unit has none: it then leaves both sums),
 * `chance` the agreement expected there, 1 / N. The result is NaN without a unit, and where chance is certainty
 * (one option everywhere), because then nothing is left to be explained. Throws RangeError where the lists differ
 * in length.
 */
export function aboveChanceStatistic(observed: Float64Array, chance: Float64Array): UnitStatistic {
  if (observed.length !== chance.length) {
    throw new RangeError(`aboveChanceStatistic: ${observed.length} observations for ${chance.length} chances`);
  }
  const groupOf = Int32Array.from(observed, (_, unit) => unit);
  const evaluate = (weights: Float64Array) => {
    let [total, seen, expected] = [0, 0, 0];
    for (let unit = 0; unit < observed.length; unit++) {
      const own = observed[unit];
      if (Number.isNaN(own)) continue;
      const weight = weights[unit];
      total += weight;
      seen += weight * own;
      expected += weight * chance[unit];
    }
    return total > 0 && total - expected > 1e-12 * total ? (seen - expected) / (total - expected) : Number.NaN;
  };
  return { groups: observed.length, groupOf, evaluate };
}
