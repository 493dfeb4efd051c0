import { chiSquaredTails } from "./chi-squared-distribution";
import { incompleteBeta } from "./incomplete-beta";
import { logGamma } from "./log-gamma";
import { normalCdf } from "./normal-distribution";

/** From this noncentrality the Poisson mixture has too many terms, and the step of the normal part is narrow. */
const largeShift = 30;

/**
 * P(T <= t) for the noncentral t distribution with noncentrality `shift`: the normal part plus a Poisson mixture of
 * incomplete beta functions (Lenth, Applied Statistics 38 (1989) 185-189), summed outwards from its largest term; for a
 * large shift by integrating over the denominator.
 */
export function noncentralTCdf(t: number, df: number, shift: number): number {
  if (!(df > 0)) throw new RangeError(`noncentralTCdf: needs df > 0, got ${df}`);
  if (!Number.isFinite(t) || !Number.isFinite(shift))
    throw new RangeError(`noncentralTCdf: ${t} and ${shift} have to be numbers`);
  if (t < 0) return 1 - noncentralTCdf(-t, df, -shift);
  if (Math.abs(shift) > largeShift) return t === 0 ? normalCdf(-shift) : integrateDenominator(t, df, shift);
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

/**
 * E[Phi(t s - shift)] over s = sqrt(chi-squared / df). Above shift / t + 10 / t the normal part is 1 to all digits, which
 * leaves a tail of chi-squared; below - 10 / t it is 0. Between, Simpson's rule in steps finer than the step is wide and
 * than s is spread.
 */
function integrateDenominator(t: number, df: number, shift: number): number {
  const spread = 1 / Math.sqrt(2 * df);
  const [low, high] = [Math.max(0, (shift - 10) / t), (shift + 10) / t];
  const above = high > 0 ? chiSquaredTails(df * high * high, df).upper : 1;
  // Where s itself is too far away to matter there is nothing to integrate.
  const [from, to] = [Math.max(low, 1 - 14 * spread, 0), Math.min(high, 1 + Math.max(14 * spread, 40 / df))];
  if (to <= from) return above;
  const steps = 2 * Math.ceil((to - from) / (Math.min(1 / t, spread) / 12));
  const logConstant = Math.LN2 + (df / 2) * Math.log(df / 2) - logGamma(df / 2);
  const density = (s: number) => (s <= 0 ? 0 : Math.exp(logConstant + (df - 1) * Math.log(s) - (df * s * s) / 2));
  const width = (to - from) / steps;
  let sum = 0;
  for (let i = 0; i <= steps; i++) {
    const s = from + i * width;
    const factor = i === 0 || i === steps ? 1 : i % 2 === 1 ? 4 : 2;
    sum += factor * normalCdf(t * s - shift) * density(s);
  }
  return Math.min(1, above + (sum * width) / 3);
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
