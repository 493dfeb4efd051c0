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

/** The difference function: a level of measurement, or agreement weights (a table of them for any distance). */
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

/** The difference function that alpha's options name, given how often each category was used. */
export function alphaDisagreement(
  { level = "nominal", weights }: AlphaOptions,
  values: Float64Array,
  counts: ArrayLike<number>,
): Disagreement {
  return weights === undefined ? levelDisagreement(level, values, counts) : weightedDisagreement(weights, values);
}

/**
 * Krippendorff's alpha: 1 - observed / expected disagreement. 1 is perfect agreement, 0 what chance gives; it
 * may be negative. Any number of raters, any ratings missing; raters are interchangeable.
 *
 * Units with fewer than two ratings hold no pair and are left out everywhere. Undefined where every pairable
 * rating is the same, because no disagreement was possible. The standard error linearises over units
 * (Gwet 2014, chapter 6) and the interval is t with units - 1 degrees of freedom.
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

/** Distances of a unit's ordered pairs, each unit over its ratings less one, summed. */
function observedDisagreement({ sizes, sums }: UnitSums): number {
  let sum = 0;
  for (let unit = 0; unit < sizes.length; unit++) {
    const size = sizes[unit] as number;
    if (size > 1) sum += (sums[unit] as number) / (size - 1);
  }
  return sum;
}

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
    const size = sizes[unit] as number;
    if (size < 2) continue;
    const load = size / average;
    const own = (sums[unit] as number) / (size - 1) / average - observed * (load - 1);
    const chance = load - (load * (meanDistance[unit] as number)) / apart;
    squares += (1 - own / apart - 2 * (1 - kappa) * chance - kappa) ** 2;
  }
  const error = Math.sqrt(squares / (units * (units - 1)));
  return defined(error < 1e-14 ? 0 : error);
}
