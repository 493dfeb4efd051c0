import { cohenKappa } from "@/lib/stats/agreement/cohen-kappa";
import { tableFromRows } from "@/lib/stats/agreement/contingency-table";
import { chiSquaredQuantile } from "@/lib/stats/distributions/chi-squared-distribution";
import { logGamma } from "@/lib/stats/distributions/log-gamma";
import { normalQuantile } from "@/lib/stats/distributions/normal-distribution";
import { maximiseLinear } from "@/lib/stats/planning/parts/linear-programme";
import { requireDefined } from "@/lib/stats/require-defined";

/**
 * How ratings of one unit hang together at a given kappa. A kappa of two raters fixes how often two agree, but not
 * how often three do, so that a plan for more has to say more.
 * - `mixture`: with chance kappa all raters give one label drawn from the shares, else each draws alone.
 * - `dirichlet`: shares differ from unit to unit by a Dirichlet distribution with intraclass correlation kappa, so
 *   that units are of all degrees of clearness.
 * With two raters they are the same.
 */
type AgreementModel = "mixture" | "dirichlet";

/** What a study of agreement is planned with: category shares (summing to 1), raters per unit, model of agreement. */
export type AgreementDesign = { shares: readonly number[]; raters?: number; model?: AgreementModel };

/** Throws unless the shares of two categories or more sum to 1 and there are two raters or more. */
export function requireDesign(caller: string, { shares, raters = 2 }: AgreementDesign): void {
  const sum = shares.reduce((total, share) => total + share, 0);
  if (shares.length < 2 || shares.some((share) => !(share > 0 && share < 1)) || Math.abs(sum - 1) > 1e-3) {
    throw new RangeError(`${caller}: shares of two or more categories have to sum to 1`);
  }
  if (!(Number.isInteger(raters) && raters > 1))
    throw new RangeError(`${caller}: needs two raters or more, got ${raters}`);
}

/** Throws unless each kappa lies from 0 to below 1 and they differ. */
function requireKappas(caller: string, ...kappas: readonly number[]): void {
  for (const kappa of kappas) requireKappa(caller, kappa);
  if (new Set(kappas).size < kappas.length)
    throw new RangeError(`${caller}: kappas ${kappas.join(" and ")} have to differ`);
}

/** Throws unless `kappa` lies from 0 to below 1: below 0 the models of agreement have no chances. */
export function requireKappa(caller: string, kappa: number): void {
  if (!(kappa >= 0 && kappa < 1)) throw new RangeError(`${caller}: kappa has to lie from 0 to below 1, got ${kappa}`);
}

/** Throws unless 0 < alpha, power < 1. */
export function requirePower(caller: string, alpha: number, power = 0.5): void {
  if (!(alpha > 0 && alpha < 1 && power > 0 && power < 1))
    throw new RangeError(`${caller}: alpha and power have to lie between 0 and 1, got ${alpha} and ${power}`);
}

/**
 * Chances of the patterns of agreement at a given kappa: for two categories, how many of n raters give the first,
 *
 *   mixture: kappa [all, or none, with the shares' chances] + (1 - kappa) C(n, c) p^c (1 - p)^(n - c)
 *   dirichlet: C(n, c) x beta-binomial chance;
 *
 * for more categories, all raters giving each category, and any disagreement in one, which keeps the test to what
 * everybody counts alike.
 */
function patternChances({ shares, raters = 2, model = "mixture" }: AgreementDesign, kappa: number): number[] {
  if (shares.length > 2) {
    const together = shares.map((share) => allTogether(share, raters, kappa, model));
    return [...together, 1 - together.reduce((sum, chance) => sum + chance, 0)];
  }
  const share = shares[0];
  return Array.from({ length: raters + 1 }, (_, count) => {
    const choose = Math.exp(logGamma(raters + 1) - logGamma(count + 1) - logGamma(raters - count + 1));
    if (model === "dirichlet") return choose * betaBinomial(share, count, raters, kappa);
    const alone = choose * share ** count * (1 - share) ** (raters - count);
    const together = count === raters ? share : count === 0 ? 1 - share : 0;
    return kappa * together + (1 - kappa) * alone;
  });
}

/** The chance that all raters give the category of this share. */
function allTogether(share: number, raters: number, kappa: number, model: AgreementModel): number {
  if (model === "mixture") return kappa * share + (1 - kappa) * share ** raters;
  return betaBinomial(share, raters, raters, kappa);
}

/**
 * The chance of one given order of `count` successes in `raters` draws whose share is beta distributed, with mean
 * `share` and intraclass correlation kappa. As in an urn to which a ball of the drawn kind is added, the i-th draw
 * (from 0) is a hit with chance (share (1 - kappa) + hits before x kappa) / (1 - kappa + i kappa). The product
 * avoids gamma functions, whose arguments are infinite at kappa 0.
 */
function betaBinomial(share: number, count: number, raters: number, kappa: number): number {
  let chance = 1;
  for (let i = 0; i < raters; i++) {
    const isHit = i < count;
    const own = isHit ? share : 1 - share;
    const before = isHit ? i : i - count;
    chance *= (own * (1 - kappa) + before * kappa) / (1 - kappa + i * kappa);
  }
  return chance;
}

/**
 * Squared distance between the pattern chances of two kappas, relative to those of `base`, sum (P - B)^2 / B:
 * chi-squared per unit, if the base is tested and the other true.
 */
function distance(design: AgreementDesign, kappa: number, base: number): number {
  const expected = patternChances(design, base);
  const chances = patternChances(design, kappa);
  return chances.reduce((sum, chance, i) => sum + (chance - expected[i]) ** 2 / expected[i], 0);
}

/**
 * Units needed to tell kappa `alternative` from `hypothesis` by a two-sided goodness-of-fit test with the given
 * power:
 *
 *   n = (z(1 - alpha / 2) + z(power))^2 / sum over patterns of (P_alternative - P_hypothesis)^2 / P_hypothesis.
 *
 * n times the sum is the noncentrality of a chi-squared with one degree of freedom, since only kappa is free, and
 * the numerator is the noncentrality that gives the power. It takes shares as known, units as independent, and
 * every unit as rated by all `raters`. Plan with the shares that will be met: kappa needs many more units where a
 * class is rare. Not rounded up.
 *
 * Throws RangeError for kappas outside [0, 1) or the same, and for alpha or power outside (0, 1), as all planning
 * here does.
 * Sources: Donner and Eliasziw, Statistics in Medicine 11 (1992) 1511-1519; Altaye, Donner and Eliasziw (2001).
 */
export function unitsForPower(
  design: AgreementDesign,
  {
    hypothesis,
    alternative,
    alpha = 0.05,
    power = 0.8,
  }: { hypothesis: number; alternative: number; alpha?: number; power?: number },
): number {
  requireDesign("unitsForPower", design);
  requireKappas("unitsForPower", hypothesis, alternative);
  requirePower("unitsForPower", alpha, power);
  const shift = (normalQuantile(1 - alpha / 2) + normalQuantile(power)) ** 2;
  return shift / distance(design, alternative, hypothesis);
}

/**
 * Units needed for an interval around an anticipated kappa that keeps clear of `low` (one-sided at alpha) or of
 * both `low` and `high` (two-sided): n = critical / (least distance from the anticipated pattern chances to those
 * at an end), with critical the chi-squared quantile at 1 - 2 alpha or 1 - alpha. The interval holds the kappas
 * that the goodness-of-fit test does not reject, at the counts that are expected; so the chance that a study's own
 * interval keeps clear is about one half. Rounded up. Source: Rotondi and Donner, Journal of Clinical Epidemiology
 * 65 (2012) 778-784.
 */
export function unitsForInterval(
  design: AgreementDesign,
  { anticipated, low, high, alpha = 0.05 }: { anticipated: number; low: number; high?: number; alpha?: number },
): { units: number; critical: number } {
  requireDesign("unitsForInterval", design);
  requireKappas("unitsForInterval", anticipated, low, ...(high === undefined ? [] : [high]));
  requirePower("unitsForInterval", 2 * alpha);
  const critical = chiSquaredQuantile(high === undefined ? 1 - 2 * alpha : 1 - alpha, 1);
  const ends = high === undefined ? [low] : [low, high];
  const least = Math.min(...ends.map((end) => distance(design, anticipated, end)));
  return { units: Math.ceil(critical / least), critical };
}

/**
 * The lower end (one-sided at alpha) that `units` units let one expect around an anticipated kappa, to .001: the
 * same turned round, stepping down from the anticipated kappa until the test rejects. 0 where even 0 is not
 * rejected.
 */
export function expectedLowerEnd(
  design: AgreementDesign,
  { anticipated, units, alpha = 0.05 }: { anticipated: number; units: number; alpha?: number },
): { low: number; critical: number } {
  requireDesign("expectedLowerEnd", design);
  requireKappa("expectedLowerEnd", anticipated);
  requirePower("expectedLowerEnd", 2 * alpha);
  if (!(units > 0 && Number.isFinite(units)))
    throw new RangeError(`expectedLowerEnd: units have to be above 0, got ${units}`);
  const critical = chiSquaredQuantile(1 - 2 * alpha, 1);
  let step = Math.min(999, Math.floor(anticipated * 1000));
  while (step > 0 && units * distance(design, anticipated, step / 1000) < critical) step--;
  return { low: step / 1000, critical };
}

/**
 * sqrt(n) x the standard error of Cohen's kappa in a population with these rates a and b of the first of two
 * categories. Rates and kappa fix all four cells: both = (kappa (1 - pe) + pe + a + b - 1) / 2 with pe = a
 * b + (1 - a)(1 - b). They go through `cohenKappa` itself, as a table of a million units. Throws RangeError where a
 * cell would be below 0.
 */
function cohenError(caller: string, [a, b]: readonly [number, number], kappa: number): number {
  const chance = a * b + (1 - a) * (1 - b);
  const both = (kappa * (1 - chance) + chance + a + b - 1) / 2;
  const cells = [both, a - both, b - both, 1 - a - b + both] as const;
  if (cells.some((cell) => cell < 0))
    throw new RangeError(`${caller}: rates ${a} and ${b} do not allow kappa ${kappa}`);
  const scale = 1e6;
  const table = tableFromRows([
    [cells[0] * scale, cells[1] * scale],
    [cells[2] * scale, cells[3] * scale],
  ]);
  return requireDefined(requireDefined(cohenKappa(table)).standardError) * Math.sqrt(scale);
}

/**
 * Units needed to tell Cohen's kappa `alternative` from `hypothesis` when two raters give the first of two
 * categories at the given rates:
 *
 *   n = [(z(1 - alpha / 2) e0 + z(power) e1) / (k1 - k0)]^2,
 *
 * e0 and e1 being sqrt(n) times the standard error of Fleiss, Cohen and Everitt at either kappa. Unlike
 * `unitsForPower` the raters may have rates of their own. Large-sample normal theory, rounded up. Throws RangeError
 * where the rates do not allow the kappas. Source: Cantor, Psychological Methods 1 (1996) 150-153.
 */
export function unitsForCohen(
  rates: readonly [number, number],
  {
    hypothesis,
    alternative,
    alpha = 0.05,
    power = 0.8,
    isTwoSided = true,
  }: { hypothesis: number; alternative: number; alpha?: number; power?: number; isTwoSided?: boolean },
): number {
  requireKappas("unitsForCohen", hypothesis, alternative);
  requirePower("unitsForCohen", alpha, power);
  const zAlpha = normalQuantile(1 - alpha / (isTwoSided ? 2 : 1));
  const error = (kappa: number) => cohenError("unitsForCohen", rates, kappa);
  const sum = zAlpha * error(hypothesis) + normalQuantile(power) * error(alternative);
  return Math.ceil((sum / (alternative - hypothesis)) ** 2);
}

/**
 * The same for two raters with common shares of any number of categories. Shares and kappa do not fix the table
 * then (which categories are confused is open), so the largest standard error is taken that any table with them can
 * have: enough units whatever the confusions, and often too many. Rounded up.
 * Source: Flack, Afifi, Lachenbruch and Schouten, Psychometrika 53 (1988) 321-325.
 */
export function unitsForWorstCase(
  shares: readonly number[],
  {
    hypothesis,
    alternative,
    alpha = 0.05,
    power = 0.8,
    isTwoSided = true,
  }: { hypothesis: number; alternative: number; alpha?: number; power?: number; isTwoSided?: boolean },
): number {
  requireDesign("unitsForWorstCase", { shares });
  requireKappas("unitsForWorstCase", hypothesis, alternative);
  requirePower("unitsForWorstCase", alpha, power);
  const zAlpha = normalQuantile(1 - alpha / (isTwoSided ? 2 : 1));
  const sum = zAlpha * largestError(shares, hypothesis) + normalQuantile(power) * largestError(shares, alternative);
  return Math.ceil((sum / (alternative - hypothesis)) ** 2);
}

/**
 * The largest sqrt(n) x standard error of kappa. The variance of Fleiss, Cohen and Everitt, at fixed margins and
 * kappa, is a sum over cells of cell x a number, plus a constant; so its largest value is a linear programme over
 * the cells p_kl >= 0 with row sums, column sums and diagonal given.
 */
function largestError(shares: readonly number[], kappa: number): number {
  const q = shares.length;
  const chance = shares.reduce((sum, share) => sum + share * share, 0);
  const agreed = kappa + chance * (1 - kappa);
  const differ = 1 - agreed;
  const cells = Array.from({ length: q * q }, (_, cell) => [Math.floor(cell / q), cell % q] as const);
  const objective = cells.map(([k, l]) => {
    const both = shares[k] + shares[l];
    return k === l ? -differ * both * (2 * (1 - chance) - differ * both) : (differ * both) ** 2;
  });
  const rows = [
    ...shares.map((_, row) => cells.map(([k]) => Number(k === row))),
    ...shares.map((_, column) => cells.map(([, l]) => Number(l === column))),
    cells.map(([k, l]) => Number(k === l)),
  ];
  const most = maximiseLinear(objective, rows, [...shares, ...shares, agreed]);
  if (most === null) throw new RangeError(`unitsForWorstCase: these shares do not allow kappa ${kappa}`);
  const spread = agreed * (1 - chance) ** 2 + most - (agreed * chance - 2 * chance + agreed) ** 2;
  return Math.sqrt(spread) / (1 - chance) ** 2;
}
