/**
 * Solves A x = b for a small symmetric positive definite A by Cholesky; null where A is singular (to 1e-12 of its
 * diagonal).
 */
export function solveLinear(matrix: readonly (readonly number[])[], right: readonly number[]): number[] | null {
  const factor = cholesky(matrix);
  return factor && substitute(factor, right);
}

/** The inverse of a symmetric positive definite matrix; null where it is singular. */
export function invertSymmetric(matrix: readonly (readonly number[])[]): number[][] | null {
  const factor = cholesky(matrix);
  if (!factor) return null;
  return matrix.map((_, column) =>
    substitute(
      factor,
      matrix.map((_, row) => Number(row === column)),
    ),
  );
}

function cholesky(matrix: readonly (readonly number[])[]): number[][] | null {
  const n = matrix.length;
  const lower: number[][] = matrix.map(() => new Array<number>(n).fill(0));
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = matrix[i]?.[j] as number;
      for (let k = 0; k < j; k++) sum -= (lower[i]?.[k] as number) * (lower[j]?.[k] as number);
      const row = lower[i] as number[];
      if (i !== j) row[j] = sum / (lower[j]?.[j] as number);
      else if (sum > 1e-12 * Math.abs(matrix[i]?.[i] as number)) row[i] = Math.sqrt(sum);
      else return null;
    }
  }
  return lower;
}

function substitute(lower: readonly (readonly number[])[], right: readonly number[]): number[] {
  const n = lower.length;
  const x = [...right];
  for (let i = 0; i < n; i++) {
    for (let k = 0; k < i; k++) x[i] = (x[i] as number) - (lower[i]?.[k] as number) * (x[k] as number);
    x[i] = (x[i] as number) / (lower[i]?.[i] as number);
  }
  for (let i = n - 1; i >= 0; i--) {
    for (let k = i + 1; k < n; k++) x[i] = (x[i] as number) - (lower[k]?.[i] as number) * (x[k] as number);
    x[i] = (x[i] as number) / (lower[i]?.[i] as number);
  }
  return x;
}
