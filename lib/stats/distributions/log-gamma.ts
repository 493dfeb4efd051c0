/** The constant of Stirling's series. */
const halfLogTwoPi = 0.5 * Math.log(2 * Math.PI);
/** B(2j) / (2j (2j - 1)): the coefficients of Stirling's series. */
const stirling = [1 / 12, -1 / 360, 1 / 1260, -1 / 1680, 1 / 1188, -691 / 360360, 1 / 156, -3617 / 122400];

/**
 * What Stirling's series adds to (x - 1/2) ln x - x + ln(2 pi) / 2, for x >= 10: sum over j of B_2j / (2 j
 * (2 j - 1) x^(2 j - 1)). The series diverges in the end, but at 10 the first term left out, the ninth, is 2e-18.
 */
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
 * ln Gamma(x) for x > 0. Small arguments are moved up to 10 by Gamma(x) = Gamma(x + 1) / x, where Stirling's series
 * has an error below 1e-16. Logarithms, because Gamma itself overflows from 171. 1 and 2 give 0 exactly: near them
 * the result is a difference of numbers of size 10, right to some 1e-15 but not relative to itself. Preferred to
 * Lanczos' approximation, whose coefficients have to be believed and whose error does not fall with x.
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

/**
 * ln B(a, b) = ln Gamma(a) + ln Gamma(b) - ln Gamma(a + b). With a large argument the last two are large and nearly
 * equal, and their difference would keep few digits. There, with s = small + large,
 *
 *   ln Gamma(large) - ln Gamma(s) = (large - 1/2) ln(1 - small / s) - small ln s + small + c(large) - c(s)
 *
 * with c Stirling's correction: the large terms are cancelled by algebra before anything is added. What is left of
 * rounding is that of ln Gamma(small), which matters where both are large.
 */
export function logBeta(a: number, b: number): number {
  const small = Math.min(a, b);
  const large = Math.max(a, b);
  if (large < 10) return logGamma(a) + logGamma(b) - logGamma(a + b);
  const sum = small + large;
  const correction = stirlingCorrection(large) - stirlingCorrection(sum);
  const tail = (large - 0.5) * Math.log1p(-small / sum) - small * Math.log(sum) + small;
  return logGamma(small) + correction + tail;
}

/**
 * The derivative of ln Gamma(x), for x > 0: up to 10 by psi(x) = psi(x + 1) - 1 / x, then the derivative of
 * Stirling's series, ln x - 1 / (2 x) - sum of B_2j / (2 j x^2j).
 */
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
