import { logBeta } from "./log-gamma";

/** Lower and upper regularised incomplete beta functions. */
export type BetaTails = { lower: number; upper: number };

/**
 * The continued fraction of I_x(a, b), by Lentz' method (as modified by Thompson and Barnett): it is built from the
 * front and needs no guess of how many terms there will be. Terms alternate,
 *
 *   even m (b - m) x / ((a + 2 m - 1)(a + 2 m)),   odd -(a + m)(a + b + m) x / ((a + 2 m)(a + 2 m + 1)),
 *
 * and it needs about sqrt(max(a, b)) of them on the side where x < (a + 1) / (a + b + 2). Values near 0 are put at
 * 1e-300.
 */
function fraction(a: number, b: number, x: number): number {
  const tiny = 1e-300;
  const guard = (value: number) => (Math.abs(value) < tiny ? tiny : value);
  let c = 1;
  let d = 1 / guard(1 - ((a + b) * x) / (a + 1));
  let h = d;
  for (let m = 1; m < 100_000; m++) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1 / guard(1 + even * d);
    c = guard(1 + even / c);
    h *= d * c;
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 / guard(1 + odd * d);
    c = guard(1 + odd / c);
    const step = d * c;
    h *= step;
    if (Math.abs(step - 1) < 1e-16) break;
  }
  return h;
}

/**
 * I_x(a, b), the share of a beta distribution below x, and its complement, for a, b > 0:
 *
 *   I_x(a, b) = x^a y^b / (a B(a, b)) x continued fraction,   y = 1 - x,   I_x(a, b) = 1 - I_y(b, a).
 *
 * The fraction converges fast below x = (a + 1) / (a + b + 2), near the mean; above it the other side is computed.
 * So the smaller tail as a rule is computed and the larger is 1 less it, never the reverse. `y` may be given where
 * it is known more exactly than subtraction would give it: near x = 1 that is all there is. Relative accuracy some
 * 1e-14 for shapes up to a hundred; at a = b = 1,000 it is 1e-13, at 100,000 1e-10, because x^a y^b / B(a, b) is
 * there made of logarithms that are large and cancel. Throws RangeError outside a, b > 0 and 0 <= x <= 1.
 */
export function incompleteBeta(a: number, b: number, x: number, y: number = 1 - x): BetaTails {
  if (!(a > 0) || !(b > 0) || !(x >= 0) || !(y >= 0)) {
    throw new RangeError(`incompleteBeta: needs a, b > 0 and 0 <= x <= 1, got a = ${a}, b = ${b}, x = ${x}`);
  }
  if (x === 0) return { lower: 0, upper: 1 };
  if (y === 0) return { lower: 1, upper: 0 };
  const logX = x > 0.5 ? Math.log1p(-y) : Math.log(x);
  const logY = y > 0.5 ? Math.log1p(-x) : Math.log(y);
  const front = Math.exp(a * logX + b * logY - logBeta(a, b));
  if (x < (a + 1) / (a + b + 2)) {
    const lower = (front * fraction(a, b, x)) / a;
    return { lower, upper: 1 - lower };
  }
  const upper = (front * fraction(b, a, y)) / b;
  return { lower: 1 - upper, upper };
}
