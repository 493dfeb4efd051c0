import type { Defined } from "@/lib/stats/defined";
import { type LengthEffect, lengthEffect } from "@/lib/stats/judges/length-effect";
import { type PairVerdict, type ShownFirst, shownFirstRate } from "@/lib/stats/judges/position-bias";
import { type ComparisonModel, comparisonModel } from "@/lib/stats/ranking/comparison-model";
import { type TiedComparisons, tieModel } from "@/lib/stats/ranking/tie-models";
import { tabulateOutcomes, type WinRate, winRates } from "@/lib/stats/ranking/win-rates";

/** Who was compared with whom and what was preferred, one comparison a place. */
export type Compared = {
  players: readonly string[];
  left: readonly number[];
  right: readonly number[];
  /** 1 where the left one won, -1 the right one, 0 a tie. */
  outcome: readonly number[];
  /** Lengths of both sides, where they are known. */
  lengths: { left: readonly number[]; right: readonly number[] } | null;
  /** What comparisons share: their prompt. */
  clusters: { of: readonly string[] } | null;
};

/** What comparisons say of who is better, and of what else decides. */
export type Ranking = {
  model: Defined<ComparisonModel>;
  /** With a parameter of its own for ties; null without a tie. */
  ties: Defined<TiedComparisons> | null;
  rates: WinRate[];
  shownFirst: Defined<ShownFirst>;
  length: Defined<LengthEffect> | null;
};

const verdictOf = (outcome: number): PairVerdict => (outcome > 0 ? "first" : outcome < 0 ? "second" : "tie");

/** Whether comparisons share clusters that can tell something: not all one, not each its own. */
const usable = (clusters: readonly string[]) => {
  const count = new Set(clusters).size;
  return count > 1 && count < clusters.length;
};

/** Strengths over the clusters that comparisons share, with the order and, where lengths are given, their effect. */
export function measureRanking(compared: Compared, hasOrder: boolean): Ranking {
  const { players, left, right, outcome, lengths, clusters } = compared;
  const comparisons = { left, right, outcome };
  const { wins, ties } = tabulateOutcomes(players.length, comparisons);
  const doublings = lengths?.left.map((own, i) => Math.log2(own / lengths.right[i]));
  return {
    model: comparisonModel(players.length, comparisons, {
      order: hasOrder,
      covariates: doublings ? [doublings] : [],
      clusters: clusters && usable(clusters.of) ? clusters.of : undefined,
    }),
    ties: outcome.includes(0) ? tieModel(wins, ties) : null,
    rates: winRates(wins, ties),
    shownFirst: shownFirstRate(outcome.map((own) => ({ verdict: verdictOf(own), shownFirst: "first" }))),
    length: lengths
      ? lengthEffect(
          outcome.map((own, i) => ({
            verdict: verdictOf(own),
            first: lengths.left[i],
            second: lengths.right[i],
          })),
        )
      : null,
  };
}
