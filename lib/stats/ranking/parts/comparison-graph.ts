type Counts = readonly (readonly number[])[];

/**
 * Why strengths have no maximum-likelihood estimate, or null where they do: from every player a chain of wins has to
 * lead to every other (Ford, American Mathematical Monthly 64 (1957) 28-33). Where ties are no wins, `games` counts all
 * that was played, so that players who only tied are not said never to have met.
 */
export function chooseReason(wins: Counts, games: Counts = wins): string | null {
  const n = wins.length;
  if (n < 2) return "there are fewer than two players";
  const met = (i: number, j: number) => hasAny(games, i, j) || hasAny(games, j, i);
  const name = (players: readonly number[]) => players.map((player) => player + 1).join(", ");
  const connected = reach(0, n, met);
  const apart = [...Array(n).keys()].filter((player) => !connected.has(player));
  if (apart.length > 0) return `players ${name(apart)} never met the others`;
  const rest = (players: ReadonlySet<number>) => [...Array(n).keys()].filter((player) => !players.has(player));
  const never = (above: readonly number[], below: readonly number[]) =>
    `players ${name(above)} never lost to players ${name(below)}`;
  // Nobody whom the first player's wins lead to has beaten the rest; nobody of the rest has beaten those who lead to it.
  const below = reach(0, n, (i, j) => hasAny(wins, i, j));
  if (below.size < n) return never(rest(below), [...below]);
  const above = reach(0, n, (i, j) => hasAny(wins, j, i));
  return above.size < n ? never([...above], rest(above)) : null;
}

/**
 * Why a model with ties (Davidson's or Rao and Kupper's) has no maximum-likelihood estimate, or null where it has.
 * Without a maximum the likelihood rises for ever as strengths d and the log of the tie parameter t move in one
 * direction, in which no outcome that occurred may become less likely than another: d_i - d_j >= 2 t where i beat j,
 * |d_i - d_j| <= 2 t where they tied. With t = 0 that is what connected players rule out; with t > 0 such d exist unless
 * some way round, from winner to loser or over a tie, has more wins than ties.
 */
export function chooseTieReason(wins: Counts, ties: Counts): string | null {
  const games = wins.map((row, i) => row.map((count, j) => count + ties[i][j]));
  const reason = chooseReason(games);
  if (reason) return reason;
  const isEmpty = (counts: Counts) => counts.every((row, i) => row.every((count, j) => i === j || count === 0));
  if (isEmpty(ties)) return "no comparison was a tie";
  if (isEmpty(wins)) return "every comparison was a tie";
  if (hasMoreWinsThanTies(wins, ties)) return null;
  return `${chooseReason(wins, games)}, and the ties set no limit to strengths`;
}

/** Whether some way round has more wins than ties: a negative cycle, found by Bellman and Ford. O(players^3). */
function hasMoreWinsThanTies(wins: Counts, ties: Counts): boolean {
  const n = wins.length;
  const length = new Array<number>(n).fill(0);
  for (let round = 0; round <= n; round++) {
    let isShorter = false;
    for (let i = 0; i < n; i++) {
      for (let j = 0; j < n; j++) {
        if (i === j) continue;
        const step = hasAny(wins, i, j) ? -1 : hasAny(ties, i, j) ? 1 : Number.POSITIVE_INFINITY;
        const reached = length[i] + step;
        if (reached >= length[j]) continue;
        length[j] = reached;
        isShorter = true;
      }
    }
    if (!isShorter) return false;
  }
  return true;
}

/** Whether i has anything against j in this table; nobody meets themself. */
const hasAny = (counts: Counts, i: number, j: number) => i !== j && counts[i][j] > 0;

/** Everybody to whom a chain of steps leads from `start`. O(n^2). */
function reach(start: number, n: number, leads: (from: number, to: number) => boolean): Set<number> {
  const reached = new Set([start]);
  for (const from of reached) {
    for (let to = 0; to < n; to++) if (!reached.has(to) && leads(from, to)) reached.add(to);
    if (reached.size === n) break;
  }
  return reached;
}
