import { logGamma } from "@/lib/stats/distributions/log-gamma";

/**
 * Fisher's exact test that two proportions are the same, two-sided. `a` of `a + b` against `c` of `c + d`: with all
 * four margins fixed, the table with x in its first cell has the hypergeometric chance
 *
 *   P(x) = C(a + b, x) C(c + d, a + c - x) / C(a + b + c + d, a + c),
 *
 * and p is the sum over all x no likelier than a. Exact however small the counts, and conservative: few values are
 * possible, so it rejects a true hypothesis more rarely than its level says. Chances are compared with a slack of
 * 1e-7, since a table and its mirror image may differ by rounding. 9 of 10 against 4 of 10 gives .057. Throws
 * RangeError for what is no count.
 * Source: Fisher (1935).
 */
export function fisherExact(a: number, b: number, c: number, d: number): number {
  if (![a, b, c, d].every((count) => Number.isInteger(count) && count >= 0)) {
    throw new RangeError(`fisherExact: ${a}, ${b}, ${c}, ${d} are not counts`);
  }
  const [row, other, column] = [a + b, c + d, a + c];
  const logChoose = (n: number, k: number) => logGamma(n + 1) - logGamma(k + 1) - logGamma(n - k + 1);
  const chance = (x: number) =>
    Math.exp(logChoose(row, x) + logChoose(other, column - x) - logChoose(row + other, column));
  const own = chance(a) * (1 + 1e-7);
  let sum = 0;
  for (let x = Math.max(0, column - other); x <= Math.min(row, column); x++) {
    const point = chance(x);
    if (point <= own) sum += point;
  }
  return Math.min(1, sum);
}
