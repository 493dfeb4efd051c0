import type { CodedRatings } from "@/lib/stats/coded-ratings";
import type { TwoWayStatistic } from "@/lib/stats/resampling/two-way-bootstrap";
import { distanceBetween, dot, meanDistances, type Weights, weightedDisagreement } from "./disagreement";
import { type AlphaOptions, alphaDisagreement } from "./krippendorff-alpha";

/**
 * The weighted labels of one unit: `size` how many, `apart` how far apart in sum over ordered pairs of different
 * raters, and `pairs` how many such pairs there are.
 */
type UnitPairs = { size: number; apart: number; pairs: number };

/**
 * The pairs of one unit where rater i counts w_i times: (sum w)^2 - sum w^2 ordered pairs of different raters, and
 * their distances w_i w_j d_ij summed. A rater drawn twice is still one: pairs of copies are no pairs. Their
 * distance is 0, so only the number of pairs has to leave them out; counting them in would raise agreement in every
 * resample of raters.
 */
function pairUnit(
  { raters, codes }: CodedRatings,
  unit: number,
  weights: Float64Array,
  distance: (a: number, b: number) => number,
): UnitPairs {
  let [size, squares, apart] = [0, 0, 0];
  for (let i = 0; i < raters; i++) {
    const weight = weights[i];
    const own = codes[unit * raters + i];
    if (weight === 0 || own < 0) continue;
    size += weight;
    squares += weight * weight;
    for (let j = 0; j < i; j++) {
      const other = codes[unit * raters + j];
      if (other < 0 || weights[j] === 0) continue;
      apart += weight * weights[j] * (distance(own, other) + distance(other, own));
    }
  }
  return { size, apart, pairs: size * size - squares };
}

/**
 * Percent agreement (the mean over units of the share of pairs that agree) by weights of units and of raters; with
 * all weights 1 it is `percentAgreement`'s. A unit of which only copies of one rater are drawn holds no pair and is
 * left out. O(units x raters^2) a resample.
 */
export function percentByRaters(ratings: CodedRatings, weights: Weights = "unweighted"): TwoWayStatistic {
  const q = ratings.categories.length;
  const disagreement = weightedDisagreement(weights, ratings.values);
  const distance = (a: number, b: number) => distanceBetween(disagreement, q, a, b);
  const evaluate = (unitWeights: Float64Array, raterWeights: Float64Array) => {
    let [agreed, units] = [0, 0];
    for (let unit = 0; unit < ratings.units; unit++) {
      const weight = unitWeights[unit];
      if (weight === 0) continue;
      const { apart, pairs } = pairUnit(ratings, unit, raterWeights, distance);
      if (pairs === 0) continue;
      units += weight;
      agreed += weight * (1 - apart / pairs);
    }
    return units === 0 ? Number.NaN : agreed / units;
  };
  return { units: ratings.units, raters: ratings.raters, evaluate };
}

/**
 * Krippendorff's alpha by weights of units and of raters; with all weights 1 it is `krippendorffAlpha`'s. A rating
 * counts unit weight x rater weight times. A unit adds its number of ratings times the mean distance of its pairs
 * to Do, which is the sum over pairs over m - 1 where no rater is drawn twice, and stays right where one is. NaN
 * where no unit has two different raters, or every rating drawn is one category. O(units x raters^2) a resample.
 */
export function alphaByRaters(ratings: CodedRatings, options: AlphaOptions = {}): TwoWayStatistic {
  const { units, raters, codes, values } = ratings;
  const q = values.length;
  const counts = new Float64Array(q);
  const isPairable = (unit: number, weights: Float64Array) => pairUnit(ratings, unit, weights, () => 0).pairs > 0;
  const evaluate = (unitWeights: Float64Array, raterWeights: Float64Array) => {
    counts.fill(0);
    const pairable: number[] = [];
    for (let unit = 0; unit < units; unit++) {
      if (unitWeights[unit] === 0 || !isPairable(unit, raterWeights)) continue;
      pairable.push(unit);
      for (let rater = 0; rater < raters; rater++) {
        const code = codes[unit * raters + rater];
        if (code < 0) continue;
        counts[code] += unitWeights[unit] * raterWeights[rater];
      }
    }
    const total = counts.reduce((sum, count) => sum + count, 0);
    if (total === 0) return Number.NaN;
    const disagreement = alphaDisagreement(options, values, counts);
    const shares = counts.map((count) => count / total);
    const expected = (dot(shares, meanDistances(disagreement, shares)) * total) / (total - 1);
    if (!(expected > 0) || shares.filter((share) => share > 0).length < 2) return Number.NaN;
    const distance = (a: number, b: number) => distanceBetween(disagreement, q, a, b);
    let observed = 0;
    for (const unit of pairable) {
      const { size, apart, pairs } = pairUnit(ratings, unit, raterWeights, distance);
      observed += unitWeights[unit] * size * (apart / pairs);
    }
    return 1 - observed / total / expected;
  };
  return { units, raters, evaluate };
}
