import { countCategories } from "@/lib/stats/agreement/parts/category-shares";
import { type UnitSums, unitDisagreement, unitMeans } from "@/lib/stats/agreement/parts/unit-disagreement";
import type { CodedRatings } from "@/lib/stats/coded-ratings";
import { type Defined, defined, undefinedBecause } from "@/lib/stats/defined";
import { type Interval, tInterval } from "@/lib/stats/interval";
import { type Basis, countBasis } from "./basis";
import {
  type Disagreement,
  dot,
  type Level,
  levelDisagreement,
  meanDistances,
  type Weights,
  weightedDisagreement,
} from "./disagreement";

/**
 * The difference function: a level of measurement, or agreement weights (a table of them for any distance), which
 * go first where both are given. `confidence` is that of the interval.
 */
export type AlphaOptions = { level?: Level; weights?: Weights; confidence?: number };

/** Disagreements are in units of the difference function (1 for nominal), so only their ratio means something. */
export type KrippendorffAlpha = {
  value: number;
  observedDisagreement: number;
  expectedDisagreement: number;
  standardError: Defined<number>;
  interval: Defined<Interval>;
  basis: Basis;
};

/**
 * The difference function that alpha's options name, given how often each category was used (`counts`, which only
 * the ordinal level reads) and the numbers that categories stand for.
 */
export function alphaDisagreement(
  { level = "nominal", weights }: AlphaOptions,
  values: Float64Array,
  counts: ArrayLike<number>,
): Disagreement {
  return weights === undefined ? levelDisagreement(level, values, counts) : weightedDisagreement(weights, values);
}

/**
 * Krippendorff's alpha: 1 - observed / expected disagreement. Of N ratings in units with two or more, m_u in unit
 * u, n_c of category c, and delta the difference function,
 *
 *   Do = (1 / N) sum_u [sum over ordered pairs of u's ratings of delta / (m_u - 1)]
 *   De = sum_cd n_c n_d delta(c, d) / (N (N - 1))
 *   alpha = 1 - Do / De.
 *
 * Expected is the mean difference of two ratings drawn from all of them without putting the first back; that is
 * what N - 1 does, and with equal numbers of ratings all that parts a nominal alpha from Fleiss' kappa, so it
 * hardly matters with many of them. Dividing by m_u - 1 gives every rating the same weight, whoever else rated the
 * unit, so any ratings may be missing. Raters are interchangeable. 1 is perfect agreement, 0 what chance gives;
 * below 0 they disagree more than chance would.
 *
 * Units with fewer than two ratings hold no pair and are left out everywhere. Undefined where every pairable rating
 * is the same, because no disagreement was possible: that is no proof of agreement. The standard error linearises
 * over units (Gwet 2014, chapter 6) and the interval is t with units - 1 degrees of freedom.
 *
 * O(ratings) for nominal, ordinal and interval; ratio and tables add units x (categories in a unit)^2.
 * Source: Krippendorff, "Computing Krippendorff's Alpha-Reliability" (2011).
 */
export function krippendorffAlpha(ratings: CodedRatings, options: AlphaOptions = {}): Defined<KrippendorffAlpha> {
  const counts = countCategories(ratings, 2);
  const total = counts.reduce((sum, count) => sum + count, 0);
  if (total === 0) return undefinedBecause("no unit has two ratings");
  const disagreement = alphaDisagreement(options, ratings.values, counts);
  const sums = unitDisagreement(ratings, disagreement);
  const shares = counts.map((count) => count / total);
  const distances = meanDistances(disagreement, shares);
  const apart = dot(shares, distances);
  if (!(apart > 0) || counts.filter((count) => count > 0).length < 2) {
    return undefinedBecause("every pairable rating is the same, so no disagreement could be expected");
  }
  const observed = observedDisagreement(sums) / total;
  const expected = (apart * total) / (total - 1);
  const value = 1 - observed / expected;
  const basis = countBasis(ratings, 2);
  const error = alphaError(sums, unitMeans(ratings, distances), { value, apart, total, units: basis.units });
  return defined({
    value,
    observedDisagreement: observed,
    expectedDisagreement: expected,
    standardError: error,
    interval: error.defined ? tInterval(value, error.value, { df: basis.units - 1, level: options.confidence }) : error,
    basis,
  });
}

/** N x Do: the distances of a unit's ordered pairs, each unit over its ratings less one, summed. */
function observedDisagreement({ sizes, sums }: UnitSums): number {
  let sum = 0;
  for (let unit = 0; unit < sizes.length; unit++) {
    const size = sizes[unit];
    if (size > 1) sum += sums[unit] / (size - 1);
  }
  return sum;
}

/**
 * The standard error by linearisation. Let l_u = m_u / (mean of m) be a unit's load, A = De (N - 1) / N, D_u the
 * mean distance of its ratings to all (`meanDistance`), and k = 1 - Do / A, which is alpha without its N - 1. A
 * unit moves k by
 *
 *   v_u = 1 - [s_u / (mean of m) - Do (l_u - 1)] / A - 2 (1 - k) l_u (1 - D_u / A) - k,
 *
 * s_u its distances over m_u - 1: its own disagreement, less what its load adds to the denominator of Do, and twice
 * its pull on A, because each rating enters A as either of a pair. The v_u sum to 0; the error is sqrt(sum
 * v_u^2 / (n (n - 1))). Undefined with one unit.
 */
function alphaError(
  { sizes, sums }: UnitSums,
  meanDistance: Float64Array,
  { value, apart, total, units }: { value: number; apart: number; total: number; units: number },
): Defined<number> {
  if (units < 2) return undefinedBecause("one unit alone shows no spread");
  const average = total / units;
  // The share 1 / total by which alpha differs from a kappa is a constant and left out of the linearisation.
  const kappa = 1 - (1 - value) / (1 - 1 / total);
  const observed = (1 - kappa) * apart;
  let squares = 0;
  for (let unit = 0; unit < sizes.length; unit++) {
    const size = sizes[unit];
    if (size < 2) continue;
    const load = size / average;
    const own = sums[unit] / (size - 1) / average - observed * (load - 1);
    const chance = load - (load * meanDistance[unit]) / apart;
    squares += (1 - own / apart - 2 * (1 - kappa) * chance - kappa) ** 2;
  }
  const error = Math.sqrt(squares / (units * (units - 1)));
  return defined(error < 1e-14 ? 0 : error);
}
