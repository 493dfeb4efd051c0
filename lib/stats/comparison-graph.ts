/**
 * Why strengths have no maximum-likelihood estimate, or null where they do: from every player a chain of wins has to
 * lead to every other (Ford, American Mathematical Monthly 64 (1957) 28-33).
 */
export function chooseReason(wins: readonly (readonly number[])[]): string | null {
  const n = wins.length;
  if (n < 2) return "there are fewer than two players";
  const won = (i: number, j: number) => i !== j && ((wins[i] as readonly number[])[j] as number) > 0;
  const met = (i: number, j: number) => won(i, j) || won(j, i);
  const name = (players: readonly number[]) => players.map((player) => player + 1).join(", ");
  const connected = reach(0, n, met);
  const apart = [...Array(n).keys()].filter((player) => !connected.has(player));
  if (apart.length > 0) return `players ${name(apart)} never met the others`;
  const rest = (players: ReadonlySet<number>) => [...Array(n).keys()].filter((player) => !players.has(player));
  const never = (above: readonly number[], below: readonly number[]) =>
    `players ${name(above)} never lost to players ${name(below)}`;
  // Nobody whom the first player's wins lead to has beaten the rest; nobody of the rest has beaten those who lead to it.
  const below = reach(0, n, won);
  if (below.size < n) return never(rest(below), [...below]);
  const above = reach(0, n, (i, j) => won(j, i));
  return above.size < n ? never([...above], rest(above)) : null;
}

function reach(start: number, n: number, leads: (from: number, to: number) => boolean): Set<number> {
  const reached = new Set([start]);
  for (const from of reached) {
    for (let to = 0; to < n; to++) if (!reached.has(to) && leads(from, to)) reached.add(to);
    if (reached.size === n) break;
  }
  return reached;
}
