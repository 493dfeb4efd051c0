import { quantileSearch, requireProbability } from "@/lib/stats/distributions/parts/quantile-search";
import { incompleteBeta } from "./incomplete-beta";
import { logBeta } from "./log-gamma";
import { normalCdf, normalQuantile } from "./normal-distribution";

/**
 * Density of Student's t with `df` degrees of freedom (which need not be whole):
 * (1 + x^2 / df)^(-(df + 1) / 2) / (sqrt(df) B(1/2, df / 2)), by logarithms.
 */
const studentTDensity = (x: number, df: number): number =>
  Math.exp(-0.5 * (df + 1) * Math.log1p((x * x) / df) - logBeta(0.5, df / 2) - 0.5 * Math.log(df));

/**
 * P(T <= x) for Student's t with `df` > 0 degrees of freedom: P(|T| > |x|) = I_s(df / 2, 1/2) at
 * s = df / (df + x^2), of which half lies on either side. For small x, 1 - s is handed over as x^2 / (df + x^2),
 * since s is near 1. Below 0 the tail keeps its relative accuracy; upper tails are had as studentTCdf(-x).
 */
export function studentTCdf(x: number, df: number): number {
  if (!(df > 0) || Number.isNaN(x)) throw new RangeError(`studentTCdf: needs df > 0, got x = ${x}, df = ${df}`);
  // So near the normal distribution its expansion in 1 / df is exact, and the beta function no longer is.
  if (df > 1e7) return normalCdf((x * (1 - 1 / (4 * df))) / Math.sqrt(1 + (x * x) / (2 * df)));
  const square = x * x;
  const share = square === Number.POSITIVE_INFINITY ? 0 : df / (df + square);
  const twoTails = incompleteBeta(df / 2, 0.5, share, 1 - share < 1e-3 ? square / (df + square) : 1 - share).lower;
  return x < 0 ? 0.5 * twoTails : 1 - 0.5 * twoTails;
}

/**
 * The point with probability `p` below it; the upper half is the lower turned round. Starts from the normal
 * quantile, which lies above it in the lower tail, far above with few degrees of freedom. df need not be whole, as
 * Welch's is not.
 */
export function studentTQuantile(p: number, df: number): number {
  requireProbability("studentTQuantile", p);
  if (!(df > 0)) throw new RangeError(`studentTQuantile: needs df > 0, got ${df}`);
  if (p === 0.5) return 0;
  if (p > 0.5) return -studentTQuantile(1 - p, df);
  const tails = (x: number) => ({ lower: studentTCdf(x, df), upper: studentTCdf(-x, df) });
  const density = (x: number) => studentTDensity(x, df);
  return quantileSearch(p, { low: Number.NEGATIVE_INFINITY, high: 0, start: normalQuantile(p) }, tails, density);
}
