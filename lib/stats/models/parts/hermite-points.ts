/** Points x and ln weights of Gauss-Hermite quadrature, for integrals of exp(-x^2) f(x). */
export type HermitePoints = { points: number[]; logWeights: number[] };

/** Hermite polynomials normalised to 1, of degrees 0 to n at x: h_k = x sqrt(2 / k) h_(k-1) - sqrt((k - 1) / k) h_(k-2). */
function polynomials(n: number, x: number): number[] {
  const values = [Math.PI ** -0.25];
  for (let k = 1; k <= n; k++)
    values.push(x * Math.sqrt(2 / k) * values[k - 1] - (k > 1 ? Math.sqrt((k - 1) / k) * values[k - 2] : 0));
  return values;
}

/**
 * The n roots of the n-th Hermite polynomial, and 1 / (sum of squares of the lower ones at them). Roots of one degree
 * lie between those of the next, so that each is found by halving.
 */
export function hermitePoints(n: number): HermitePoints {
  let roots: number[] = [];
  for (let degree = 1; degree <= n; degree++) {
    const bound = Math.sqrt(2 * degree + 1);
    const fences = [-bound, ...roots, bound];
    roots = fences.slice(1).map((high, i) => {
      let [low, top] = [fences[i], high];
      const rises = polynomials(degree, top)[degree] > 0;
      for (let round = 0; round < 100; round++) {
        const middle = (low + top) / 2;
        if (polynomials(degree, middle)[degree] > 0 === rises) top = middle;
        else low = middle;
      }
      return (low + top) / 2;
    });
  }
  const logWeights = roots.map((x) => -Math.log(polynomials(n - 1, x).reduce((sum, value) => sum + value * value, 0)));
  return { points: roots, logWeights };
}
