import { type Defined, defined, undefinedBecause } from "@/lib/stats/defined";
import { normalQuantile } from "@/lib/stats/distributions/normal-distribution";
import { requireLevel } from "@/lib/stats/interval";
import { requirePower } from "./kappa-planning";

/** Labels per unit, and how far those of one unit hang together (their intraclass correlation, about their kappa). */
export type LabelDesign = { raters?: number; agreement?: number };

/**
 * How many labels are worth one independent label: 1 + (raters - 1) x agreement (Kish 1965). With agreement 1 a
 * second label of a unit tells nothing; with 0 it is as good as one of another unit. Agreement is the intraclass
 * correlation of labels of one unit, about their kappa.
 */
function designEffect(caller: string, { raters = 1, agreement = 1 }: LabelDesign): number {
  if (!(Number.isInteger(raters) && raters > 0)) throw new RangeError(`${caller}: ${raters} is no number of raters`);
  if (!(agreement >= 0 && agreement <= 1))
    throw new RangeError(`${caller}: agreement has to lie in 0..1, got ${agreement}`);
  return 1 + (raters - 1) * agreement;
}

/**
 * Units that hold as much as so many independent labels: labels x design effect / raters, rounded up
 * (1e-9 is rounding).
 */
const unitsOf = (caller: string, independent: number, design: LabelDesign) =>
  Math.ceil((independent * designEffect(caller, design)) / (design.raters ?? 1) - 1e-9);

/**
 * The least number of independent labels whose Wilson interval at `share` is no wider than twice `halfWidth`. Half
 * the width is z / (n + z^2) sqrt(n p (1 - p) + z^2 / 4), which falls with n: doubled until it does, then halved.
 * Wald's formula n = z^2 p (1 - p) / width^2 would ask for nothing at a share of 0.
 */
function labelsForWidth(caller: string, share: number, halfWidth: number, level: number): number {
  requireLevel(caller, level);
  if (!(share >= 0 && share <= 1 && halfWidth > 0))
    throw new RangeError(`${caller}: needs a share in 0..1 and a half-width above 0`);
  const z = normalQuantile(0.5 + level / 2);
  const width = (n: number) => (z / (n + z * z)) * Math.sqrt(n * share * (1 - share) + (z * z) / 4);
  let [low, high] = [0, 1];
  while (width(high) > halfWidth) high *= 2;
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (width(middle) > halfWidth) low = middle;
    else high = middle;
  }
  return high;
}

/**
 * Units needed for a proportion's interval (Wilson) of at most the given half-width at the anticipated share. With
 * several raters a unit counts as its mean label: labels that agree add little. Take the share nearest to 1/2 that
 * is to be expected, where most units are needed. Units are independent: where several share a prompt, count
 * prompts.
 */
export function unitsForProportion(
  share: number,
  halfWidth: number,
  { level = 0.95, ...design }: LabelDesign & { level?: number } = {},
): number {
  return unitsOf("unitsForProportion", labelsForWidth("unitsForProportion", share, halfWidth, level), design);
}

/**
 * Raters per unit needed for that half-width with `units` units: the least r with units x r / (1 + (r - 1)
 * agreement) at least the labels needed. That grows with r no further than units / agreement, so there may be none:
 * more raters tell nothing of more units. Undefined then.
 */
export function ratersForProportion(
  share: number,
  halfWidth: number,
  { units, agreement, level = 0.95 }: { units: number; agreement: number; level?: number },
): Defined<number> {
  const labels = labelsForWidth("ratersForProportion", share, halfWidth, level);
  designEffect("ratersForProportion", { agreement });
  if (!(units > 0 && Number.isFinite(units)))
    throw new RangeError(`ratersForProportion: units have to be above 0, got ${units}`);
  // units x raters / (1 + (raters - 1) agreement) >= labels, solved for raters.
  if (units >= labels) return defined(1);
  const left = units - labels * agreement;
  if (left <= 0)
    return undefinedBecause(
      `labels of one unit agree so far that ${units} units never tell as much as ${labels} labels`,
    );
  return defined(Math.max(1, Math.ceil((labels * (1 - agreement)) / left - 1e-9)));
}

type Power = LabelDesign & { alpha?: number; power?: number };

/**
 * Units needed in each of two groups to tell one proportion p from another q, two-sided. With m their mean,
 *
 *   n = [z(1 - alpha / 2) sqrt(2 m (1 - m)) + z(power) sqrt(p (1 - p) + q (1 - q))]^2 / (p - q)^2,
 *
 * the first root being the error if both are m, at which the test rejects, the second that if they are p and q.
 * Normal approximation without continuity correction, rounded up, units independent. Throws RangeError for shares
 * that are the same.
 * Source: Fleiss, Levin and Paik, "Statistical Methods for Rates and Proportions" (2003), section 4.2.
 */
export function unitsPerGroup(
  first: number,
  second: number,
  { alpha = 0.05, power = 0.8, ...design }: Power = {},
): number {
  requirePower("unitsPerGroup", alpha, power);
  if (!(first >= 0 && first <= 1 && second >= 0 && second <= 1) || first === second)
    throw new RangeError(`unitsPerGroup: needs two different shares in 0..1, got ${first} and ${second}`);
  const mean = (first + second) / 2;
  const apart = normalQuantile(1 - alpha / 2) * Math.sqrt(2 * mean * (1 - mean));
  const own = normalQuantile(power) * Math.sqrt(first * (1 - first) + second * (1 - second));
  return unitsOf("unitsPerGroup", ((apart + own) / (first - second)) ** 2, design);
}

/**
 * Units needed to tell a proportion p from a fixed one h (`hypothesis`), two-sided; as `unitsPerGroup`:
 * n = [z(1 - alpha / 2) sqrt(h (1 - h)) + z(power) sqrt(p (1 - p))]^2 / (p - h)^2.
 */
export function unitsAgainstProportion(
  share: number,
  hypothesis: number,
  { alpha = 0.05, power = 0.8, ...design }: Power = {},
): number {
  requirePower("unitsAgainstProportion", alpha, power);
  if (!(share >= 0 && share <= 1 && hypothesis > 0 && hypothesis < 1) || share === hypothesis)
    throw new RangeError(`unitsAgainstProportion: needs two different shares, got ${share} and ${hypothesis}`);
  const under = normalQuantile(1 - alpha / 2) * Math.sqrt(hypothesis * (1 - hypothesis));
  const own = normalQuantile(power) * Math.sqrt(share * (1 - share));
  return unitsOf("unitsAgainstProportion", ((under + own) / (share - hypothesis)) ** 2, design);
}
