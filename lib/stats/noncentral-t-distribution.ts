import { incompleteBeta } from "./incomplete-beta";
import { logGamma } from "./log-gamma";
import { normalCdf } from "./normal-distribution";

/**
 * P(T <= t) for the noncentral t distribution with noncentrality `shift`: the normal part plus a Poisson mixture of
 * incomplete beta functions (Lenth, Applied Statistics 38 (1989) 185-189), summed outwards from its largest term.
 */
export function noncentralTCdf(t: number, df: number, shift: number): number {
  if (!(df > 0)) throw new RangeError(`noncentralTCdf: needs df > 0, got ${df}`);
  if (t < 0) return 1 - noncentralTCdf(-t, df, -shift);
  const share = (t * t) / (t * t + df);
  const half = (shift * shift) / 2;
  const term = (j: number) => {
    if (half === 0) return j === 0 ? incompleteBeta(0.5, df / 2, share).lower : 0;
    const even = Math.exp(-half + j * Math.log(half) - logGamma(j + 1));
    const odd = (shift / Math.SQRT2) * Math.exp(-half + j * Math.log(half) - logGamma(j + 1.5));
    const lower = (a: number) => incompleteBeta(a, df / 2, share).lower;
    return even * lower(j + 0.5) + odd * lower(j + 1);
  };
  const centre = Math.floor(half);
  let sum = 0;
  for (let j = centre; j >= 0 && j > centre - 2000; j--) {
    const next = term(j);
    sum += next;
    if (j < centre && Math.abs(next) < 1e-17) break;
  }
  for (let j = centre + 1; j < centre + 2000; j++) {
    const next = term(j);
    sum += next;
    if (Math.abs(next) < 1e-17) break;
  }
  return Math.min(1, Math.max(0, normalCdf(-shift) + sum / 2));
}

/** The noncentrality at which a t this large has probability `p` below it: it falls as p rises. */
export function noncentralTShift(t: number, df: number, p: number): number {
  let [low, high] = [t - 1, t + 1];
  while (noncentralTCdf(t, df, low) < p) low -= 2 * (high - low);
  while (noncentralTCdf(t, df, high) > p) high += 2 * (high - low);
  for (let i = 0; i < 80; i++) {
    const middle = (low + high) / 2;
    if (noncentralTCdf(t, df, middle) > p) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}
