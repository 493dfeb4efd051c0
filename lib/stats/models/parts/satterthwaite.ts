import { type Defined, defined, undefinedBecause } from "@/lib/stats/defined";
import { fTails } from "@/lib/stats/distributions/f-distribution";
import type { JointTest } from "@/lib/stats/models/fixed-effect";
import { covarianceOf, curvatureOf } from "@/lib/stats/parts/minimise";
import { symmetricEigen } from "./symmetric-eigen";

type Matrix = readonly (readonly number[])[];

/** How the covariance of fixed effects, and minus twice the log-likelihood, depend on deviations and residual. */
type Moments = {
  deviance: (point: readonly number[]) => number;
  covarianceAt: (point: readonly number[]) => Matrix | null;
  point: readonly number[];
};

const quadratic = (matrix: Matrix, left: readonly number[], right: readonly number[]) =>
  left.reduce((sum, a, i) => sum + a * right.reduce((inner, b, j) => inner + matrix[i][j] * b, 0), 0);

/** Degrees of freedom of a combination of fixed effects; null where they cannot be had. */
export type Degrees = { of: (contrast: readonly number[]) => number | null };

/**
 * Satterthwaite's degrees of freedom of a combination c'b: its variance v = c'V c is itself estimated, and a
 * chi-squared with
 *
 *   df = 2 v^2 / (g' A g)
 *
 * degrees of freedom has the same mean and variance, with g the slopes of v in the variance parameters and A their
 * covariance. Source: Kuznetsova, Brockhoff and Christensen, Journal of Statistical Software 82 (2017) 13.
 */
export function satterthwaite({ deviance, covarianceAt, point }: Moments, covariance: Matrix): Degrees {
  const spread = covarianceOf(curvatureOf(deviance, point));
  const slopes = point.map((x, i) => {
    const step = 1e-4 * Math.max(1, Math.abs(x));
    const move = (by: number) => covarianceAt(point.map((own, j) => (i === j ? own + by : own)));
    const [up, down] = [move(step), move(-step)];
    return up && down && up.map((row, a) => row.map((cell, b) => (cell - down[a][b]) / (2 * step)));
  });
  return {
    of: (contrast) => {
      if (!spread) return null;
      const slope = slopes.map((own) => (own ? quadratic(own, contrast, contrast) : Number.NaN));
      const df = (2 * quadratic(covariance, contrast, contrast) ** 2) / quadratic(spread, slope, slope);
      return df > 0 && Number.isFinite(df) ? df : null;
    },
  };
}

/**
 * The F test that all fixed effects but the first are 0, with the denominator of Fai and Cornelius: the statistic is a
 * mean of squared t values along the eigenvectors of the covariance, each with its own degrees of freedom d, and
 *
 *   df2 = 2 E / (E - q),   E = sum of d / (d - 2)
 *
 * gives F the same mean. Undefined where some d is 2 or less.
 */
export function jointF(fixed: readonly number[], covariance: Matrix, degrees: Degrees): Defined<JointTest> {
  const q = fixed.length - 1;
  if (q < 1) return undefinedBecause("there is one condition only");
  const { values, vectors } = symmetricEigen(covariance.slice(1).map((row) => row.slice(1)));
  let [statistic, sum] = [0, 0];
  for (const [i, vector] of vectors.entries()) {
    const contrast = [0, ...vector];
    const along = contrast.reduce((total, c, j) => total + c * fixed[j], 0);
    statistic += along ** 2 / values[i] / q;
    const df = degrees.of(contrast);
    if (df === null || df <= 2) return undefinedBecause("too few degrees of freedom for a test of all effects at once");
    sum += df / (df - 2);
  }
  const df2 = q === 1 ? (degrees.of([0, 1]) ?? 0) : (2 * sum) / (sum - q);
  return defined({ statistic, df1: q, df2, p: fTails(statistic, q, df2).upper });
}
