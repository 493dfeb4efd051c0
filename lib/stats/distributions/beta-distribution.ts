import { quantileSearch, requireProbability } from "@/lib/stats/distributions/parts/quantile-search";
import { incompleteBeta } from "./incomplete-beta";
import { logBeta } from "./log-gamma";

/**
 * The point with probability `p` below it, for a beta distribution with shapes a, b > 0: the x in 0..1 at which
 * I_x(a, b) = p. Starts from the mean a / (a + b) and is searched to full relative accuracy, in the smaller tail
 * (`quantileSearch`), so that an end at 1e-20 is right to its digits. It is what exact intervals of proportions and
 * F quantiles are made of. Throws RangeError for p outside (0, 1) or shapes that are not above 0.
 */
export function betaQuantile(p: number, a: number, b: number): number {
  requireProbability("betaQuantile", p);
  if (!(a > 0) || !(b > 0)) throw new RangeError(`betaQuantile: needs a, b > 0, got ${a} and ${b}`);
  const logConstant = logBeta(a, b);
  const density = (x: number) => Math.exp((a - 1) * Math.log(x) + (b - 1) * Math.log1p(-x) - logConstant);
  return quantileSearch(p, { low: 0, high: 1, start: a / (a + b) }, (x) => incompleteBeta(a, b, x), density);
}
