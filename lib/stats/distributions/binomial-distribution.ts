import { incompleteBeta } from "./incomplete-beta";
import { logGamma } from "./log-gamma";

/** P(X <= x) and P(X >= x) for x successes in n trials of probability p. The two overlap in x. */
export function binomialTails(x: number, n: number, p: number): { lower: number; upper: number } {
  if (!(x >= 0 && x <= n && p >= 0 && p <= 1))
    throw new RangeError(`binomialTails: ${x} of ${n} at ${p} is impossible`);
  return {
    lower: x === n ? 1 : incompleteBeta(x + 1, n - x, p).upper,
    upper: x === 0 ? 1 : incompleteBeta(x, n - x + 1, p).lower,
  };
}

/** P(X = x). */
export function binomialPoint(x: number, n: number, p: number): number {
  if (p === 0 || p === 1) return Number(x === n * p);
  const choose = logGamma(n + 1) - logGamma(x + 1) - logGamma(n - x + 1);
  return Math.exp(choose + x * Math.log(p) + (n - x) * Math.log1p(-p));
}

/** Two-sided exact test: the probability of all outcomes no likelier than x. */
export function binomialTest(x: number, n: number, p: number): number {
  const own = binomialPoint(x, n, p) * (1 + 1e-7);
  let sum = 0;
  for (let k = 0; k <= n; k++) {
    const point = binomialPoint(k, n, p);
    if (point <= own) sum += point;
  }
  return Math.min(1, sum);
}
