import type { Rate } from "@/lib/stats/comparison/classification";
import { type Defined, defined, undefinedBecause } from "@/lib/stats/defined";
import { binomialTest } from "@/lib/stats/distributions/binomial-distribution";
import { proportionInterval } from "@/lib/stats/effects/proportion-interval";

/** A verdict on a pair: which side of the pair won, wherever it was shown. */
export type PairVerdict = "first" | "second" | "tie";

/** A verdict, and which side of the pair was shown first (or on the left). */
export type ShownPair = { verdict: PairVerdict; shownFirst: "first" | "second" };

/** How often what was shown first won. */
export type ShownFirst = {
  /** Of the verdicts that chose a side; half if the place does not matter. */
  rate: Rate;
  /** Two-sided exact test that the place does not matter. */
  p: number;
  ties: number;
};

/**
 * P(first shown chosen), from pairs shown in one order each: sides have to be put first at random, or the better
 * ones may have stood there. The p is exact binomial against 1/2, over verdicts that chose a side. Wilson's
 * interval takes verdicts as independent. Undefined where nothing but ties was said.
 */
export function shownFirstRate(pairs: readonly ShownPair[]): Defined<ShownFirst> {
  const decided = pairs.filter(({ verdict }) => verdict !== "tie");
  const of = decided.length;
  if (of === 0) return undefinedBecause("no verdict chose a side");
  const count = decided.filter(({ verdict, shownFirst }) => verdict === shownFirst).length;
  const rate = { value: count / of, count, of, interval: proportionInterval(count, of) };
  return defined({ rate, p: binomialTest(count, of, 0.5), ties: pairs.length - of });
}

/**
 * Verdicts on pairs judged in both orders. "first" and "second" are the two sides by identity; in `forward` the
 * first side was shown first, in `backward` the second side was.
 */
export type SwappedPair = { forward: PairVerdict; backward: PairVerdict };

export type PositionBias = {
  pairs: number;
  /** Same verdict in both orders. */
  consistency: Rate;
  /** Verdict turned with the order. */
  flipRate: Rate;
  /** Whatever was shown first won both times, or shown second. */
  favoursShownFirst: number;
  favoursShownSecond: number;
  /** A tie in one order only. */
  tieInOneOrder: number;
  /** Two-sided exact test that flips favour neither place. */
  p: Defined<number>;
  /** Win rates of the first side over pairs with the same verdict in both orders, ties half; and the pairs discarded. */
  consistentWinRate: Defined<number>;
  discarded: number;
};

/**
 * Order consistency of a judge or a rater, from pairs that were shown both ways. Of n pairs, let f favour whatever
 * was shown first both times and s whatever was shown second:
 *
 *   consistency = same verdict both ways / n      flip rate = (f + s) / n
 *   p = exact binomial test of f out of f + s against 1/2
 *
 * What is left is a tie in one order only. Since each pair is its own control, quality cancels, and f against s is
 * place and nothing else; consistency alone does not tell a place favoured from a judge that throws coins. The win
 * rate over consistent pairs comes with how many are discarded: they are the clear ones, and it is no win rate of
 * all pairs. Undefined without a pair; p where nothing turned.
 */
export function positionBias(pairs: readonly SwappedPair[]): Defined<PositionBias> {
  const n = pairs.length;
  if (n === 0) return undefinedBecause("no pair was judged in both orders");
  const countWhere = (test: (pair: SwappedPair) => boolean) => pairs.filter(test).length;
  const consistent = countWhere(({ forward, backward }) => forward === backward);
  const shownFirst = countWhere(({ forward, backward }) => forward === "first" && backward === "second");
  const shownSecond = countWhere(({ forward, backward }) => forward === "second" && backward === "first");
  const won = countWhere(({ forward, backward }) => forward === "first" && backward === "first");
  const tied = countWhere(({ forward, backward }) => forward === "tie" && backward === "tie");
  const rate = (count: number): Rate => ({ value: count / n, count, of: n, interval: proportionInterval(count, n) });
  const flips = shownFirst + shownSecond;
  return defined({
    pairs: n,
    consistency: rate(consistent),
    flipRate: rate(flips),
    favoursShownFirst: shownFirst,
    favoursShownSecond: shownSecond,
    tieInOneOrder: n - consistent - flips,
    p:
      flips === 0
        ? undefinedBecause("no verdict turned with the order")
        : defined(binomialTest(shownFirst, flips, 0.5)),
    consistentWinRate:
      consistent === 0
        ? undefinedBecause("no pair has the same verdict in both orders")
        : defined((won + tied / 2) / consistent),
    discarded: n - consistent,
  });
}
