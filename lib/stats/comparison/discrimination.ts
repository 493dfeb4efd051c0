import { type Defined, defined, undefinedBecause } from "@/lib/stats/defined";
import { midranks } from "@/lib/stats/parts/ranks";
import { requireNumbers } from "@/lib/stats/parts/require-numbers";

/** How well scores put what is true above what is not. */
export type Discrimination = {
  units: number;
  positives: number;
  /** The chance that a random positive scores above a random negative, ties half. */
  rocAuc: number;
  /** Sum over thresholds of the rise in recall x precision. */
  averagePrecision: number;
};

/**
 * How well scores tell two outcomes apart, whatever their scale: only the order of the scores counts. With P
 * positives and N others, and R the sum of the positives' ranks (ties share their middle rank),
 *
 *   ROC AUC = (R - P (P + 1) / 2) / (P N),
 *
 * which is Mann and Whitney's U over its largest value: .5 is guessing, whatever share is positive. Average
 * precision is the sum over falling thresholds of (rise in recall) x (precision there); guessing gives P / (P + N),
 * so it falls as positives get rare and is the more telling where they are. Equal scores make one step and not a
 * curve in between, which would be too kind. Undefined where one outcome never occurs.
 */
export function discrimination(scores: readonly number[], outcomes: readonly boolean[]): Defined<Discrimination> {
  const n = scores.length;
  if (outcomes.length !== n) throw new RangeError(`discrimination: ${n} scores for ${outcomes.length} outcomes`);
  requireNumbers("discrimination", scores);
  const positives = outcomes.filter(Boolean).length;
  if (positives === 0 || positives === n) return undefinedBecause("one of the two outcomes never occurs");
  const ranks = midranks(scores);
  const rankSum = ranks.reduce((sum, rank, unit) => sum + (outcomes[unit] ? rank : 0), 0);
  const rocAuc = (rankSum - (positives * (positives + 1)) / 2) / (positives * (n - positives));
  return defined({ units: n, positives, rocAuc, averagePrecision: averagePrecision(scores, outcomes, positives) });
}

/**
 * Goes down the scores and adds at the end of each run of equal ones, so that the order within a run changes
 * nothing.
 */
function averagePrecision(scores: readonly number[], outcomes: readonly boolean[], positives: number): number {
  const order = Array.from(scores.keys()).sort((a, b) => scores[b] - scores[a]);
  let [seen, hits, counted, sum] = [0, 0, 0, 0];
  for (const [place, unit] of order.entries()) {
    seen++;
    if (outcomes[unit]) hits++;
    const next = order[place + 1];
    if (next !== undefined && scores[next] === scores[unit]) continue;
    sum += ((hits - counted) / positives) * (hits / seen);
    counted = hits;
  }
  return sum;
}
