import { binomialTest } from "./binomial-distribution";
import type { Rate } from "./classification";
import { type Defined, defined, undefinedBecause } from "./defined";
import { proportionInterval } from "./proportion-interval";

/** A verdict on a pair: which side of the pair won, wherever it was shown. */
export type PairVerdict = "first" | "second" | "tie";

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

/** Order consistency of a judge or a rater, from pairs that were shown both ways. */
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
