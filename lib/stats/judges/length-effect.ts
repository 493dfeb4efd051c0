import type { Rate } from "@/lib/stats/comparison/classification";
import { type Defined, defined, undefinedBecause } from "@/lib/stats/defined";
import { binomialTest } from "@/lib/stats/distributions/binomial-distribution";
import { proportionInterval } from "@/lib/stats/effects/proportion-interval";
import { type Interval, normalInterval } from "@/lib/stats/interval";
import type { PairVerdict } from "./position-bias";

/** A verdict on a pair, and how long each side is, in whatever unit (characters, words). */
export type SizedPair = { verdict: PairVerdict; first: number; second: number };

/** Log odds that the first side wins: `intercept` at equal length, and `slope` more per doubling of its length. */
type LengthSlope = { intercept: number; slope: number; standardError: number; interval: Defined<Interval> };

export type LengthEffect = {
  pairs: number;
  /** How often the longer side wins, of decided pairs of unequal length. */
  longerWins: Defined<Rate>;
  /** Two-sided exact test that length makes no difference. */
  p: Defined<number>;
  slope: Defined<LengthSlope>;
  leftOut: { ties: number; sameLength: number };
};

/**
 * Does the longer answer win? The share of decided pairs that the longer side won (Wilson, with an exact binomial
 * test of 1/2), and a logistic regression of the verdict on x = log2(length of first / length of second),
 *
 *   ln [P(first wins) / P(second wins)] = intercept + slope x,
 *
 * by maximum likelihood, errors from the information matrix. The share asks only which side is longer; the slope by
 * how much, and a doubling multiplies the odds by exp(slope) wherever it starts, which a difference in characters
 * would not mean alike for short and long answers. The intercept is what being first gains at equal length. Ties
 * are left out and counted; pairs of equal length tell nothing of the share but enter the regression, where they
 * hold the intercept.
 *
 * Pairs are taken as independent. An effect of length is no proof of bias: longer answers may be better. The slope
 * is undefined where length tells every verdict apart, or all verdicts or ratios are the same. Throws RangeError
 * for a length that is not above 0. Model after Dubois et al., "Length-Controlled AlpacaEval" (2024).
 */
export function lengthEffect(pairs: readonly SizedPair[]): Defined<LengthEffect> {
  for (const { first, second } of pairs) {
    if (!(first > 0 && second > 0 && Number.isFinite(first + second)))
      throw new RangeError(`lengthEffect: lengths have to be numbers above 0, got ${first} and ${second}`);
  }
  const decided = pairs.filter(({ verdict }) => verdict !== "tie");
  if (decided.length === 0) return undefinedBecause("no pair was decided");
  const unequal = decided.filter(({ first, second }) => first !== second);
  const count = unequal.filter(({ verdict, first, second }) => (verdict === "first") === first > second).length;
  const of = unequal.length;
  const same = undefinedBecause("both sides of every decided pair are of one length");
  return defined({
    pairs: decided.length,
    longerWins: of === 0 ? same : defined({ value: count / of, count, of, interval: proportionInterval(count, of) }),
    p: of === 0 ? same : defined(binomialTest(count, of, 0.5)),
    slope: fitSlope(
      decided.map(({ first, second }) => Math.log2(first / second)),
      decided.map(({ verdict }) => Number(verdict === "first")),
    ),
    leftOut: { ties: pairs.length - decided.length, sameLength: decided.length - of },
  });
}

/**
 * Whether some threshold on x splits the two verdicts without error: then the likelihood rises with the slope for
 * ever, and a number found would be where the search gave up.
 */
function isSeparated(x: readonly number[], won: readonly number[]): boolean {
  const ends = (verdict: number) => {
    const own = x.filter((_, i) => won[i] === verdict);
    return { low: own.reduce((a, b) => Math.min(a, b)), high: own.reduce((a, b) => Math.max(a, b)) };
  };
  const [lost, won1] = [ends(0), ends(1)];
  return lost.high <= won1.low || won1.high <= lost.low;
}

/**
 * Newton's method on two parameters; the likelihood is concave and, not being separated, has its maximum. With p_i
 * the chance of pair i, the slope of the likelihood is sum (won_i - p_i) (1, x_i), its curvature sum p_i (1 - p_i)
 * (1, x_i) (1, x_i)', whose inverse is the covariance at the top. Steps are cut at 2: far away a whole one may
 * overshoot.
 */
function fitSlope(x: readonly number[], won: readonly number[]): Defined<LengthSlope> {
  if (new Set(won).size < 2) return undefinedBecause("the same side won every pair");
  if (new Set(x).size < 2) return undefinedBecause("every pair has the same ratio of lengths");
  if (isSeparated(x, won))
    return undefinedBecause("length tells every verdict apart, so that no slope is steep enough");
  let [intercept, slope, error] = [0, 0, Number.NaN];
  for (let round = 0; round < 100; round++) {
    let [g0, g1, h00, h01, h11] = [0, 0, 0, 0, 0];
    for (const [i, own] of x.entries()) {
      const chance = 1 / (1 + Math.exp(-(intercept + slope * own)));
      const rest = won[i] - chance;
      const spread = chance * (1 - chance);
      g0 += rest;
      g1 += rest * own;
      h00 += spread;
      h01 += spread * own;
      h11 += spread * own * own;
    }
    const determinant = h00 * h11 - h01 * h01;
    const steps = [(h11 * g0 - h01 * g1) / determinant, (h00 * g1 - h01 * g0) / determinant] as const;
    // Far from the maximum a whole step may overshoot.
    const scale = Math.min(1, 2 / Math.max(Math.abs(steps[0]), Math.abs(steps[1])));
    intercept += scale * steps[0];
    slope += scale * steps[1];
    error = Math.sqrt(h00 / determinant);
    if (Math.abs(steps[0]) + Math.abs(steps[1]) < 1e-12) break;
  }
  if (!Number.isFinite(intercept + slope + error))
    return undefinedBecause("the likelihood is too flat to find its top");
  return defined({ intercept, slope, standardError: error, interval: normalInterval(slope, error) });
}
