import { factorise, substitute } from "@/lib/stats/parts/linear-solve";

/** n rows of `width` numbers, row by row, and what came of each, 0 to 1. */
export type LogisticRows = { x: Float64Array; width: number; y: Float64Array };

/** `factor` is that of the information at the maximum; `chances` those of each row. */
export type LogisticFit = {
  coefficients: Float64Array;
  chances: Float64Array;
  factor: Float64Array;
  logLikelihood: number;
};

/**
 * Logistic regression by Newton's method with halved steps. Null where the information is singular or no maximum is
 * found within 100 rounds, as where the rows tell every outcome. O(rows x width^2) a round.
 */
export function fitLogistic(rows: LogisticRows): LogisticFit | null {
  const { width } = rows;
  let coefficients = new Float64Array(width);
  let { chances, logLikelihood } = predict(rows, coefficients);
  for (let iteration = 0; iteration < 100; iteration++) {
    const factor = factorise(information(rows, chances), width);
    if (!factor) return null;
    const step = slope(rows, chances);
    substitute(factor, step);
    if (step.every((move) => Math.abs(move) < 1e-10)) return { coefficients, chances, factor, logLikelihood };
    let scale = 1;
    let next = predict(rows, add(coefficients, step, scale));
    while (next.logLikelihood < logLikelihood - 1e-12 * Math.abs(logLikelihood) && scale > 1e-6) {
      scale /= 2;
      next = predict(rows, add(coefficients, step, scale));
    }
    coefficients = add(coefficients, step, scale);
    ({ chances, logLikelihood } = next);
  }
  return null;
}

const add = (x: Float64Array, step: Float64Array, scale: number) => x.map((own, i) => own + scale * step[i]);

/** The chance of 1 of each row, and sum of y ln p + (1 - y) ln (1 - p), without overflow. */
function predict({ x, width, y }: LogisticRows, coefficients: Float64Array) {
  let logLikelihood = 0;
  const chances = y.map((outcome, row) => {
    let score = 0;
    for (let k = 0; k < width; k++) score += x[row * width + k] * coefficients[k];
    const lose = score > 0 ? -score - Math.log1p(Math.exp(-score)) : -Math.log1p(Math.exp(score));
    logLikelihood += outcome * score + lose;
    return 1 / (1 + Math.exp(-score));
  });
  return { chances, logLikelihood };
}

/** sum (y - p) x. */
function slope({ x, width, y }: LogisticRows, chances: Float64Array): Float64Array {
  const sums = new Float64Array(width);
  for (let row = 0; row < y.length; row++) {
    for (let k = 0; k < width; k++) sums[k] += (y[row] - chances[row]) * x[row * width + k];
  }
  return sums;
}

/** sum p (1 - p) x x' over the rows given (all unless told), row by row, the lower triangle. */
export function information(
  { x, width }: LogisticRows,
  chances: Float64Array,
  rows: ArrayLike<number> = chances.map((_, row) => row),
): Float64Array {
  const matrix = new Float64Array(width * width);
  for (let i = 0; i < rows.length; i++) {
    const [start, weight] = [rows[i] * width, chances[rows[i]] * (1 - chances[rows[i]])];
    for (let k = 0; k < width; k++) {
      const own = weight * x[start + k];
      if (own === 0) continue;
      for (let l = 0; l <= k; l++) matrix[k * width + l] += own * x[start + l];
    }
  }
  return matrix;
}
