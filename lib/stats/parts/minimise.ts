import { invertSymmetric } from "./linear-solve";

/** A smooth function of a few numbers; NaN or Infinity where it is not defined. */
export type Objective = (point: readonly number[]) => number;

export type Minimum = { point: number[]; value: number; rounds: number; hasConverged: boolean };

const shift = (point: readonly number[], places: readonly (readonly [number, number])[]) => {
  const moved = [...point];
  for (const [place, by] of places) moved[place] += by;
  return moved;
};

const stepOf = (x: number, size: number) => size * Math.max(1, Math.abs(x));

/** Slopes by central differences. */
export const slopesOf = (objective: Objective, point: readonly number[]): number[] =>
  point.map((x, i) => {
    const step = stepOf(x, 1e-4);
    return (objective(shift(point, [[i, step]])) - objective(shift(point, [[i, -step]]))) / (2 * step);
  });

/**
 * Second derivatives by central differences of the values, to some 1e-6 of themselves: five points a number, and for
 * two at once [f(both up) + f(both down) - f(each up) - f(each down) + 2 f] / (2 h k), which reuses them.
 */
export function curvatureOf(objective: Objective, point: readonly number[]): number[][] {
  const centre = objective(point);
  const steps = point.map((x) => stepOf(x, 7e-4));
  const along = steps.map((step, i) => {
    const [one, two] = [1, 2].map(
      (k) => objective(shift(point, [[i, k * step]])) + objective(shift(point, [[i, -k * step]])),
    );
    return { one, curvature: (16 * one - two - 30 * centre) / (12 * step * step) };
  });
  const curvature = along.map((own, i) => along.map((_, j) => (i === j ? own.curvature : 0)));
  for (let i = 0; i < point.length; i++)
    for (let j = 0; j < i; j++) {
      const both = (sign: 1 | -1) =>
        objective(
          shift(point, [
            [i, sign * steps[i]],
            [j, sign * steps[j]],
          ]),
        );
      const mixed = (both(1) + both(-1) - along[i].one - along[j].one + 2 * centre) / (2 * steps[i] * steps[j]);
      curvature[i][j] = mixed;
      curvature[j][i] = mixed;
    }
  return curvature;
}

/** Second derivatives by central differences of slopes, made symmetric. */
export function curvatureOfSlopes(
  slopes: (point: readonly number[]) => number[],
  point: readonly number[],
): number[][] {
  const rows = point.map((x, i) => {
    const step = stepOf(x, 1e-4);
    const [up, down] = [slopes(shift(point, [[i, step]])), slopes(shift(point, [[i, -step]]))];
    return up.map((slope, j) => (slope - down[j]) / (2 * step));
  });
  return rows.map((row, i) => row.map((cell, j) => (cell + rows[j][i]) / 2));
}

/** A first guess at the inverse curvature: of each number alone. */
function startInverse(objective: Objective, point: readonly number[]): number[][] {
  const centre = objective(point);
  return point.map((x, i) => {
    const step = stepOf(x, 1e-3);
    const up = objective(shift(point, [[i, step]]));
    const down = objective(shift(point, [[i, -step]]));
    const curvature = (up - 2 * centre + down) / (step * step);
    return point.map((_, j) => (i === j ? 1 / Math.max(curvature, 0.1) : 0));
  });
}

const dot = (a: readonly number[], b: readonly number[]) => a.reduce((sum, value, i) => sum + value * b[i], 0);

/**
 * The minimum of a smooth function by the quasi-Newton method of Broyden, Fletcher, Goldfarb and Shanno, with slopes as
 * given, or by central differences, and halved steps. It stops where a whole step would lower the function by less than 1e-10, which
 * is far below what a log-likelihood is read to. Source: Nocedal and Wright, Numerical Optimization (2006), chapter 6.
 */
export function minimise(
  objective: Objective,
  start: readonly number[],
  {
    slopes: slopesAt = (point) => slopesOf(objective, point),
    mostRounds = 200,
  }: { slopes?: (point: readonly number[]) => number[]; mostRounds?: number } = {},
): Minimum {
  let [point, value] = [[...start], objective(start)];
  let inverse = startInverse(objective, point);
  let slopes = slopesAt(point);
  for (let round = 1; round <= mostRounds; round++) {
    let direction = inverse.map((row) => -dot(row, slopes));
    if (!(dot(direction, slopes) < 0)) {
      inverse = startInverse(objective, point);
      direction = inverse.map((row) => -dot(row, slopes));
    }
    const fall = -dot(direction, slopes);
    if (fall < 1e-10) return { point, value, rounds: round, hasConverged: true };
    // No number moves by more than 2 at once: far out the function may be flat, and nothing leads back.
    let scale = Math.min(1, 2 / Math.max(...direction.map(Math.abs)));
    let next = point;
    let reached = Number.NaN;
    for (; scale > 1e-8; scale /= 2) {
      next = point.map((x, i) => x + scale * direction[i]);
      reached = objective(next);
      if (reached <= value - 1e-4 * scale * fall) break;
    }
    if (!(reached < value)) return { point, value, rounds: round, hasConverged: fall < 1e-6 };
    const nextSlopes = slopesAt(next);
    inverse = updateInverse(
      inverse,
      next.map((x, i) => x - point[i]),
      nextSlopes.map((slope, i) => slope - slopes[i]),
    );
    [point, value, slopes] = [next, reached, nextSlopes];
  }
  return { point, value, rounds: mostRounds, hasConverged: false };
}

/** H + (1 + y'Hy / s'y) s s' / s'y - (H y s' + s y'H) / s'y, with step s and change of slopes y; unchanged where s'y is not above 0. */
function updateInverse(inverse: number[][], step: readonly number[], change: readonly number[]): number[][] {
  const along = dot(step, change);
  if (!(along > 1e-14)) return inverse;
  const turned = inverse.map((row) => dot(row, change));
  const factor = (1 + dot(change, turned) / along) / along;
  return inverse.map((row, i) =>
    row.map((cell, j) => cell + factor * step[i] * step[j] - (turned[i] * step[j] + step[i] * turned[j]) / along),
  );
}

/**
 * The covariance of estimates from the curvature of minus twice the log-likelihood: twice its inverse; null where it is
 * not positive definite.
 */
export function covarianceOf(curvature: readonly (readonly number[])[]): number[][] | null {
  return invertSymmetric(curvature)?.map((row) => row.map((cell) => 2 * cell)) ?? null;
}
