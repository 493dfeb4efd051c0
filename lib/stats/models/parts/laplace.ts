import { type HermitePoints, hermitePoints } from "./hermite-points";
import type { LabelLikelihood, Terms } from "./label-likelihood";
import { addEffects, factoriseSystem, gather, type Structure, type System, solveSystem } from "./penalised-system";

type Effects = { top: Float64Array; rest: Float64Array };

/** The likelihood of labels with random intercepts integrated out. */
export type Marginal = {
  /** Minus twice the log-likelihood; `structure` has no fixed columns, they come as an offset. NaN where it has no mode. */
  deviance: (deviations: readonly number[], offset: Float64Array, own: readonly number[]) => number;
};

/**
 * The integral over the scaled intercepts u, of independent standard normals, by Laplace: with u at its mode,
 *
 *   -2 ln L = -2 ln P(labels | u) + u'u + ln|T Z'W Z T + I|,
 *
 * W being minus the curvature of ln P in the predictors. For one factor `points` above 1 gives adaptive Gauss-Hermite
 * quadrature about the same modes (one point is Laplace). The mode is found by Newton's method with halved steps,
 * from where the last one lay: ln P is concave for both likelihoods here, so there is one.
 * Source: Bates et al. (2015), as for `mixedLinearModel`; Pinheiro and Chao, JCGS 15 (2006) 58-81 for the quadrature.
 */
export function marginalOf(likelihood: LabelLikelihood, structure: Structure, points: number): Marginal {
  const { labels, dense, factors } = structure;
  const effects: Effects = { top: new Float64Array(factors[0].levels), rest: new Float64Array(dense) };
  const terms: Terms = { logLikelihood: 0, slope: new Float64Array(labels), weight: new Float64Array(labels) };
  const predictor = new Float64Array(labels);
  const quadrature = points > 1 ? hermitePoints(points) : null;
  let last: System | null = null;
  const value = (deviations: readonly number[], offset: Float64Array, own: readonly number[], at: Effects) => {
    predictor.set(offset);
    addEffects(structure, deviations, at, predictor);
    likelihood.terms(predictor, own, terms);
    return terms.logLikelihood - sumOfSquares(at) / 2;
  };
  const climb = (deviations: readonly number[], offset: Float64Array, own: readonly number[]): System | null => {
    let height = value(deviations, offset, own, effects);
    if (!Number.isFinite(height)) {
      effects.top.fill(0);
      effects.rest.fill(0);
      height = value(deviations, offset, own, effects);
    }
    // The curvature of the last call is nearly that of this one: it leads to the mode in a few cheap steps.
    let system = last;
    let lastRise = Number.POSITIVE_INFINITY;
    for (let round = 0; round < 100; round++) {
      if (!Number.isFinite(height)) return null;
      system ??= factoriseSystem(structure, deviations, terms.weight);
      if (!system) return null;
      const step = gather(structure, deviations, terms.slope);
      subtract(step, effects);
      const slope = { top: step.top.slice(), rest: step.rest.slice() };
      solveSystem(structure, system, step.top, step.rest);
      const rise = product(slope, step);
      const isSlow = rise > lastRise / 100;
      lastRise = isSlow ? Number.POSITIVE_INFINITY : rise;
      const from = { top: effects.top.slice(), rest: effects.rest.slice() };
      let scale = 1;
      for (; scale > 1e-4; scale /= 2) {
        move(effects, from, step, scale);
        const reached = value(deviations, offset, own, effects);
        if (reached >= height - 1e-10) {
          height = reached;
          break;
        }
      }
      // The determinant moves with the mode itself and not with its square, so the mode has to be sharp.
      if (!(scale > 1e-4) || rise < 1e-19) break;
      if (isSlow || scale < 1) system = null;
    }
    last = factoriseSystem(structure, deviations, terms.weight);
    return last;
  };
  return {
    deviance: (deviations, offset, own) => {
      const system = climb(deviations, offset, own);
      if (!system) return Number.NaN;
      if (quadrature)
        return -2 * integrate(likelihood, structure, { deviations, offset, own, effects, system, quadrature });
      return -2 * terms.logLikelihood + sumOfSquares(effects) + system.logDetFactors;
    },
  };
}

const sumOfSquares = ({ top, rest }: Effects) => {
  let sum = 0;
  for (const x of top) sum += x * x;
  for (const x of rest) sum += x * x;
  return sum;
};

function product(a: Effects, b: Effects): number {
  let sum = 0;
  for (let i = 0; i < a.top.length; i++) sum += a.top[i] * b.top[i];
  for (let i = 0; i < a.rest.length; i++) sum += a.rest[i] * b.rest[i];
  return sum;
}

function subtract(from: Effects, what: Effects): void {
  for (let i = 0; i < from.top.length; i++) from.top[i] -= what.top[i];
  for (let i = 0; i < from.rest.length; i++) from.rest[i] -= what.rest[i];
}

function move(into: Effects, from: Effects, step: Effects, scale: number): void {
  for (let i = 0; i < into.top.length; i++) into.top[i] = from.top[i] + scale * step.top[i];
  for (let i = 0; i < into.rest.length; i++) into.rest[i] = from.rest[i] + scale * step.rest[i];
}

type Mode = {
  deviations: readonly number[];
  offset: Float64Array;
  own: readonly number[];
  effects: Effects;
  system: System;
  quadrature: HermitePoints;
};

/** The log-likelihood of one factor's levels, each by quadrature centred at its mode and as wide as its curvature says. */
function integrate(likelihood: LabelLikelihood, { labels, factors }: Structure, mode: Mode): number {
  const { deviations, offset, own, effects, system, quadrature } = mode;
  const [{ codes, levels }] = factors;
  const { points, logWeights } = quadrature;
  const logs = new Float64Array(levels * points.length);
  const placeOf = (level: number, k: number) =>
    effects.top[level] + (Math.SQRT2 / Math.sqrt(system.diagonal[level])) * points[k];
  for (let level = 0; level < levels; level++)
    for (let k = 0; k < points.length; k++)
      logs[level * points.length + k] = logWeights[k] + points[k] ** 2 - placeOf(level, k) ** 2 / 2;
  for (let i = 0; i < labels; i++) {
    const level = codes[i];
    for (let k = 0; k < points.length; k++)
      logs[level * points.length + k] += likelihood.one(i, offset[i] + deviations[0] * placeOf(level, k), own);
  }
  let sum = 0;
  for (let level = 0; level < levels; level++) {
    const own = logs.subarray(level * points.length, (level + 1) * points.length);
    const largest = Math.max(...own);
    const total = own.reduce((inner, log) => inner + Math.exp(log - largest), 0);
    // sqrt(2) / sqrt(diagonal) is the width, 1 / sqrt(2 pi) that of the normal density.
    sum += largest + Math.log(total) - Math.log(system.diagonal[level] * Math.PI) / 2;
  }
  return sum;
}
