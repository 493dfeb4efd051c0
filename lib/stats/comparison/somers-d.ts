import { type Defined, defined, undefinedBecause } from "@/lib/stats/defined";
import { normalCdf } from "@/lib/stats/distributions/normal-distribution";
import { requireNumbers } from "@/lib/stats/parts/require-numbers";
import { countConcordance, placeScores } from "./concordance";

/** Somers' D of y given x, with its standard error (for intervals) and a two-sided test of 0 (by the error under it). */
export type SomersD = { value: number; standardError: number; p: number; units: number };

/**
 * Somers' D(Y | X): (C - D) / pairs that differ in x, with C pairs ordered alike by both and D otherwise. Pairs
 * tied in x are left out and pairs tied in y count as neither, so it is not symmetric: how much better than by
 * chance the order of y can be told from that of x. For y of 0 and 1 as the condition, D(score | outcome) = 2
 * AUC - 1.
 *
 * Let s_i be the sum over j of the sign of (x_i - x_j)(y_i - y_j), t_i how many share x_i (itself included), W the
 * pairs that differ in x, both orders counted, and S = 2 (C - D). The error that holds whether or not D is 0, and
 * serves intervals, is
 *
 *   2 sqrt(sum_i (W s_i - S (n - t_i))^2) / W^2,
 *
 * that which holds if D is 0, and serves the test, gives z = S / (2 sqrt(sum s_i^2 - S^2 / n)). Undefined
 * where x is constant. O(n log n), by the count of Knight (1966).
 * Sources: Somers, American Sociological Review 27 (1962) 799-811; Brown and Benedetti, Journal of the American
 * Statistical Association 72 (1977) 309-315.
 */
export function somersD(x: ArrayLike<number>, y: ArrayLike<number>): Defined<SomersD> {
  const n = x.length;
  if (y.length !== n) throw new RangeError(`somersD: ${n} values against ${y.length}`);
  requireNumbers("somersD", x, y);
  const { concordant, discordant, tiedX } = countConcordance(x, y);
  const free = (n * (n - 1)) / 2 - tiedX;
  if (free === 0) return undefinedBecause("x is constant");
  const value = (concordant - discordant) / free;
  const scores = placeScores(x, y);
  const sharing = new Map<number, number>();
  for (let i = 0; i < n; i++) sharing.set(x[i], (sharing.get(x[i]) ?? 0) + 1);
  let [squares, nullSquares] = [0, 0];
  for (let i = 0; i < n; i++) {
    nullSquares += scores[i] * scores[i];
    const others = n - (sharing.get(x[i]) ?? 0);
    squares += (2 * free * scores[i] - 2 * (concordant - discordant) * others) ** 2;
  }
  const standardError = Math.sqrt(squares) / (2 * free * free);
  const score = 2 * (concordant - discordant);
  const spread = nullSquares - (score * score) / n;
  if (spread <= 1e-12 * nullSquares) return defined({ value, standardError, p: score === 0 ? 1 : 0, units: n });
  return defined({ value, standardError, p: 2 * normalCdf(-Math.abs(score) / Math.sqrt(4 * spread)), units: n });
}
