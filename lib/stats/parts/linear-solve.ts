/**
 * Small symmetric positive definite systems by Cholesky. A system is singular where a pivot falls below 1e-12 of its
 * diagonal.
 */

/**
 * Solves A x = b for a symmetric positive definite A; null where A is singular. By Cholesky: half the work of
 * elimination, no search for pivots, and it notices a matrix that is not positive definite.
 */
export function solveLinear(matrix: readonly (readonly number[])[], right: readonly number[]): number[] | null {
  const factor = factorise(flatten(matrix), matrix.length);
  if (!factor) return null;
  const x = Float64Array.from(right);
  substitute(factor, x);
  return [...x];
}

/**
 * The inverse of A, column by column, for a symmetric positive definite A; null where A is singular. Asked for
 * where the inverse itself is a covariance; to solve a system take `solveLinear`.
 */
export function invertSymmetric(matrix: readonly (readonly number[])[]): number[][] | null {
  const n = matrix.length;
  const factor = factorise(flatten(matrix), n);
  if (!factor) return null;
  return matrix.map((_, column) => {
    const x = new Float64Array(n);
    x[column] = 1;
    substitute(factor, x);
    return [...x];
  });
}

const flatten = (matrix: readonly (readonly number[])[]) => Float64Array.from(matrix.flat());

/**
 * The lower triangle L of A = L L', in place of A (row by row): L_ij = (A_ij - sum over k < j of L_ik L_jk) / L_jj,
 * the diagonal the root of the same. Only the lower triangle is read. Null where A is singular: a pivot of less
 * than 1e-12 of its diagonal is what rounding left of 0.
 */
export function factorise(matrix: Float64Array, n: number): Float64Array | null {
  for (let i = 0; i < n; i++) {
    const row = i * n;
    const diagonal = Math.abs(matrix[row + i]);
    for (let j = 0; j <= i; j++) {
      const other = j * n;
      let sum = matrix[row + j];
      for (let k = 0; k < j; k++) sum -= matrix[row + k] * matrix[other + k];
      if (i !== j) matrix[row + j] = sum / matrix[other + j];
      else if (sum > 1e-12 * diagonal) matrix[row + i] = Math.sqrt(sum);
      else return null;
    }
  }
  return matrix;
}

/** Solves L L' x = b, b in x: L y = b from the top, then L' x = y from the bottom. O(n^2). */
export function substitute(lower: Float64Array, x: Float64Array): void {
  const n = x.length;
  for (let i = 0; i < n; i++) {
    let sum = x[i];
    for (let k = 0; k < i; k++) sum -= lower[i * n + k] * x[k];
    x[i] = sum / lower[i * n + i];
  }
  for (let i = n - 1; i >= 0; i--) {
    let sum = x[i];
    for (let k = i + 1; k < n; k++) sum -= lower[k * n + i] * x[k];
    x[i] = sum / lower[i * n + i];
  }
}
