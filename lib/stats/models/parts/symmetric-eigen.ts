/**
 * Eigenvalues and eigenvectors (as rows) of a small symmetric matrix by Jacobi's rotations: each makes one cell off the
 * diagonal 0, and rounds of them make all vanish. Source: Golub and Van Loan, Matrix Computations (2013), section 8.5.
 */
export function symmetricEigen(matrix: readonly (readonly number[])[]): { values: number[]; vectors: number[][] } {
  const n = matrix.length;
  const a = matrix.map((row) => [...row]);
  const vectors = a.map((_, i) => a.map((__, j) => (i === j ? 1 : 0)));
  for (let round = 0; round < 60; round++) {
    let off = 0;
    for (let i = 0; i < n; i++) for (let j = 0; j < i; j++) off += a[i][j] ** 2;
    if (off < 1e-30 * a.reduce((sum, row, i) => sum + row[i] ** 2, 0)) break;
    for (let i = 0; i < n; i++) for (let j = 0; j < i; j++) if (a[i][j] !== 0) rotate(a, vectors, i, j);
  }
  return { values: a.map((row, i) => row[i]), vectors };
}

function rotate(a: number[][], vectors: number[][], i: number, j: number): void {
  const ratio = (a[j][j] - a[i][i]) / (2 * a[i][j]);
  const tangent = (ratio < 0 ? -1 : 1) / (Math.abs(ratio) + Math.sqrt(1 + ratio * ratio));
  const cosine = 1 / Math.sqrt(1 + tangent * tangent);
  const sine = tangent * cosine;
  for (const row of a) {
    const [x, y] = [row[i], row[j]];
    row[i] = cosine * x - sine * y;
    row[j] = sine * x + cosine * y;
  }
  for (const rows of [a, vectors]) {
    const [first, second] = [rows[i], rows[j]];
    rows[i] = first.map((x, k) => cosine * x - sine * second[k]);
    rows[j] = second.map((y, k) => sine * first[k] + cosine * y);
  }
}
