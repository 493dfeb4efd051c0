import { type Defined, defined, undefinedBecause } from "@/lib/stats/defined";
import { logGamma } from "@/lib/stats/distributions/log-gamma";
import { normalQuantile } from "@/lib/stats/distributions/normal-distribution";
import { requireLevel } from "@/lib/stats/interval";
import { type AgreementDesign, requireDesign, requireKappa, unitsForPower } from "./kappa-planning";

/** Beyond this no plan asks: more raters hardly help, more items do. */
const mostRaters = 30;

/** The patterns of labels to go through grow with every category. */
const mostCategories = 8;

/** Every way to spread `raters` labels over `categories`: C(raters + categories - 1, raters) of them. */
function* listPatterns(raters: number, categories: number): Generator<number[]> {
  if (categories === 1) {
    yield [raters];
    return;
  }
  for (let own = 0; own <= raters; own++) {
    for (const rest of listPatterns(raters - own, categories - 1)) yield [own, ...rest];
  }
}

/**
 * sqrt(units) x the standard error of Fleiss' kappa: the spread of its linearisation over units (Gwet 2014, as in
 * `fleissKappa`) when with chance kappa all raters give one label drawn from the shares p, and else each draws
 * alone. A unit with counts c_k of r raters has agreement A = sum c (c - 1) / (r (r - 1)) and chance agreement
 * E = sum c_k p_k / r; with pe = sum p^2,
 *
 *   v = [A - pe - 2 (1 - kappa)(E - pe)] / (1 - pe),   error^2 = sum over patterns of chance x (v - kappa)^2.
 *
 * For two raters and two categories it is Cohen's. Exact for the model, where a formula by moments would need a
 * model too.
 */
function fleissError(shares: readonly number[], raters: number, kappa: number): number {
  const chance = shares.reduce((sum, share) => sum + share * share, 0);
  const choose = logGamma(raters + 1);
  let variance = 0;
  for (const pattern of listPatterns(raters, shares.length)) {
    const log = pattern.reduce((sum, count, k) => sum - logGamma(count + 1) + count * Math.log(shares[k]), choose);
    const together = pattern.indexOf(raters);
    const likelihood = (1 - kappa) * Math.exp(log) + (together < 0 ? 0 : kappa * shares[together]);
    const agreed = pattern.reduce((sum, count) => sum + count * (count - 1), 0) / (raters * (raters - 1));
    const expected = pattern.reduce((sum, count, k) => sum + (count * shares[k]) / raters, 0);
    const own = (agreed - chance - 2 * (1 - kappa) * (expected - chance)) / (1 - chance);
    variance += likelihood * (own - kappa) ** 2;
  }
  return Math.sqrt(variance);
}

/**
 * What fleissError comes to with ever more raters: every unit shows its own shares without noise. With chance kappa
 * all its labels are one, else they are as the shares, and v takes one value for each category and 0.
 */
function errorOfMany(shares: readonly number[], kappa: number): number {
  const chance = shares.reduce((sum, share) => sum + share * share, 0);
  const together = shares.reduce((sum, share) => {
    const own = 1 - (2 * (1 - kappa) * (share - chance)) / (1 - chance);
    return sum + share * (own - kappa) ** 2;
  }, 0);
  return Math.sqrt(kappa * together + (1 - kappa) * kappa ** 2);
}

function requireAbove(caller: string, name: string, value: number): void {
  if (!(value > 0 && Number.isFinite(value)))
    throw new RangeError(`${caller}: ${name} has to be above 0, got ${value}`);
}

/**
 * Half-widths of a normal interval for Fleiss' kappa that each number of units lets one expect,
 * z x error / sqrt(units): a curve that falls with the root, so half the width costs four times the units. It is
 * that of a study which finds the kappa and shares expected, units independent and rated by all. `shares`
 * (summing to 1) of two to eight categories, two raters or more, kappa in [0, 1), units above 0; else RangeError.
 * Patterns of labels are enumerated: O(raters ^ (categories - 1)).
 */
export function expectedHalfWidths(
  { shares, raters = 2 }: Omit<AgreementDesign, "model">,
  kappa: number,
  units: readonly number[],
  level = 0.95,
): { units: number; halfWidth: number }[] {
  requireDesign("expectedHalfWidths", { shares, raters });
  requireKappa("expectedHalfWidths", kappa);
  requireLevel("expectedHalfWidths", level);
  for (const n of units) requireAbove("expectedHalfWidths", "the number of units", n);
  if (shares.length > mostCategories)
    throw new RangeError(`expectedHalfWidths: ${shares.length} categories: at most ${mostCategories} are planned with`);
  const half = normalQuantile(0.5 + level / 2) * fleissError(shares, raters, kappa);
  return units.map((n) => ({ units: n, halfWidth: half / Math.sqrt(n) }));
}

/**
 * Units needed for such an interval of at most `halfWidth`: the square of the half-width of one unit over it.
 * Rounded up, two at least, for one unit has no spread.
 */
export function unitsForHalfWidth(
  design: Omit<AgreementDesign, "model">,
  { kappa, halfWidth, level = 0.95 }: { kappa: number; halfWidth: number; level?: number },
): number {
  requireAbove("unitsForHalfWidth", "the half-width", halfWidth);
  const [one] = expectedHalfWidths(design, kappa, [1], level);
  return Math.max(2, Math.ceil(((one?.halfWidth ?? 0) / halfWidth) ** 2));
}

const tooMany = (units: number) =>
  undefinedBecause(`even ${mostRaters} raters would not do with ${units} units: take more units`);

/**
 * Raters needed, each on every one of `units` units, for an interval of at most `halfWidth`. Undefined where thirty
 * would not do: the spread between units themselves is left however many raters there are.
 */
export function ratersForHalfWidth(
  shares: readonly number[],
  { kappa, halfWidth, units, level = 0.95 }: { kappa: number; halfWidth: number; units: number; level?: number },
): Defined<number> {
  requireAbove("ratersForHalfWidth", "units", units);
  requireAbove("ratersForHalfWidth", "the half-width", halfWidth);
  requireDesign("ratersForHalfWidth", { shares });
  requireKappa("ratersForHalfWidth", kappa);
  const least = normalQuantile(0.5 + level / 2) * errorOfMany(shares, kappa);
  if (least / Math.sqrt(units) > halfWidth) return tooMany(units);
  for (let raters = 2; raters <= mostRaters; raters++) {
    if (unitsForHalfWidth({ shares, raters }, { kappa, halfWidth, level }) <= units) return defined(raters);
  }
  return tooMany(units);
}

/**
 * Raters needed on `units` units to tell kappa `alternative` from `hypothesis` (see `unitsForPower`): the least
 * number, from two up, for which so many units are enough. Undefined where thirty would not do.
 */
export function ratersForPower(
  design: Omit<AgreementDesign, "raters">,
  { units, ...ask }: Parameters<typeof unitsForPower>[1] & { units: number },
): Defined<number> {
  requireAbove("ratersForPower", "units", units);
  for (let raters = 2; raters <= mostRaters; raters++) {
    if (unitsForPower({ ...design, raters }, ask) <= units) return defined(raters);
  }
  return tooMany(units);
}
