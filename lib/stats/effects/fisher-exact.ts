import { logGamma } from "@/lib/stats/distributions/log-gamma";

/**
 * Fisher's exact test that two proportions are the same, two-sided: the probability, margins fixed, of all 2 x 2
 * tables no likelier than this one. `a` of `a + b` against `c` of `c + d`. 9 of 10 against 4 of 10 gives .057.
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
