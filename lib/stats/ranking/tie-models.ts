import { type Defined, defined, undefinedBecause } from "@/lib/stats/defined";
import { invertSymmetric } from "@/lib/stats/parts/linear-solve";
import { chooseTieReason } from "@/lib/stats/ranking/parts/comparison-graph";
import { expressStrengths, requireSquare, type Strength } from "./bradley-terry";

/**
 * How ties come about, with a = exp(strength of i) and b = exp(strength of j):
 * - `davidson` (1970): wins, losses and ties as a : b : nu sqrt(a b). A tie is likeliest between equals, and nu is
 *   how much likelier than the geometric mean of the two wins it is.
 * - `rao-kupper` (1967): i wins with chance a / (a + theta b), j with b / (b + theta a), and what is left is a tie:
 *   a judge decides only where the difference passes a threshold, ln theta.
 * Their strengths are on different scales and not comparable with each other.
 */
export type TieModel = "davidson" | "rao-kupper";

export type TiedComparisons = {
  strengths: Strength[];
  /** nu of Davidson (0 without ties) or theta of Rao-Kupper (1 without ties). */
  tieParameter: number;
  /** ln nu, or ln (theta - 1), with its standard error. */
  logTie: { value: number; standardError: number };
  logLikelihood: number;
  iterations: number;
};

type Counts = readonly (readonly number[])[];

/**
 * Strengths from comparisons that may end in a tie, by maximum likelihood. A tie given as half a win each keeps the
 * order mostly, but claims to know what nobody said; here it is an outcome with a chance of its own, and one
 * parameter for all pairs says how common it is. `wins[i][j]` says how often i beat j, `ties` is symmetric.
 *
 * Newton's method with halved steps, on strengths and the logarithm of nu or of theta - 1, which keeps both in
 * their range. Covariance is the inverse information at the top, with strengths made to sum to 0 as in
 * `bradleyTerry`; comparisons are taken as independent. Undefined where no tie or nothing but ties occurred, where
 * wins and ties together do not connect the players, and where the likelihood rises without end: see
 * `chooseTieReason`. Throws RangeError for tables that are not square and of one size, and for ties that are not
 * symmetric.
 */
export function tieModel(
  wins: Counts,
  ties: Counts,
  {
    model = "davidson",
    reference = "mean",
    level = 0.95,
  }: { model?: TieModel; reference?: number | "mean"; level?: number } = {},
): Defined<TiedComparisons> {
  requireSquare("tieModel", wins);
  requireSquare("tieModel", ties);
  if (ties.length !== wins.length)
    throw new RangeError(`tieModel: ties of ${ties.length} players, wins of ${wins.length}`);
  requireSymmetry(ties);
  const reason = chooseTieReason(wins, ties);
  if (reason) return undefinedBecause(reason);
  const n = wins.length;
  const slope = (at: readonly number[]) => scoreVector(wins, ties, at, model);
  let at = [...new Array<number>(n).fill(0), model === "davidson" ? -1 : 0];
  let value = likelihood(wins, ties, at, model);
  for (let iteration = 1; iteration <= 200; iteration++) {
    const information = differentiate(slope, at);
    const inverse = invertSymmetric(information.map((row, i) => row.map((cell, j) => cell + Number(i < n && j < n))));
    if (!inverse) break;
    const gradient = slope(at);
    const step = inverse.map((row) => row.reduce((sum, cell, j) => sum + cell * gradient[j], 0));
    let scale = 1;
    let next = at;
    let reached = Number.NEGATIVE_INFINITY;
    while (scale > 1e-8) {
      next = at.map((own, i) => own + scale * step[i]);
      reached = likelihood(wins, ties, next, model);
      if (reached >= value - 1e-12 * Math.abs(value)) break;
      scale /= 2;
    }
    at = next;
    value = reached;
    if (!step.every((move) => Math.abs(move) < 1e-9)) continue;
    const covariance = inverse.map((row, i) => row.map((cell, j) => (i < n && j < n ? cell - 1 / (n * n) : cell)));
    const logTie = at[n];
    return defined({
      strengths: expressStrengths(at.slice(0, n), covariance, reference, level),
      tieParameter: model === "davidson" ? Math.exp(logTie) : 1 + Math.exp(logTie),
      logTie: { value: logTie, standardError: Math.sqrt(covariance[n][n]) },
      logLikelihood: value,
      iterations: iteration,
    });
  }
  return undefinedBecause("the likelihood has no maximum that can be found");
}

function requireSymmetry(ties: Counts): void {
  for (const [i, row] of ties.entries()) {
    for (const [j, count] of row.entries()) {
      if (count === ties[j][i]) continue;
      throw new RangeError(
        `tieModel: players ${i + 1} and ${j + 1} tied ${count} times, ${j + 1} and ${i + 1} ${ties[j][i]}`,
      );
    }
  }
}

/**
 * ln of the chances that i wins, that j wins, and of a tie, where `tie` is ln nu or ln(theta - 1). The larger
 * strength is taken off both first, so that exp cannot overflow.
 *
 *   Davidson: ln of (a, b, nu sqrt(a b)) / (a + b + nu sqrt(a b))
 *   Rao-Kupper: ln of a / (a + theta b), b / (b + theta a), (theta^2 - 1) a b / ((a + theta b)(b + theta a))
 */
function logChances(i: number, j: number, tie: number, model: TieModel): [number, number, number] {
  const top = Math.max(i, j);
  const [a, b] = [Math.exp(i - top), Math.exp(j - top)];
  if (model === "davidson") {
    const middle = Math.exp(tie) * Math.sqrt(a * b);
    const sum = Math.log(a + b + middle);
    return [i - top - sum, j - top - sum, tie + (i + j) / 2 - top - sum];
  }
  const theta = 1 + Math.exp(tie);
  const [forth, back] = [Math.log(a + theta * b), Math.log(b + theta * a)];
  return [i - top - forth, j - top - back, i + j - 2 * top + Math.log(theta * theta - 1) - forth - back];
}

/** The log-likelihood: over pairs, each outcome's count times the ln of its chance. */
function likelihood(wins: Counts, ties: Counts, at: readonly number[], model: TieModel): number {
  const n = wins.length;
  let sum = 0;
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < i; j++) {
      const [first, second, tie] = logChances(at[i], at[j], at[n], model);
      const tied = ties[i][j];
      sum += wins[i][j] * first + wins[j][i] * second + tied * tie;
    }
  }
  return sum;
}

/**
 * The slope of the likelihood over the strengths and, last, the tie parameter: pair by pair, each outcome's count
 * times the derivatives of the ln of its chance.
 */
function scoreVector(wins: Counts, ties: Counts, at: readonly number[], model: TieModel): number[] {
  const n = wins.length;
  const score = new Array<number>(n + 1).fill(0);
  const add = (place: number, value: number) => {
    score[place] += value;
  };
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < i; j++) {
      const counts = [wins[i][j], wins[j][i], ties[i][j]];
      if (counts.every((count) => count === 0)) continue;
      const slopes = pairSlopes(at[i], at[j], at[n], model);
      for (const [outcome, count] of counts.entries()) {
        const [ofI, ofJ, ofTie] = slopes[outcome];
        add(i, count * ofI);
        add(j, count * ofJ);
        add(n, count * ofTie);
      }
    }
  }
  return score;
}

/** d ln chance / d (i, j, tie) for i winning, j winning and a tie. */
function pairSlopes(i: number, j: number, tie: number, model: TieModel): [number, number, number][] {
  const [a, b] = [1, Math.exp(j - i)];
  if (model === "davidson") {
    const middle = Math.exp(tie) * Math.sqrt(a * b);
    const sum = a + b + middle;
    const [si, sj, st] = [(a + middle / 2) / sum, (b + middle / 2) / sum, middle / sum];
    return [
      [1 - si, -sj, -st],
      [-si, 1 - sj, -st],
      [0.5 - si, 0.5 - sj, 1 - st],
    ];
  }
  const rise = Math.exp(tie);
  const theta = 1 + rise;
  const [forth, back] = [a + theta * b, b + theta * a];
  const [fi, fj, ft] = [a / forth, (theta * b) / forth, (rise * b) / forth];
  const [bi, bj, bt] = [(theta * a) / back, b / back, (rise * a) / back];
  return [
    [1 - fi, -fj, -ft],
    [-bi, 1 - bj, -bt],
    [1 - fi - bi, 1 - fj - bj, (2 * theta * rise) / (theta * theta - 1) - ft - bt],
  ];
}

/**
 * Minus the derivative of the slope, by central differences, made symmetric. The slope is exact, so that only one
 * of the two derivatives is numerical, with an error of some 1e-10; it steers the steps and gives the errors, not
 * the strengths.
 */
function differentiate(slope: (at: readonly number[]) => number[], at: readonly number[]): number[][] {
  const width = 1e-5;
  const columns = at.map((_, k) => {
    const moved = (by: number) => slope(at.map((own, i) => (i === k ? own + by : own)));
    const [up, down] = [moved(width), moved(-width)];
    return up.map((value, i) => -(value - down[i]) / (2 * width));
  });
  return columns.map((column, k) => column.map((cell, i) => (cell + columns[i][k]) / 2));
}
