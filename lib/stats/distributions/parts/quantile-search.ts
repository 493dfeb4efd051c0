/** Both tails of a continuous distribution at a point. */
export type Tails = { lower: number; upper: number };

/**
 * The point with probability `p` below it, by bisection made faster by Newton's step on the logarithm of the
 * smaller tail, so that far tails keep their relative accuracy: with F the tail and f the density,
 *
 *   next = x - (ln F(x) - ln target) F(x) / f(x).
 *
 * The logarithm of a tail is nearly straight far out, where the tail itself is flat and a plain Newton step would
 * fly off. A step that leaves the bracket is replaced by a halving; so it always ends, as a rule after some ten
 * evaluations. `tails` rises from `low` to `high`, which may be infinite; `start` is any point between. Ends when a
 * step is below 4e-16 of x.
 */
export function quantileSearch(
  p: number,
  { low, high, start }: { low: number; high: number; start: number },
  tails: (x: number) => Tails,
  density: (x: number) => number,
): number {
  const isLower = p <= 0.5;
  const target = Math.log(isLower ? p : 1 - p);
  let below = low;
  let above = high;
  let x = start;
  for (let i = 0; i < 400; i++) {
    const { lower, upper } = tails(x);
    const tail = isLower ? lower : upper;
    const miss = Math.log(tail) - target;
    if (miss === 0) return x;
    if (isLower === miss < 0) below = x;
    else above = x;
    const slope = (isLower ? density(x) : -density(x)) / tail;
    const newton = x - miss / slope;
    const isInside = newton > below && newton < above;
    const next = isInside ? newton : between(below, above);
    if (Math.abs(next - x) <= Math.abs(x) * 4e-16) return next;
    x = next;
  }
  return x;
}

/** A point inside the bracket: halfway, by magnitude where an end is far away or the ends differ by orders. */
function between(below: number, above: number): number {
  if (above === Number.POSITIVE_INFINITY) return below > 0 ? below * 2 : 1;
  if (below === Number.NEGATIVE_INFINITY) return above < 0 ? above * 2 : -1;
  if (below >= 0 && above > 4 * below) return below > 0 ? Math.sqrt(below * above) : above / 16;
  return below + (above - below) / 2;
}

/** Throws unless 0 < p < 1. */
export function requireProbability(caller: string, p: number): void {
  if (!(p > 0 && p < 1)) throw new RangeError(`${caller}: a probability has to lie between 0 and 1, got ${p}`);
}
