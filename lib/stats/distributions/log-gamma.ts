const halfLogTwoPi = 0.5 * Math.log(2 * Math.PI);
/** B(2j) / (2j (2j - 1)): the coefficients of Stirling's series. */
const stirling = [1 / 12, -1 / 360, 1 / 1260, -1 / 1680, 1 / 1188, -691 / 360360, 1 / 156, -3617 / 122400];

/** What Stirling's series adds to (x - 1/2) ln x - x + ln(2 pi)/2, for x >= 10. */
function stirlingCorrection(x: number): number {
  const inverseSquare = 1 / (x * x);
  let power = 1 / x;
  let sum = 0;
  for (const coefficient of stirling) {
    sum += coefficient * power;
    power *= inverseSquare;
  }
  return sum;
}

/**
 * ln Gamma(x) for x > 0. Small arguments are moved up to 10 by the recurrence, where Stirling's series has
 * an error below 1e-16.
 */
export function logGamma(x: number): number {
  if (!(x > 0)) throw new RangeError(`logGamma: x has to be above 0, got ${x}`);
  if (x === 1 || x === 2) return 0;
  let product = 1;
  let moved = x;
  while (moved < 10) {
    product *= moved;
    moved += 1;
  }
  return (moved - 0.5) * Math.log(moved) - moved + halfLogTwoPi + stirlingCorrection(moved) - Math.log(product);
}

/** ln B(a, b). For large a + b the large terms are cancelled before they are added, not after. */
export function logBeta(a: number, b: number): number {
  const small = Math.min(a, b);
  const large = Math.max(a, b);
  if (large < 10) return logGamma(a) + logGamma(b) - logGamma(a + b);
  const sum = small + large;
  const correction = stirlingCorrection(large) - stirlingCorrection(sum);
  const tail = (large - 0.5) * Math.log1p(-small / sum) - small * Math.log(sum) + small;
  return logGamma(small) + correction + tail;
}

/** The derivative of ln Gamma(x), for x > 0. */
export function digamma(x: number): number {
  if (!(x > 0)) throw new RangeError(`digamma: x has to be above 0, got ${x}`);
  let moved = x;
  let sum = 0;
  while (moved < 10) {
    sum -= 1 / moved;
    moved += 1;
  }
  const inverseSquare = 1 / (moved * moved);
  let power = inverseSquare;
  for (const [j, coefficient] of stirling.entries()) {
    sum -= (2 * j + 1) * coefficient * power;
    power *= inverseSquare;
  }
  return sum + Math.log(moved) - 0.5 / moved;
}
