import { type Defined, defined, undefinedBecause } from "@/lib/stats/defined";
import { requireLevel } from "@/lib/stats/interval";
import { fitLaplace } from "@/lib/stats/models/parts/fit-laplace";
import { cumulativeLikelihood, thresholdsOf } from "@/lib/stats/models/parts/label-likelihood";
import { type FixedEffect, fixedEffect, type JointTest, jointWald } from "./fixed-effect";
import { type MixedDesign, requireDesign, type VarianceComponent } from "./mixed-data";

export type CumulativeLinkMixedModel = {
  /** Log odds of a higher label. */
  fixed: FixedEffect[];
  covariance: number[][];
  /** Between each two neighbouring labels, on the same scale. */
  thresholds: { value: number; standardError: number }[];
  components: VarianceComponent[];
  logLikelihood: number;
  joint: Defined<JointTest>;
  labels: number;
};

/**
 * The cumulative logit model with random intercepts, for a scale of ordered labels:
 *
 *   ln odds of (label <= k) = t_k - (X b + Z u),
 *
 * thresholds t_k in rising order, intercepts of factor f normal with variance s_f^2. It takes from a scale its order
 * alone: steps may be uneven, and are estimated. exp(b) is the odds ratio of a higher label, wherever the scale is cut
 * (proportional odds, which a look at the shares has to bear out). X has no intercept: the thresholds are it.
 *
 * Maximum likelihood with Laplace's integral over the intercepts and Wald intervals, as in `mixedLogisticModel`.
 * `codes` counts categories from 0. A category without a label has no threshold of its own: undefined, leave it out.
 * Source: Christensen, Cumulative Link Models for Ordinal Regression with the R Package ordinal (2018).
 */
export function cumulativeLinkMixedModel(
  codes: Int32Array,
  categories: number,
  design: MixedDesign,
  { level = 0.95 }: { level?: number } = {},
): Defined<CumulativeLinkMixedModel> {
  requireLevel("cumulativeLinkMixedModel", level);
  requireDesign("cumulativeLinkMixedModel", codes.length, design);
  if (codes.some((code) => !(code >= 0 && code < categories)))
    throw new RangeError(`cumulativeLinkMixedModel: a label is none of ${categories} categories`);
  const counts = new Float64Array(categories);
  for (const code of codes) counts[code]++;
  if (counts.filter((count) => count > 0).length < 2) return undefinedBecause("every label is the same");
  if (counts.some((count) => count === 0))
    return undefinedBecause("a category without labels has no threshold: leave it out of the scale");
  const fit = fitLaplace(cumulativeLikelihood(codes, categories), design, {
    fixed: design.fixed.columns.map(() => 0),
    own: startThresholds(counts, codes.length),
  });
  if (!fit.defined) return fit;
  const { fixed, own, covariance, components, logLikelihood } = fit.value;
  const p = fixed.length;
  const effects = design.fixed.names.map((name, i) =>
    fixedEffect(name, fixed[i], { standardError: Math.sqrt(covariance[i][i]), df: null, level }),
  );
  const block = covariance.slice(0, p).map((row) => row.slice(0, p));
  const thresholds = thresholdsOf(own).map((value, k) => {
    // The slopes of t_k in what is free: 1 for the first, the step itself for the logarithm of a step below it.
    const slope = own.map((x, j) => (j > k ? 0 : j === 0 ? 1 : Math.exp(x)));
    const variance = slope.reduce(
      (sum, a, i) => sum + slope.reduce((inner, b, j) => inner + a * b * covariance[p + i][p + j], 0),
      0,
    );
    return { value, standardError: Math.sqrt(variance) };
  });
  const joint = jointWald(fixed, block);
  return defined({
    fixed: effects,
    covariance: block,
    thresholds,
    components,
    logLikelihood,
    joint,
    labels: codes.length,
  });
}

/** The thresholds that give each category its share, as the first and the logarithms of the steps. */
function startThresholds(counts: Float64Array, labels: number): number[] {
  const logits: number[] = [];
  let below = 0;
  for (const count of counts.subarray(0, -1)) {
    below += count;
    logits.push(Math.log(below / (labels - below)));
  }
  return logits.map((logit, k) => (k === 0 ? logit : Math.log(logit - logits[k - 1])));
}
