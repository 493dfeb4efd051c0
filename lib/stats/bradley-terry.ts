import { chooseReason } from "./comparison-graph";
import { type Defined, defined, undefinedBecause } from "./defined";
import type { Interval } from "./interval";
import { invertSymmetric } from "./linear-solve";
import { normalQuantile } from "./normal-distribution";

/** One player's strength on the log scale. */
export type Strength = { value: number; standardError: number; interval: Interval };

export type BradleyTerry = {
  /** In the order of players. Errors and intervals are of the difference to the reference (or to the mean). */
  strengths: Strength[];
  /** Errors that let any two players be compared: var(i - j) is about quasi(i)^2 + quasi(j)^2. Absent below three players. */
  quasiErrors: Defined<number[]>;
  logLikelihood: number;
  comparisons: number;
  iterations: number;
};

export type BradleyTerryOptions = {
  /** Strengths are relative to this player, or to the mean of all. */
  reference?: number | "mean";
  level?: number;
};

/**
 * Bradley-Terry strengths by maximum likelihood: the chance that i beats j is 1 / (1 + exp(strength j - strength i)).
 * `wins[i][j]` says how often i beat j; a tie may be given as half a win each (its own model is davidson). Newton's
 * method; errors from the information matrix take comparisons as independent, so where comparisons share prompts
 * resample prompts instead.
 *
 * Undefined unless every player can be reached from every other by wins (Ford 1957): a player who never loses or
 * never wins, or groups that never met, have no finite strength.
 * Sources: Bradley and Terry, Biometrika 39 (1952) 324-345; quasi-variances Firth and de Menezes (2004).
 */
export function bradleyTerry(
  wins: readonly (readonly number[])[],
  { reference = "mean", level = 0.95 }: BradleyTerryOptions = {},
): Defined<BradleyTerry> {
  const n = wins.length;
  requireSquare("bradleyTerry", wins);
  const reason = chooseReason(wins);
  if (reason) return undefinedBecause(reason);
  const fit = maximise(wins);
  if (!fit) return undefinedBecause("the likelihood has no maximum that can be found");
  const covariance = centredCovariance(wins, fit.strengths);
  if (!covariance) return undefinedBecause("the information matrix is singular");
  return defined({
    strengths: expressStrengths(fit.strengths, covariance, reference, level),
    quasiErrors: n < 3 ? undefinedBecause("two players have one difference only") : quasiErrors(covariance),
    logLikelihood: fit.logLikelihood,
    comparisons:
      wins.flat().reduce((sum, count) => sum + count, 0) - wins.reduce((sum, row, i) => sum + (row[i] as number), 0),
    iterations: fit.iterations,
  });
}

/** Throws unless `counts` is square with counts of 0 or more. */
export function requireSquare(caller: string, counts: readonly (readonly number[])[]): void {
  if (
    counts.some((row) => row.length !== counts.length || row.some((count) => !(count >= 0 && Number.isFinite(count))))
  ) {
    throw new RangeError(`${caller}: needs a square table of counts of 0 or more, one row a player`);
  }
}

const total = (table: readonly (readonly number[])[], i: number, j: number) =>
  (table[i]?.[j] as number) + (table[j]?.[i] as number);

type Fit = { strengths: number[]; logLikelihood: number; iterations: number };

function maximise(wins: readonly (readonly number[])[]): Fit | null {
  const n = wins.length;
  let strengths = new Array<number>(n).fill(0);
  let likelihood = logLikelihood(wins, strengths);
  for (let iteration = 1; iteration <= 100; iteration++) {
    const { gradient, information } = derivatives(wins, strengths);
    // One more row and column (a ridge of ones) fixes the sum of strengths, which the likelihood leaves free.
    const inverse = invertSymmetric(information.map((row) => row.map((cell) => cell + 1)));
    if (!inverse) return null;
    const step = inverse.map((row) => row.reduce((sum, cell, j) => sum + cell * (gradient[j] as number), 0));
    let scale = 1;
    let next = strengths;
    let reached = Number.NEGATIVE_INFINITY;
    while (scale > 1e-6) {
      next = strengths.map((strength, i) => strength + scale * (step[i] as number));
      reached = logLikelihood(wins, next);
      if (reached >= likelihood - 1e-12 * Math.abs(likelihood)) break;
      scale /= 2;
    }
    strengths = next;
    likelihood = reached;
    if (step.every((move) => Math.abs(move) < 1e-11))
      return { strengths, logLikelihood: likelihood, iterations: iteration };
  }
  return null;
}

function logLikelihood(wins: readonly (readonly number[])[], strengths: readonly number[]): number {
  let sum = 0;
  for (const [i, row] of wins.entries()) {
    for (const [j, count] of row.entries()) {
      if (i === j || count === 0) continue;
      sum -= count * Math.log1p(Math.exp((strengths[j] as number) - (strengths[i] as number)));
    }
  }
  return sum;
}

function derivatives(wins: readonly (readonly number[])[], strengths: readonly number[]) {
  const n = wins.length;
  const gradient = new Array<number>(n).fill(0);
  const information = wins.map(() => new Array<number>(n).fill(0));
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) {
      if (i === j) continue;
      const games = total(wins, i, j);
      if (games === 0) continue;
      const chance = 1 / (1 + Math.exp((strengths[j] as number) - (strengths[i] as number)));
      const weight = games * chance * (1 - chance);
      gradient[i] = (gradient[i] as number) + (wins[i]?.[j] as number) - games * chance;
      const row = information[i] as number[];
      row[i] = (row[i] as number) + weight;
      row[j] = -weight;
    }
  }
  return { gradient, information };
}

/** Covariance of strengths that sum to 0. */
function centredCovariance(wins: readonly (readonly number[])[], strengths: readonly number[]): number[][] | null {
  const n = strengths.length;
  const { information } = derivatives(wins, strengths);
  const inverse = invertSymmetric(information.map((row) => row.map((cell) => cell + 1)));
  return inverse?.map((row) => row.map((cell) => cell - 1 / (n * n))) ?? null;
}

/** Strengths relative to the reference, with errors of that difference. */
export function expressStrengths(
  strengths: readonly number[],
  covariance: readonly (readonly number[])[],
  reference: number | "mean",
  level: number,
): Strength[] {
  const cell = (i: number, j: number) => covariance[i]?.[j] as number;
  const centre =
    reference === "mean"
      ? strengths.reduce((sum, strength) => sum + strength, 0) / strengths.length
      : (strengths[reference] as number);
  if (centre === undefined) throw new RangeError(`bradleyTerry: there is no player ${reference}`);
  const z = normalQuantile(0.5 + level / 2);
  return strengths.map((strength, i) => {
    const value = strength - centre;
    const variance =
      reference === "mean"
        ? cell(i, i)
        : i === reference
          ? 0
          : cell(i, i) + cell(reference, reference) - 2 * cell(i, reference);
    const standardError = Math.sqrt(Math.max(0, variance));
    const half = z * standardError;
    return { value, standardError, interval: { low: value - half, high: value + half, level, method: "normal" } };
  });
}

/**
 * Quasi-variances q_i that make q_i + q_j as near as can be to the variance of each difference, in ratio: least
 * squares of log((q_i + q_j) / var), by Gauss-Newton on log q.
 */
function quasiErrors(covariance: readonly (readonly number[])[]): Defined<number[]> {
  const n = covariance.length;
  const cell = (i: number, j: number) => covariance[i]?.[j] as number;
  let logs = covariance.map((_, i) => Math.log(Math.max(1e-300, cell(i, i))));
  for (let iteration = 0; iteration < 500; iteration++) {
    const normal = logs.map(() => new Array<number>(n).fill(0));
    const right = new Array<number>(n).fill(0);
    for (let i = 0; i < n; i++) {
      for (let j = 0; j < i; j++) {
        const [a, b] = [Math.exp(logs[i] as number), Math.exp(logs[j] as number)];
        const residual = Math.log((a + b) / (cell(i, i) + cell(j, j) - 2 * cell(i, j)));
        const [slopeI, slopeJ] = [a / (a + b), b / (a + b)];
        const [rowI, rowJ] = [normal[i] as number[], normal[j] as number[]];
        rowI[i] = (rowI[i] as number) + slopeI * slopeI;
        rowJ[j] = (rowJ[j] as number) + slopeJ * slopeJ;
        rowI[j] = (rowI[j] as number) + slopeI * slopeJ;
        rowJ[i] = (rowJ[i] as number) + slopeI * slopeJ;
        right[i] = (right[i] as number) - slopeI * residual;
        right[j] = (right[j] as number) - slopeJ * residual;
      }
    }
    const inverse = invertSymmetric(normal.map((row, i) => row.map((value, j) => (i === j ? value + 1e-12 : value))));
    if (!inverse) return undefinedBecause("no quasi-variances fit these errors");
    const step = inverse.map((row) => row.reduce((sum, value, j) => sum + value * (right[j] as number), 0));
    const longest = Math.max(...step.map(Math.abs));
    logs = logs.map((log, i) => log + (step[i] as number) / Math.max(1, longest));
    if (longest < 1e-12) return defined(logs.map((log) => Math.exp(log / 2)));
  }
  return undefinedBecause("no quasi-variances fit these errors");
}
