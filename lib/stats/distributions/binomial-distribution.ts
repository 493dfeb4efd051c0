import { incompleteBeta } from "./incomplete-beta";
import { logGamma } from "./log-gamma";

/**
 * P(X <= x) and P(X >= x) for x successes in n trials of probability p. The two overlap in x. By the incomplete
 * beta function,
 *
 *   P(X >= x) = I_p(x, n - x + 1),   P(X <= x) = 1 - I_p(x + 1, n - x),
 *
 * which costs the same for any n where a sum over outcomes costs n, and gives small tails to their digits.
 */
export function binomialTails(x: number, n: number, p: number): { lower: number; upper: number } {
  if (!(x >= 0 && x <= n && p >= 0 && p <= 1))
    throw new RangeError(`binomialTails: ${x} of ${n} at ${p} is impossible`);
  return {
    lower: x === n ? 1 : incompleteBeta(x + 1, n - x, p).upper,
    upper: x === 0 ? 1 : incompleteBeta(x, n - x + 1, p).lower,
  };
}

/**
 * P(X = x) = C(n, x) p^x (1 - p)^(n - x), by logarithms, since C(n, x) alone overflows from n = 1,030 on. The
 * logarithms are large, so the relative error grows with n: some 1e-12 at n = 1,000 and 1e-11 at 5,000.
 */
export function binomialPoint(x: number, n: number, p: number): number {
  if (p === 0 || p === 1) return Number(x === n * p);
  const choose = logGamma(n + 1) - logGamma(x + 1) - logGamma(n - x + 1);
  return Math.exp(choose + x * Math.log(p) + (n - x) * Math.log1p(-p));
}

/**
 * Two-sided exact test: the probability of all outcomes no likelier than x. For p = 1/2 that is twice the smaller
 * tail, up to 1; for other p the tails are not mirror images, and this is what R does. The slack of 1e-7 keeps the
 * mirror image of x, which is as likely, from being left out by rounding. O(n).
 */
export function binomialTest(x: number, n: number, p: number): number {
  const own = binomialPoint(x, n, p) * (1 + 1e-7);
  let sum = 0;
  for (let k = 0; k <= n; k++) {
    const point = binomialPoint(k, n, p);
    if (point <= own) sum += point;
  }
  return Math.min(1, sum);
}
