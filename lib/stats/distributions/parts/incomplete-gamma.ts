import { logGamma } from "@/lib/stats/distributions/log-gamma";

/** Lower and upper regularised incomplete gamma functions: each is computed, never 1 minus the other's rounding. */
export type GammaTails = { lower: number; upper: number };

/**
 * P(a, x) = x^a exp(-x) / Gamma(a) x sum over n of x^n / (a (a + 1) ... (a + n)): all terms positive, so nothing
 * cancels.
 */
function lowerBySeries(a: number, x: number): number {
  let term = 1 / a;
  let sum = term;
  for (let n = 1; n < 100_000 && Math.abs(term) > Math.abs(sum) * 1e-17; n++) {
    term *= x / (a + n);
    sum += term;
  }
  return sum * Math.exp(-x + a * Math.log(x) - logGamma(a));
}

/**
 * Q(a, x) = x^a exp(-x) / Gamma(a) x 1 / (x + 1 - a - 1 (1 - a) / (x + 3 - a - 2 (2 - a) / (x + 5 - a - ...))), by
 * Lentz.
 */
function upperByFraction(a: number, x: number): number {
  const tiny = 1e-300;
  let b = x + 1 - a;
  let c = 1 / tiny;
  let d = 1 / b;
  let h = d;
  for (let i = 1; i < 100_000; i++) {
    const an = -i * (i - a);
    b += 2;
    d = an * d + b;
    if (Math.abs(d) < tiny) d = tiny;
    c = b + an / c;
    if (Math.abs(c) < tiny) c = tiny;
    d = 1 / d;
    const step = d * c;
    h *= step;
    if (Math.abs(step - 1) < 1e-16) break;
  }
  return Math.exp(-x + a * Math.log(x) - logGamma(a)) * h;
}

/**
 * P(a, x), the share of a gamma distribution of shape a below x, and Q = 1 - P, for a > 0, x >= 0: series below
 * a + 1, where its terms fall from the start, continued fraction (Lentz) above, where that converges. For shapes of
 * 1/2 and more the tail that is really small is the one computed, so that it keeps its digits. Chi-squared and
 * normal tails are made of it. Throws RangeError outside.
 */
export function incompleteGamma(a: number, x: number): GammaTails {
  if (!(a > 0) || !(x >= 0)) throw new RangeError(`incompleteGamma: needs a > 0 and x >= 0, got a = ${a}, x = ${x}`);
  if (x === 0) return { lower: 0, upper: 1 };
  if (x === Number.POSITIVE_INFINITY) return { lower: 1, upper: 0 };
  if (x < a + 1) {
    const lower = lowerBySeries(a, x);
    return { lower, upper: 1 - lower };
  }
  const upper = upperByFraction(a, x);
  return { lower: 1 - upper, upper };
}
