import { type Defined, defined, undefinedBecause } from "@/lib/stats/defined";
import { normalCdf } from "@/lib/stats/distributions/normal-distribution";
import { requireNumbers } from "@/lib/stats/parts/require-numbers";

/** A test for a trend of proportions over ordered levels, and the largest step between neighbours. */
export type ProportionTrend = {
  z: number;
  p: number;
  largestStep: { from: number; to: number; difference: number };
  levels: number;
  /** Over all levels. */
  units: number;
};

/**
 * The Cochran-Armitage test: do proportions rise or fall with the scores of ordered levels
 * (1, 2, 3, ... unless given)? With x_i of n_i at score s_i, p the share over all, and s the mean score weighted by
 * n_i,
 *
 *   z = sum x_i (s_i - s) / sqrt(p (1 - p) sum n_i (s_i - s)^2),
 *
 * two-sided normal. It spends its one degree of freedom on a straight line and so finds a steady rise that a
 * chi-squared test of any difference misses; it is blind to a rise that falls again. `largestStep` says between
 * which neighbours most of it lies, which no line shows. Units are independent; counts of one prompt are not.
 * Undefined with fewer than two levels, or where no share or score varies. Sources: Cochran (1954), Armitage,
 * Biometrics 11 (1955) 375-386.
 */
export function proportionTrend(
  levels: readonly { count: number; of: number }[],
  scores: readonly number[] = levels.map((_, level) => level + 1),
): Defined<ProportionTrend> {
  if (scores.length !== levels.length) {
    throw new RangeError(`proportionTrend: ${scores.length} scores for ${levels.length} levels`);
  }
  if (levels.some(({ count, of }) => !(of > 0 && count >= 0 && count <= of))) {
    throw new RangeError("proportionTrend: every level needs a proportion of at least one unit");
  }
  requireNumbers("proportionTrend", scores);
  if (levels.length < 2) return undefinedBecause("there are fewer than two levels");
  const total = levels.reduce((sum, { of }) => sum + of, 0);
  const share = levels.reduce((sum, { count }) => sum + count, 0) / total;
  const centre = levels.reduce((sum, { of }, i) => sum + of * scores[i], 0) / total;
  let [trend, spread] = [0, 0];
  for (const [i, { count, of }] of levels.entries()) {
    const distance = scores[i] - centre;
    trend += distance * count;
    spread += of * distance * distance;
  }
  const variance = share * (1 - share) * spread;
  if (variance === 0) return undefinedBecause("all proportions are 0, all are 1, or all scores are the same");
  const z = trend / Math.sqrt(variance);
  return defined({
    z,
    p: 2 * normalCdf(-Math.abs(z)),
    largestStep: findLargestStep(levels),
    levels: levels.length,
    units: total,
  });
}

function findLargestStep(levels: readonly { count: number; of: number }[]): ProportionTrend["largestStep"] {
  let largest = { from: 0, to: 1, difference: 0 };
  for (let to = 1; to < levels.length; to++) {
    const [before, after] = [levels[to - 1], levels[to]];
    if (!before || !after) continue;
    const difference = after.count / after.of - before.count / before.of;
    if (Math.abs(difference) > Math.abs(largest.difference)) largest = { from: to - 1, to, difference };
  }
  return largest;
}
