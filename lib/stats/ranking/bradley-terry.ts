import { type Defined, defined, undefinedBecause } from "@/lib/stats/defined";
import { normalQuantile } from "@/lib/stats/distributions/normal-distribution";
import type { Interval } from "@/lib/stats/interval";
import { factorise, substitute } from "@/lib/stats/parts/linear-solve";
import { chooseReason } from "@/lib/stats/ranking/parts/comparison-graph";

/** One player's strength on the log scale. */
export type Strength = { value: number; standardError: number; interval: Interval };

export type BradleyTerry = {
  /** In the order of players. Errors and intervals are of the difference to the reference (or to the mean). */
  strengths: Strength[];
  /** Covariance of strengths that sum to 0, from which the error of any difference follows. */
  covariance: number[][];
  logLikelihood: number;
  comparisons: number;
  iterations: number;
};

/** What strengths are given relative to: only differences of strengths mean anything, so something has to be 0. */
export type BradleyTerryOptions = {
  /** Strengths are relative to this player, or to the mean of all. */
  reference?: number | "mean";
  level?: number;
};

/**
 * Bradley-Terry strengths by maximum likelihood: with strength s_i of player i,
 *
 *   P(i beats j) = 1 / (1 + exp(s_j - s_i)),   ln odds = s_i - s_j,
 *
 * so a difference of 1 is a win chance of .731. Unlike a share of wins it takes into account against whom: beating
 * a strong player moves a strength more than beating a weak one, and players who never met are compared by way of
 * others.
 *
 * `wins[i][j]` says how often i beat j; a tie may be given as half a win each (its own model is davidson). Newton's
 * method: the likelihood is concave, and the information at its top gives the errors, which a fixed-point iteration
 * for strengths would not. Errors take comparisons as independent, so where comparisons share prompts resample
 * prompts instead. Strengths assume one order: where a beats b, b beats c and c beats a, all come out alike. Elo is
 * the same model learnt one game after another, and hangs on their order.
 *
 * Undefined unless every player can be reached from every other by wins (Ford 1957): a player who never loses or
 * never wins, or groups that never met, have no finite strength, and a penalty that made it finite would be what is
 * reported.
 * Source: Bradley and Terry, Biometrika 39 (1952) 324-345.
 */
export function bradleyTerry(
  wins: readonly (readonly number[])[],
  { reference = "mean", level = 0.95 }: BradleyTerryOptions = {},
): Defined<BradleyTerry> {
  requireSquare("bradleyTerry", wins);
  const reason = chooseReason(wins);
  if (reason) return undefinedBecause(reason);
  const pairs = listPairs(wins);
  const fit = maximise(pairs);
  if (!fit) return undefinedBecause("the likelihood has no maximum that can be found");
  const covariance = centredCovariance(fit.factor, wins.length);
  return defined({
    strengths: expressStrengths([...fit.strengths], covariance, reference, level),
    covariance,
    logLikelihood: fit.logLikelihood,
    comparisons: pairs.won.reduce((sum, count, i) => sum + count + pairs.lost[i], 0),
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

/** Pairs of players that met, and who won how often. */
type Pairs = { players: number; first: Int32Array; second: Int32Array; won: Float64Array; lost: Float64Array };

/** The pairs that met, each once. A round of Newton's method goes through pairs and not through games. */
function listPairs(wins: readonly (readonly number[])[]): Pairs {
  const players = wins.length;
  const most = (players * (players - 1)) / 2;
  const [first, second] = [new Int32Array(most), new Int32Array(most)];
  const [won, lost] = [new Float64Array(most), new Float64Array(most)];
  let met = 0;
  for (let i = 0; i < players; i++) {
    const row = wins[i];
    for (let j = 0; j < i; j++) {
      const [forth, back] = [row[j], wins[j][i]];
      if (forth + back === 0) continue;
      first[met] = i;
      second[met] = j;
      won[met] = forth;
      lost[met] = back;
      met++;
    }
  }
  return {
    players,
    first: first.subarray(0, met),
    second: second.subarray(0, met),
    won: won.subarray(0, met),
    lost: lost.subarray(0, met),
  };
}

/** `factor` is that of the information at the maximum. */
type Fit = { strengths: Float64Array; factor: Float64Array; logLikelihood: number; iterations: number };

/**
 * Newton's method with halved steps where a whole one would fall: s moves by (information)^-1 x slope, which is the
 * top of the parabola that fits the likelihood at s. Null where no maximum is found in 100 rounds.
 */
function maximise(pairs: Pairs): Fit | null {
  let strengths = new Float64Array(pairs.players);
  let likelihood = logLikelihood(pairs, strengths);
  for (let iteration = 1; iteration <= 100; iteration++) {
    const { gradient, information } = derivatives(pairs, strengths);
    const factor = factorise(information, pairs.players);
    if (!factor) return null;
    substitute(factor, gradient);
    // So near the top the step changes nothing, and the information is that of the top.
    if (gradient.every((move) => Math.abs(move) < 1e-11))
      return { strengths, factor, logLikelihood: likelihood, iterations: iteration };
    let scale = 1;
    let next = strengths;
    let reached = Number.NEGATIVE_INFINITY;
    for (; scale > 1e-6; scale /= 2) {
      next = strengths.map((strength, i) => strength + scale * gradient[i]);
      reached = logLikelihood(pairs, next);
      if (reached >= likelihood - 1e-12 * Math.abs(likelihood)) break;
    }
    strengths = next;
    likelihood = reached;
  }
  return null;
}

/** The sum over pairs of won ln P(first beats second) + lost ln P(second beats first). */
function logLikelihood({ first, second, won, lost }: Pairs, strengths: Float64Array): number {
  let sum = 0;
  for (let pair = 0; pair < first.length; pair++) {
    const gap = strengths[first[pair]] - strengths[second[pair]];
    // -ln(1 + exp(-gap)) for a win and that less the gap for a loss, without overflow.
    const win = gap > 0 ? -Math.log1p(Math.exp(-gap)) : gap - Math.log1p(Math.exp(gap));
    sum += won[pair] * win + lost[pair] * (win - gap);
  }
  return sum;
}

/**
 * The slope, and the lower triangle of the information matrix plus 1 in every cell. Of a pair with g games, p the
 * chance of the first, the slope has won - g p for the first and minus that for the second; the information g p
 * (1 - p) on both their diagonals and minus that between them. Its rows sum to 0, since moving all strengths alike
 * changes nothing; adding 1 everywhere fixes their sum and leaves differences as they are.
 */
function derivatives({ players, first, second, won, lost }: Pairs, strengths: Float64Array) {
  const gradient = new Float64Array(players);
  const information = new Float64Array(players * players).fill(1);
  for (let pair = 0; pair < first.length; pair++) {
    const [i, j] = [first[pair], second[pair]];
    const games = won[pair] + lost[pair];
    const chance = 1 / (1 + Math.exp(strengths[j] - strengths[i]));
    const weight = games * chance * (1 - chance);
    const surplus = won[pair] - games * chance;
    gradient[i] += surplus;
    gradient[j] -= surplus;
    const [ofI, ofJ, both] = [i * players + i, j * players + j, i * players + j];
    information[ofI] += weight;
    information[ofJ] += weight;
    information[both] -= weight;
  }
  return { gradient, information };
}

/**
 * The covariance of strengths that sum to 0: the inverse of (information + 1 in every cell) less 1 / n^2 in every
 * cell, which is what those added ones turn into and is the pseudo-inverse of the information.
 */
function centredCovariance(factor: Float64Array, n: number): number[][] {
  const x = new Float64Array(n);
  return Array.from({ length: n }, (_, column) => {
    x.fill(0);
    x[column] = 1;
    substitute(factor, x);
    return Array.from(x, (cell) => cell - 1 / (n * n));
  });
}

/**
 * Strengths relative to the reference, with errors of that difference: var(i) + var(r) - 2 cov(i, r) against player
 * r, var(i) against the mean (which is 0 in these coordinates). The reference itself has error 0, and that is no
 * certainty about it: see `quasiErrors`. Normal intervals. Throws RangeError where there is no such player.
 */
export function expressStrengths(
  strengths: readonly number[],
  covariance: readonly (readonly number[])[],
  reference: number | "mean",
  level: number,
): Strength[] {
  const cell = (i: number, j: number) => covariance[i][j];
  const centre =
    reference === "mean"
      ? strengths.reduce((sum, strength) => sum + strength, 0) / strengths.length
      : strengths[reference];
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
