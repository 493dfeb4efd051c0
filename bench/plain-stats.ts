/*
 * The textbook's formulas on lists and maps, with no thought for speed: what bench/stats.ts holds the engine against.
 */

import type { CodedRatings } from "../lib/stats/coded-ratings";
import type { LabelVotes } from "../lib/stats/label-votes";
import type { Comparisons } from "../lib/stats/win-rates";

const rowsOf = ({ units, raters, codes }: CodedRatings) =>
  Array.from({ length: units }, (_, unit) => [...codes.subarray(unit * raters, (unit + 1) * raters)]);

/** Krippendorff's alpha, nominal. */
export function plainAlpha(ratings: CodedRatings): number {
  const counts = new Map<number, number>();
  let [observed, n] = [0, 0];
  for (const row of rowsOf(ratings)) {
    const labels = row.filter((code) => code >= 0);
    if (labels.length < 2) continue;
    const own = new Map<number, number>();
    for (const label of labels) own.set(label, (own.get(label) ?? 0) + 1);
    let same = 0;
    for (const count of own.values()) same += count * (count - 1);
    observed += (labels.length * (labels.length - 1) - same) / (labels.length - 1);
    for (const [label, count] of own) counts.set(label, (counts.get(label) ?? 0) + count);
    n += labels.length;
  }
  let same = 0;
  for (const count of counts.values()) same += count * (count - 1);
  return 1 - ((n - 1) * observed) / (n * (n - 1) - same);
}

/** Cohen's kappa of every pair of raters. */
export function plainKappas(ratings: CodedRatings): number[] {
  const rows = rowsOf(ratings);
  const kappas: number[] = [];
  for (let a = 0; a < ratings.raters; a++) {
    for (let b = a + 1; b < ratings.raters; b++) {
      const pairs = rows
        .map((row) => [row[a] as number, row[b] as number] as const)
        .filter(([x, y]) => x >= 0 && y >= 0);
      const share = (of: (pair: readonly [number, number]) => boolean) => pairs.filter(of).length / pairs.length;
      const observed = share(([x, y]) => x === y);
      const expected = ratings.categories.reduce<number>(
        (sum, _, k) => sum + share(([x]) => x === k) * share(([, y]) => y === k),
        0,
      );
      kappas.push((observed - expected) / (1 - expected));
    }
  }
  return kappas;
}

/** Dawid and Skene's expectation-maximisation for a number of rounds; the likelihood's rounds are the engine's own. */
export function plainDawidSkene(votes: LabelVotes, rounds: number): number[][] {
  const q = votes.categories.length;
  const labels = Array.from(votes.task, (task, i) => ({
    task,
    worker: votes.worker[i] as number,
    label: votes.label[i] as number,
  }));
  const zeros = () => new Array<number>(q).fill(0);
  let posterior = votes.tasks.map(zeros);
  for (const { task, label } of labels) (posterior[task] as number[])[label] = (posterior[task]?.[label] ?? 0) + 1;
  const normalise = (row: number[]) => {
    const sum = row.reduce((all, own) => all + own, 0);
    return row.map((own) => own / sum);
  };
  posterior = posterior.map(normalise);
  for (let round = 0; round < rounds; round++) {
    const prior = zeros().map((_, k) => posterior.reduce((sum, row) => sum + (row[k] as number), 0) / posterior.length);
    const confusion = votes.workers.map(() => zeros().map(zeros));
    for (const { task, worker, label } of labels) {
      for (let k = 0; k < q; k++) {
        const row = confusion[worker]?.[k] as number[];
        row[label] = (row[label] as number) + (posterior[task]?.[k] as number);
      }
    }
    const shares = confusion.map((rows) => rows.map(normalise));
    const next = posterior.map(() => prior.map(Math.log));
    for (const { task, worker, label } of labels) {
      const row = next[task] as number[];
      for (let k = 0; k < q; k++) row[k] = (row[k] as number) + Math.log(shares[worker]?.[k]?.[label] as number);
    }
    posterior = next.map((row) => {
      const top = Math.max(...row);
      return normalise(row.map((own) => Math.exp(own - top)));
    });
  }
  return posterior;
}

/** Bradley and Terry's strengths by minorisation (Hunter 2004) until they stand still; no errors. */
export function plainBradleyTerry(players: number, { left, right, outcome }: Comparisons): number[] {
  const games = Array.from(left, (own, i) => ({ left: own, right: right[i] as number, isLeft: outcome[i] === 1 }));
  const wins = Array.from({ length: players }, () => new Array<number>(players).fill(0));
  for (const game of games) {
    const [winner, loser] = game.isLeft ? [game.left, game.right] : [game.right, game.left];
    (wins[winner] as number[])[loser] = (wins[winner]?.[loser] ?? 0) + 1;
  }
  let strengths = new Array<number>(players).fill(1);
  for (let round = 0; round < 10_000; round++) {
    const next = strengths.map((own, i) => {
      const won = (wins[i] as number[]).reduce((sum, count) => sum + count, 0);
      const weight = strengths.reduce((sum, other, j) => {
        const met = (wins[i]?.[j] as number) + (wins[j]?.[i] as number);
        return i === j ? sum : sum + met / (own + other);
      }, 0);
      return won / weight;
    });
    const sum = next.reduce((all, own) => all + own, 0) / players;
    const scaled = next.map((own) => own / sum);
    const moved = Math.max(...scaled.map((own, i) => Math.abs(own - (strengths[i] as number))));
    strengths = scaled;
    if (moved < 1e-10) break;
  }
  return strengths;
}
