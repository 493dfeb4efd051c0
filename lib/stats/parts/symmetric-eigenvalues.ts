/** Rotations stop where what is off the diagonal is nothing beside it; far fewer sweeps do. */
const mostSweeps = 60;

/**
 * The eigenvalues of a symmetric matrix (size x size, row by row), in no order, by Jacobi's rotations: exact to rounding and
 * short, for the small matrices that a panel makes. O(size^3) a sweep. Source: Golub and Van Loan, Matrix Computations
 * (2013), 8.5.
 */
export function symmetricEigenvalues(matrix: Float64Array, size: number): Float64Array {
  const own = Float64Array.from(matrix);
  const at = (row: number, column: number) => own[row * size + column];
  for (let sweep = 0; sweep < mostSweeps; sweep++) {
    let off = 0;
    for (let p = 0; p < size; p++) for (let q = p + 1; q < size; q++) off += at(p, q) ** 2;
    if (off < 1e-24) break;
    for (let p = 0; p < size; p++) for (let q = p + 1; q < size; q++) rotate(own, size, p, q);
  }
  return Float64Array.from({ length: size }, (_, place) => at(place, place));
}

/** Turns rows and columns p and q so that their common entry is 0. */
function rotate(own: Float64Array, size: number, p: number, q: number): void {
  const apart = own[p * size + q];
  if (apart === 0) return;
  const theta = (own[q * size + q] - own[p * size + p]) / (2 * apart);
  const t = (theta >= 0 ? 1 : -1) / (Math.abs(theta) + Math.sqrt(theta ** 2 + 1));
  const c = 1 / Math.sqrt(t ** 2 + 1);
  const s = t * c;
  for (let k = 0; k < size; k++) {
    const [kp, kq] = [own[k * size + p], own[k * size + q]];
    own[k * size + p] = c * kp - s * kq;
    own[k * size + q] = s * kp + c * kq;
  }
  for (let k = 0; k < size; k++) {
    const [pk, qk] = [own[p * size + k], own[q * size + k]];
    own[p * size + k] = c * pk - s * qk;
    own[q * size + k] = s * pk + c * qk;
  }
}
