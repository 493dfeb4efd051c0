import { type Defined, defined, undefinedBecause } from "@/lib/stats/defined";
import { requireLevel } from "@/lib/stats/interval";
import {
  addEffects,
  factoriseSystem,
  gather,
  type Structure,
  solveSystem,
  structureOf,
} from "@/lib/stats/models/parts/penalised-system";
import { jointF, satterthwaite } from "@/lib/stats/models/parts/satterthwaite";
import { minimise } from "@/lib/stats/parts/minimise";
import { requireNumbers } from "@/lib/stats/parts/require-numbers";
import { type FixedEffect, fixedEffect, type JointTest } from "./fixed-effect";
import { type MixedDesign, refuseDesign, requireDesign, type VarianceComponent } from "./mixed-data";

export type MixedLinearModel = {
  fixed: FixedEffect[];
  covariance: number[][];
  /** In the order of the factors. */
  components: VarianceComponent[];
  residualVariance: number;
  /** Of the contrasts (REML) or of the data (ML); two models with different fixed effects compare by ML alone. */
  logLikelihood: number;
  method: "REML" | "ML";
  /** That all fixed effects but the first (the intercept) are 0. */
  joint: Defined<JointTest>;
  labels: number;
};

export type MixedLinearOptions = { method?: "REML" | "ML"; level?: number };

/**
 * The linear model with random intercepts, y = X b + Z u + e, where intercepts of factor f have variance s_f^2 and the
 * rest s^2: scores of outputs by raters, with outputs, prompts and raters drawn from many. Labels of one output, and of
 * one rater, hang together through their intercepts, so that the errors of b are neither those of independent labels
 * nor those of means. Factors may cross (every rater rates many outputs) or nest (outputs of a prompt); which of the
 * two follows from the codes. Cells may be empty.
 *
 * With r the residual sum of squares plus the penalty u'u, L and R the Cholesky factors of `penalised-system`, and m =
 * n (ML) or n - p (REML), minus twice the profiled log-likelihood is
 *
 *   ln|L|^2 (+ ln|R|^2 for REML) + m (1 + ln(2 pi r / m)),
 *
 * minimised over relative deviations s_f / s. It is even in each, so a variance of 0 is an ordinary minimum and said to
 * be one (`isBoundary`): the factor shows no more spread than the rest explains. REML, the default, allows for the
 * fixed effects in the variances and is the analysis of variance's answer in balanced tables; ML is for comparing
 * models. Intervals are Wald's with Satterthwaite's degrees of freedom.
 *
 * Seconds for 5,000 outputs x 200 prompts x 20 raters. Undefined where the fixed effects are collinear, a factor has
 * one level, or the factors but the largest have more than 1,000 levels together.
 * Source: Bates, Maechler, Bolker and Walker, Journal of Statistical Software 67 (2015) 1-48; Kuznetsova, Brockhoff
 * and Christensen, ibid. 82 (2017) 13 for the degrees of freedom.
 */
export function mixedLinearModel(
  outcome: Float64Array,
  design: MixedDesign,
  { method = "REML", level = 0.95 }: MixedLinearOptions = {},
): Defined<MixedLinearModel> {
  requireLevel("mixedLinearModel", level);
  requireNumbers("mixedLinearModel", outcome);
  requireDesign("mixedLinearModel", outcome.length, design);
  const refused = refuseDesign(outcome.length, design);
  if (refused) return undefinedBecause(refused);
  if (outcome.every((value) => value === outcome[0])) return undefinedBecause("every label is the same");
  const structure = structureOf(outcome.length, design);
  const p = structure.columns.length;
  const degrees = method === "REML" ? outcome.length - p : outcome.length;
  const profiled = (deviations: readonly number[]) => {
    const at = solveAt(structure, outcome, deviations);
    if (!at) return Number.NaN;
    const logDet = at.logDetFactors + (method === "REML" ? at.logDetFixed : 0);
    return logDet + degrees * (1 + Math.log((2 * Math.PI * at.penalised) / degrees));
  };
  const best = minimise(
    profiled,
    structure.factors.map(() => 1),
  );
  const deviations = snapToZero(best.point, profiled);
  const at = solveAt(structure, outcome, deviations);
  if (!at) return undefinedBecause("the fixed effects are collinear, or a column of them is all 0");
  if (!best.hasConverged) return undefinedBecause("the likelihood has no maximum that can be found");
  const residualVariance = at.penalised / degrees;
  if (!(residualVariance > 1e-12 * variance(outcome))) return undefinedBecause("the model fits the labels exactly");
  const sigma = Math.sqrt(residualVariance);
  const covarianceAt = (point: readonly number[]) => {
    const own = solveAt(structure, outcome, point.slice(0, -1));
    return own && scaled(own.unscaled, point[point.length - 1] ** 2);
  };
  // Minus twice the log-likelihood, of the deviations and of s, which the profile has replaced by its best.
  const deviance = (point: readonly number[]) => {
    const own = solveAt(structure, outcome, point.slice(0, -1));
    const s = point[point.length - 1];
    if (!own) return Number.NaN;
    const logDet = own.logDetFactors + (method === "REML" ? own.logDetFixed : 0);
    return logDet + own.penalised / s ** 2 + degrees * Math.log(2 * Math.PI * s ** 2);
  };
  const moments = { deviance, covarianceAt, point: [...deviations, sigma] };
  const covariance = scaled(at.unscaled, residualVariance);
  const df = satterthwaite(moments, covariance);
  const fixed = design.fixed.names.map((name, i) =>
    fixedEffect(name, at.fixed[i], { standardError: Math.sqrt(covariance[i][i]), df: df.of(unit(p, i)), level }),
  );
  return defined({
    fixed,
    covariance,
    components: listComponents(structure, design, deviations, residualVariance),
    residualVariance,
    logLikelihood: -profiled(deviations) / 2,
    method,
    joint: jointF(at.fixed, covariance, df),
    labels: outcome.length,
  });
}

const unit = (length: number, place: number) => Array.from({ length }, (_, i) => (i === place ? 1 : 0));

const scaled = (matrix: readonly (readonly number[])[], by: number) =>
  matrix.map((row) => row.map((cell) => cell * by));

const variance = (values: Float64Array) => {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
};

/** Deviations that the minimum has at 0 but for rounding are 0; signs mean nothing. */
export function snapToZero(point: readonly number[], objective: (point: readonly number[]) => number): number[] {
  let snapped = point.map(Math.abs);
  for (const [i, deviation] of snapped.entries()) {
    if (deviation > 0.01) continue;
    const without = snapped.map((own, j) => (i === j ? 0 : own));
    if (objective(without) <= objective(snapped) + 1e-7) snapped = without;
  }
  return snapped;
}

/** Variances in the caller's order of factors. */
export function listComponents(
  { order }: Structure,
  { factors }: MixedDesign,
  deviations: readonly number[],
  scale: number,
): VarianceComponent[] {
  return factors.map(({ name, levels }, i) => {
    const deviation = deviations[order.indexOf(i)];
    return { name, levels, variance: deviation ** 2 * scale, isBoundary: deviation === 0 };
  });
}

/** Effects at given relative deviations, the penalised sum of squares, and (X'V^-1 X)^-1 in units of the residual variance. */
function solveAt(structure: Structure, outcome: Float64Array, deviations: readonly number[]) {
  const system = factoriseSystem(structure, deviations, null);
  if (!system) return null;
  const effects = gather(structure, deviations, outcome);
  solveSystem(structure, system, effects.top, effects.rest);
  const { columns, dense } = structure;
  const fixedRow = dense - columns.length;
  const fixed = [...effects.rest.subarray(fixedRow)];
  const fitted = new Float64Array(outcome.length);
  for (const [j, column] of columns.entries())
    for (let i = 0; i < fitted.length; i++) fitted[i] += column[i] * fixed[j];
  addEffects(structure, deviations, effects, fitted);
  let penalised = 0;
  for (let i = 0; i < outcome.length; i++) penalised += (outcome[i] - fitted[i]) ** 2;
  for (const effect of effects.top) penalised += effect ** 2;
  for (const effect of effects.rest.subarray(0, fixedRow)) penalised += effect ** 2;
  const unscaled = columns.map((_, j) => {
    const top = new Float64Array(effects.top.length);
    const rest = new Float64Array(dense);
    rest[fixedRow + j] = 1;
    solveSystem(structure, system, top, rest);
    return [...rest.subarray(fixedRow)];
  });
  return { fixed, penalised, unscaled, logDetFactors: system.logDetFactors, logDetFixed: system.logDetFixed };
}
