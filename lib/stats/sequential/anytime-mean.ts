import { type Interval, requireLevel } from "@/lib/stats/interval";

/** A mean of values between 0 and 1 that may be looked at after every one of them. */
export type AnytimeMean = { value: number; interval: Interval; values: number };

/** Bets stay below this share of what would ruin them. */
const boldest = 0.75;

/**
 * An interval for a mean that holds at all times at once: whoever looks after every label, and stops when it pleases,
 * still errs in no more than 1 - level of studies. A 95 % interval made for one look, watched so, excludes the truth
 * at some time in about half of them.
 *
 * For each m that the mean might be, somebody bets that it is larger and somebody that it is smaller; were m true,
 * neither could expect to win. With mu and s^2 the mean and variance of what came before (drawn towards 1/2 and 1/4),
 * the stake on value t is
 *
 *   b_t = sqrt(2 ln(2 / alpha) / (s^2 t ln(t + 1))),
 *   K+ = product of 1 + min(b_t, .75 / m) (x_t - m),   K- = product of 1 - min(b_t, .75 / (1 - m)) (x_t - m),
 *
 * and an m leaves the interval for good when K+ or K- has ever been 2 / alpha or more (Ville's inequality). K+ falls
 * with m and K- rises, so that each end is found by halving.
 *
 * `values` lie in 0..1 and come in the order in which they were seen: hits, or shares of agreeing pairs of an item,
 * or means of an item's prompt where prompts are shared (values of one prompt are no new evidence each). What is
 * guaranteed is for values of which each is as the mean expects, whatever came before: items in random order. It is
 * wider than an interval for one look (1.3 times at 50 values, 1.8 at 200, 2.4 at 1,000): that is what looking costs.
 * Throws RangeError for a value outside 0..1. O(values).
 * Source: Waudby-Smith and Ramdas, Journal of the Royal Statistical Society B 86 (2024) 1-27, section 4.
 */
export function anytimeMean(values: readonly number[], level = 0.95): AnytimeMean {
  requireLevel("anytimeMean", level);
  const odd = values.find((own) => !(own >= 0 && own <= 1));
  if (odd !== undefined) throw new RangeError(`anytimeMean: ${odd} does not lie between 0 and 1`);
  const stakes = listStakes(values, 1 - level);
  const ruin = Math.log(2 / (1 - level));
  const low = findEnd((m) => mostWon(values, stakes, m) < ruin);
  const turned = values.map((own) => 1 - own);
  const high = 1 - findEnd((m) => mostWon(turned, stakes, m) < ruin);
  const value = values.length === 0 ? 0.5 : values.reduce((sum, own) => sum + own, 0) / values.length;
  return { value, interval: { low, high, level, method: "at all times, by betting" }, values: values.length };
}

/** What is staked on each value, from those before it. */
function listStakes(values: readonly number[], alpha: number): Float64Array {
  let [sum, squares] = [0.5, 0.25];
  return Float64Array.from(values, (own, i) => {
    const t = i + 1;
    const stake = Math.sqrt((2 * Math.log(2 / alpha)) / (squares * Math.log(t + 1)));
    sum += own;
    squares += (own - sum / (t + 1)) ** 2;
    return stake;
  });
}

/** The most that whoever bets on a mean above m has ever had, as a logarithm. */
function mostWon(values: readonly number[], stakes: Float64Array, m: number): number {
  let [most, capital] = [0, 0];
  for (let i = 0; i < values.length; i++) {
    capital += Math.log1p(Math.min(stakes[i], boldest / m) * (values[i] - m));
    most = Math.max(most, capital);
  }
  return most;
}

/** The least m in 0..1 that is still possible, by halving. */
function findEnd(isPossible: (m: number) => boolean): number {
  let [out, possible] = [0, 1];
  if (isPossible(1e-12)) return 0;
  for (let step = 0; step < 50; step++) {
    const middle = (out + possible) / 2;
    if (isPossible(middle)) possible = middle;
    else out = middle;
  }
  return out;
}
