import { type Defined, defined, undefinedBecause } from "./defined";

/** One comparison of two players. */
export type PairOutcome = { left: number; right: number; winner: "left" | "right" | "tie" };

/** Comparisons of `players` as tables: wins[i][j] how often i beat j, ties symmetric. */
export function tabulateOutcomes(
  players: number,
  outcomes: Iterable<PairOutcome>,
): { wins: number[][]; ties: number[][] } {
  const wins = new Float64Array(players * players);
  const ties = new Float64Array(players * players);
  const add = (table: Float64Array, i: number, j: number) => {
    table[i * players + j] = (table[i * players + j] as number) + 1;
  };
  for (const { left, right, winner } of outcomes) {
    if (!(left >= 0 && left < players && right >= 0 && right < players && left !== right)) {
      throw new RangeError(`tabulateOutcomes: ${left} against ${right} is no pair of ${players} players`);
    }
    if (winner === "left") add(wins, left, right);
    else if (winner === "right") add(wins, right, left);
    else {
      add(ties, left, right);
      add(ties, right, left);
    }
  }
  const rows = (table: Float64Array) =>
    Array.from({ length: players }, (_, i) => [...table.subarray(i * players, (i + 1) * players)]);
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

/** Each player's record. */
export function winRates(wins: readonly (readonly number[])[], ties: readonly (readonly number[])[]): WinRate[] {
  return wins.map((row, i) => {
    const record = { wins: 0, ties: 0, losses: 0 };
    const shares: number[] = [];
    for (const [j, won] of row.entries()) {
      if (i === j) continue;
      const [lost, tied] = [wins[j]?.[i] as number, ties[i]?.[j] as number];
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
