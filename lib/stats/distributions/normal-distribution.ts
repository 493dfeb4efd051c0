import { incompleteGamma } from "@/lib/stats/distributions/parts/incomplete-gamma";
import { quantileSearch, requireProbability } from "@/lib/stats/distributions/parts/quantile-search";

/** Density of the standard normal distribution. */
const normalDensity = (x: number): number => Math.exp(-0.5 * x * x) / Math.sqrt(2 * Math.PI);

/**
 * Phi(x) = P(Z <= x) for a standard normal Z, from the incomplete gamma function: 1/2 Q(1/2, x^2 / 2) below 0, and
 * 1/2 + 1/2 P(1/2, x^2 / 2) above. Relative accuracy is kept in the lower tail (down to 1e-300), which a rational
 * approximation of erf loses; upper tails are had as normalCdf(-x).
 */
export function normalCdf(x: number): number {
  if (Number.isNaN(x)) throw new RangeError("normalCdf: x is not a number");
  const { lower, upper } = incompleteGamma(0.5, 0.5 * x * x);
  return x < 0 ? 0.5 * upper : 0.5 + 0.5 * lower;
}

/**
 * The point with probability `p` below it, exact to some 1e-15. The upper half is the lower turned round, so that
 * .975 and .025 differ in sign only. Starts from sqrt(-2 ln p), the order of far quantiles. Throws RangeError
 * outside (0, 1).
 */
export function normalQuantile(p: number): number {
  requireProbability("normalQuantile", p);
  if (p === 0.5) return 0;
  if (p > 0.5) return -normalQuantile(1 - p);
  const start = -Math.sqrt(-2 * Math.log(p)) + 0.7;
  const tails = (x: number) => ({ lower: normalCdf(x), upper: normalCdf(-x) });
  return quantileSearch(
    p,
    { low: Number.NEGATIVE_INFINITY, high: 0, start: Math.min(start, -0.01) },
    tails,
    normalDensity,
  );
}
