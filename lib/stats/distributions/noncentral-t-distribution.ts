import { chiSquaredTails } from "./chi-squared-distribution";
import { incompleteBeta } from "./incomplete-beta";
import { logGamma } from "./log-gamma";
import { normalCdf } from "./normal-distribution";

/** From this noncentrality the Poisson mixture has too many terms, and the step of the normal part is narrow. */
const largeShift = 30;

/**
 * P(T <= t) for T = (Z + shift) / sqrt(chi-squared / df), the noncentral t distribution: that of a t statistic
 * where the true difference is not 0. For t >= 0, with h = shift^2 / 2 and x = t^2 / (t^2 + df),
 *
 *   P = Phi(-shift) + 1/2 sum over j >= 0 of [p_j I_x(j + 1/2, df / 2) + q_j I_x(j + 1, df / 2)]
 *   p_j = exp(-h) h^j / j!,   q_j = shift / sqrt 2 x exp(-h) h^j / Gamma(j + 3/2)
 *
 * (Lenth, Applied Statistics 38 (1989) 185-189). Lenth sums from j = 0; with h of some hundreds exp(-h) vanishes
 * there, so here the sum goes outwards from the largest term, j = h, either way until terms fall below 1e-17. A
 * negative t is turned round. From |shift| = 30 the mixture has too many terms, and the denominator is integrated
 * over instead.
 *
 * Absolute error below some 1e-10; P far in a tail is not right to its digits, which intervals do not ask for.
 * Throws RangeError for df that is not above 0, and for a t or shift that is not finite.
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
 * P(T <= t) = E[Phi(t s - shift)] over s = sqrt(chi-squared / df), with the density 2
 * (df / 2)^(df / 2) / Gamma(df / 2) s^(df - 1) exp(-df s^2 / 2). Above (shift + 10) / t the normal part is 1 to all
 * digits, which leaves a tail of chi-squared; below (shift - 10) / t it is 0. Between, Simpson's rule in steps
 * finer than the normal step is wide (1 / t) and than s is spread (1 / sqrt(2 df)).
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

/**
 * The noncentrality at which a t this large has probability `p` below it: it falls as p rises. The ends of an
 * interval of d are such shifts (for tail and 1 - tail), which inverts the test: a shift is inside where the t
 * found would be no surprise. Bracket by doubling, then 80 halvings, for the probability falls with the shift
 * throughout and has no handy derivative.
 */
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
