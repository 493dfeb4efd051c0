import { type Defined, defined, undefinedBecause } from "@/lib/stats/defined";
import { requireLevel } from "@/lib/stats/interval";
import { fitLaplace } from "@/lib/stats/models/parts/fit-laplace";
import { logisticLikelihood } from "@/lib/stats/models/parts/label-likelihood";
import { type FixedEffect, fixedEffect, type JointTest, jointWald } from "./fixed-effect";
import { type MixedDesign, requireDesign, type VarianceComponent } from "./mixed-data";

export type MixedLogisticModel = {
  /** Log odds. */
  fixed: FixedEffect[];
  covariance: number[][];
  components: VarianceComponent[];
  logLikelihood: number;
  joint: Defined<JointTest>;
  labels: number;
  /** Labels of 1. */
  positive: number;
};

export type MixedLogisticOptions = {
  /** Points of adaptive quadrature, for one factor only; 1 is Laplace. */
  points?: number;
  level?: number;
};

/**
 * The logistic model with random intercepts: P(label is 1) = 1 / (1 + exp(-(X b + Z u))), intercepts of factor f normal
 * with variance s_f^2. For a label of two kinds (unsafe or not) by raters of outputs: exp(b) is the odds ratio of a
 * condition for one output and one rater, and not the ratio of shares over all of them, which lies nearer to 1.
 *
 * Maximum likelihood, with the intercepts integrated out by Laplace (factors crossed or nested) or, for one factor, by
 * adaptive Gauss-Hermite quadrature. Laplace's variances are too small where an output has few labels (two or three)
 * of a rare kind; quadrature has not that fault. Intervals are Wald's; a variance may be 0 (`isBoundary`).
 *
 * `outcome` is 1 or 0 a label. Undefined where every label is the same, where the labels of a condition are all alike
 * (its effect has no maximum), and as `mixedLinearModel` is.
 * Source: Bates et al., Journal of Statistical Software 67 (2015) 1-48; Breslow and Clayton, JASA 88 (1993) 9-25.
 */
export function mixedLogisticModel(
  outcome: Float64Array,
  design: MixedDesign,
  { points = 1, level = 0.95 }: MixedLogisticOptions = {},
): Defined<MixedLogisticModel> {
  requireLevel("mixedLogisticModel", level);
  requireDesign("mixedLogisticModel", outcome.length, design);
  if (outcome.some((value) => value !== 0 && value !== 1))
    throw new RangeError("mixedLogisticModel: a label is not 0 or 1");
  if (!(Number.isInteger(points) && points >= 1 && points <= 100))
    throw new RangeError(`mixedLogisticModel: ${points} points are none, or more than 100`);
  if (points > 1 && design.factors.length > 1)
    throw new RangeError("mixedLogisticModel: quadrature is for one factor; take Laplace (1 point) for several");
  const positive = outcome.reduce((sum, value) => sum + value, 0);
  if (outcome.length > 0 && (positive === 0 || positive === outcome.length))
    return undefinedBecause("every label is the same");
  const fit = fitLaplace(logisticLikelihood(outcome), design, {
    points,
    fixed: design.fixed.columns.map((column) =>
      column.every((x) => x === 1) ? Math.log(positive / (outcome.length - positive)) : 0,
    ),
    own: [],
  });
  if (!fit.defined) return fit;
  const { fixed, covariance, components, logLikelihood } = fit.value;
  const effects = design.fixed.names.map((name, i) =>
    fixedEffect(name, fixed[i], { standardError: Math.sqrt(covariance[i][i]), df: null, level }),
  );
  const joint = jointWald(
    fixed.slice(1),
    covariance.slice(1).map((row) => row.slice(1)),
  );
  return defined({ fixed: effects, covariance, components, logLikelihood, joint, labels: outcome.length, positive });
}
