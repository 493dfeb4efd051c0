/**
 * The largest value of `objective` . x over x >= 0 with equalities `rows` . x = `right` (right >= 0), by the
 * two-phase simplex method with Bland's rule, for a few dozen variables. The first phase starts from one artificial
 * variable a row and drives them to 0, which shows whether anything satisfies the equalities; the second walks from
 * corner to corner of what does, each as good as the last or better. Bland's rule takes the first column that gains
 * and the first row that binds: slower than the steepest, but it cannot go round in circles, which degenerate
 * tables (margins are) invite.
 *
 * Null where nothing satisfies the equalities; an objective without bound is a RangeError. Redundant equalities are
 * allowed: their artificial variable stays in the basis at 0.
 */
export function maximiseLinear(
  objective: readonly number[],
  rows: readonly (readonly number[])[],
  right: readonly number[],
): number | null {
  const n = objective.length;
  const m = rows.length;
  const table = rows.map((row, i) => [...row, ...rows.map((_, j) => Number(i === j)), right[i]]);
  const basis = rows.map((_, i) => n + i);
  const artificial = Array.from({ length: n + m }, (_, j) => (j < n ? 0 : -1));
  if (simplex(table, basis, artificial, n + m) < -1e-9) return null;
  const costs = Array.from({ length: n + m }, (_, j) => (j < n ? objective[j] : 0));
  return simplex(table, basis, costs, n);
}

/** Pivots among the first `free` columns until the objective cannot rise, and returns it. */
function simplex(table: number[][], basis: number[], costs: readonly number[], free: number): number {
  const last = costs.length;
  for (let round = 0; round < 10_000; round++) {
    const entering = Array.from({ length: free }, (_, j) => j).find((j) => reducedCost(table, basis, costs, j) > 1e-10);
    if (entering === undefined) return table.reduce((sum, row, i) => sum + costs[basis[i]] * row[last], 0);
    let leaving = -1;
    let least = Number.POSITIVE_INFINITY;
    for (const [i, row] of table.entries()) {
      const slope = row[entering];
      if (slope <= 1e-12) continue;
      const ratio = row[last] / slope;
      const isFirst = ratio === least && basis[i] < (basis[leaving] ?? Number.POSITIVE_INFINITY);
      if (ratio < least || isFirst) [least, leaving] = [ratio, i];
    }
    if (leaving < 0) throw new RangeError("maximiseLinear: the objective has no bound");
    pivot(table, basis, leaving, entering);
  }
  throw new RangeError("maximiseLinear: no end after 10,000 pivots");
}

/**
 * What a unit more of a column's variable adds to the objective, less what the basic variables that give way take
 * off.
 */
const reducedCost = (table: readonly number[][], basis: readonly number[], costs: readonly number[], column: number) =>
  costs[column] - table.reduce((sum, row, i) => sum + costs[basis[i]] * row[column], 0);

/** Makes the column a unit vector with its 1 in this row, by Gauss and Jordan, and puts its variable into the basis. */
function pivot(table: number[][], basis: number[], row: number, column: number): void {
  const own = table[row];
  const scale = own[column];
  for (let j = 0; j < own.length; j++) own[j] /= scale;
  for (const [i, other] of table.entries()) {
    const factor = other[column];
    if (i === row || factor === 0) continue;
    for (let j = 0; j < other.length; j++) other[j] -= factor * own[j];
  }
  basis[row] = column;
}
