import { type Defined, defined, undefinedBecause } from "@/lib/stats/defined";
import { requireSquare } from "./bradley-terry";

/** Comparisons of two players each, one a place. */
export type Comparisons = {
  left: ArrayLike<number>;
  right: ArrayLike<number>;
  /** 1 where the left one won, -1 where the right one did, 0 for a tie. */
  outcome: ArrayLike<number>;
};

/**
 * Comparisons of `players` as tables, players x players: wins[i][j] how often i beat j, ties symmetric. A pair that
 * meets in either place (left or right) is one cell, so who stood where is lost here: see `shownFirstRate`.
 * O(comparisons). Throws RangeError where the lists differ in length, a player is none or meets itself.
 */
export function tabulateOutcomes(
  players: number,
  { left, right, outcome }: Comparisons,
): { wins: number[][]; ties: number[][] } {
  if (right.length !== left.length || outcome.length !== left.length)
    throw new RangeError(`tabulateOutcomes: ${left.length}, ${right.length} and ${outcome.length} entries`);
  const wins = new Float64Array(players * players);
  const ties = new Float64Array(players * players);
  for (let i = 0; i < left.length; i++) {
    const a = left[i];
    const b = right[i];
    if (!(a >= 0 && a < players && b >= 0 && b < players && a !== b))
      throw new RangeError(`tabulateOutcomes: ${a} against ${b} is no pair of ${players} players`);
    const result = outcome[i];
    // Who won is as good as random: choosing a cell costs less than a branch that is guessed wrong half the time.
    const cell = result > 0 ? a * players + b : b * players + a;
    if (result !== 0) wins[cell]++;
    else {
      ties[cell]++;
      ties[a * players + b]++;
    }
  }
  const rows = (table: Float64Array) =>
    Array.from({ length: players }, (_, i) => Array.prototype.slice.call(table, i * players, (i + 1) * players));
  return { wins: rows(wins), ties: rows(ties) };
}

/** Win, tie and loss counts of each player with two win rates, ties half: over all games, and the mean over opponents met. */
export type WinRate = {
  wins: number;
  ties: number;
  losses: number;
  overGames: Defined<number>;
  overOpponents: Defined<number>;
};

/**
 * Each player's record and two win rates, ties half: over all games, (wins + ties / 2) / games, and the mean over
 * opponents met of the same share against each. The first hangs on whom a player met most; the second lets every
 * opponent count once, and is noisy where one was met twice. Neither corrects for how strong opponents are, as
 * `bradleyTerry` does. Undefined for a player without a game. Throws RangeError unless both are square tables of
 * the same players.
 */
export function winRates(wins: readonly (readonly number[])[], ties: readonly (readonly number[])[]): WinRate[] {
  requireSquare("winRates", wins);
  requireSquare("winRates", ties);
  if (wins.length !== ties.length)
    throw new RangeError(`winRates: ${wins.length} players in wins and ${ties.length} in ties`);
  return wins.map((row, i) => {
    const record = { wins: 0, ties: 0, losses: 0 };
    const shares: number[] = [];
    for (const [j, won] of row.entries()) {
      if (i === j) continue;
      const [lost, tied] = [wins[j][i], ties[i][j]];
      record.wins += won;
      record.losses += lost;
      record.ties += tied;
      if (won + lost + tied > 0) shares.push((won + tied / 2) / (won + lost + tied));
    }
    const games = record.wins + record.ties + record.losses;
    const none = undefinedBecause("the player has no comparison");
    return {
      ...record,
      overGames: games === 0 ? none : defined((record.wins + record.ties / 2) / games),
      overOpponents: games === 0 ? none : defined(shares.reduce((sum, share) => sum + share, 0) / shares.length),
    };
  });
}
