import { type Defined, defined, undefinedBecause } from "@/lib/stats/defined";
import { type Interval, normalInterval, requireLevel } from "@/lib/stats/interval";
import { covarianceOf, curvatureOfSlopes, minimise } from "@/lib/stats/parts/minimise";
import { type LevelFit, measureFit } from "@/lib/stats/rasch/parts/facet-fit";
import {
  chancesOf,
  countFree,
  expandNumbers,
  type FacetLabels,
  groupCells,
  slopesOfFacets,
} from "@/lib/stats/rasch/parts/facet-likelihood";

/** One level of a facet: a rater's severity, or a criterion's difficulty, against the mean of all. */
export type FacetLevel = {
  value: number;
  standardError: number;
  interval: Defined<Interval>;
  fit: LevelFit;
};

/** How far levels can be told apart: spread free of error over error, and the share of the spread that is free of it. */
export type Separation = { separation: number; reliability: number };

export type ManyFacetRasch = {
  facets: { name: string; levels: FacetLevel[]; separation: Defined<Separation> }[];
  /** Between neighbouring labels; a list for each level of the facet with steps of its own, else one. */
  steps: number[][];
  /** Of the objects, normal. */
  mean: number;
  sd: number;
  /** Where each object lies given its labels (mean and deviation of the posterior); NaN without labels. */
  objects: { value: Float64Array; standardError: Float64Array; reliability: number };
  logLikelihood: number;
  labels: number;
};

export type { FacetLabels } from "@/lib/stats/rasch/parts/facet-likelihood";

/** Levels this far out are chances of one in a hundred thousand: nothing holds them. */
const farthest = 12;

/**
 * The many-facet Rasch model: how high objects (outputs) stand, how severe each rater is, how hard each criterion, on
 * one scale of log odds:
 *
 *   ln P(label k) / P(label k - 1) = object - severity of rater - difficulty of criterion - step k.
 *
 * A rater of severity 1 gives the lower of two neighbouring labels 2.7 times as often, against the odds of a mean rater,
 * whichever outputs they were given: that is what a mean of their labels does not say. Steps are shared (rating scale) or each
 * level of one facet has its own (partial credit, `stepsOf`). Levels of a facet sum to 0, and so do steps.
 *
 * Objects are taken as drawn from a normal distribution and integrated out (marginal maximum likelihood), so that
 * objects with two or three labels do no harm: joint estimation of objects and raters spreads them too far there. It
 * also means that raters need not share objects, as long as these were given out at random. Errors are from the
 * curvature; intervals normal.
 *
 * Fit (`infit`, `outfit`) is the squared surprise of a level's labels, averaged over the objects' posteriors, so that it
 * is 1 where the model holds: above some 1.3 labels are noisier than the model (careless, or another idea of the
 * question), below .7 too regular (one label for all).
 *
 * Undefined where a category is unused, or a level gave only the lowest or only the highest label.
 * Sources: Linacre, Many-Facet Rasch Measurement (1989); Andrich, Psychometrika 43 (1978) 561-573 (rating scale); Masters,
 * ibid. 47 (1982) 149-174 (partial credit); Bock and Aitkin, ibid. 46 (1981) 443-459 (marginal likelihood).
 */
export function manyFacetRasch(
  labels: FacetLabels,
  { level = 0.95 }: { level?: number } = {},
): Defined<ManyFacetRasch> {
  requireLevel("manyFacetRasch", level);
  requireFacets(labels);
  const refused = refuseFacets(labels);
  if (refused) return undefinedBecause(refused);
  const cells = groupCells(labels);
  const at = (free: readonly number[]) => slopesOfFacets(labels, cells, free);
  const slopes = (free: readonly number[]) => at(free).slopes;
  const best = minimise((free) => at(free).deviance, new Array<number>(countFree(labels)).fill(0), { slopes });
  const numbers = expandNumbers(labels, best.point);
  const far = [...numbers.facets, ...numbers.steps].flat().some((value) => Math.abs(value) > farthest);
  if (!best.hasConverged || far) return undefinedBecause("the likelihood has no maximum that can be found");
  if (numbers.sd < 1e-3) return undefinedBecause("the objects cannot be told apart: their spread is 0");
  const covariance = covarianceOf(curvatureOfSlopes(slopes, best.point));
  if (!covariance) return undefinedBecause("levels cannot be told apart: two facets always go together");
  const { fits, objects } = measureFit(labels, cells, numbers, chancesOf(labels, cells, numbers));
  const errors = listErrors(labels, covariance);
  return defined({
    facets: labels.facets.map(({ name }, f) => {
      const levels = numbers.facets[f].map((value, i) => ({
        value,
        standardError: errors[f][i],
        interval: normalInterval(value, errors[f][i], level),
        fit: fits[f][i],
      }));
      return { name, levels, separation: separate(levels) };
    }),
    steps: numbers.steps,
    mean: numbers.mean,
    sd: numbers.sd,
    objects,
    logLikelihood: -best.value / 2,
    labels: labels.codes.length,
  });
}

function requireFacets({ codes, object, objects, facets, categories, stepsOf }: FacetLabels): void {
  const isAmong = (list: Int32Array, size: number) =>
    list.length === codes.length && list.every((code) => code >= 0 && code < size);
  if (!isAmong(codes, categories) || !isAmong(object, objects) || facets.some((own) => !isAmong(own.codes, own.levels)))
    throw new RangeError("manyFacetRasch: needs a category, an object and a level of each facet for every label");
  if (facets.length === 0 || (stepsOf !== null && !(stepsOf >= 0 && stepsOf < facets.length)))
    throw new RangeError("manyFacetRasch: names no facet, or steps of one that is none");
}

function refuseFacets({ codes, facets, categories, stepsOf }: FacetLabels): string | null {
  if (categories < 2) return "every label is the same";
  const steps = stepsOf === null ? null : facets[stepsOf];
  const used = Array.from({ length: steps?.levels ?? 1 }, () => new Set<number>());
  for (const [i, code] of codes.entries()) used[steps?.codes[i] ?? 0].add(code);
  if (used.some(({ size }) => size < categories))
    return `a label was never given${steps ? ` at some level of ${steps.name}` : ""}, so its step has no place: leave it out`;
  for (const { name, levels, codes: own } of facets) {
    const [low, high] = [new Int32Array(levels), new Int32Array(levels)];
    for (const [i, code] of codes.entries()) {
      if (code > 0) low[own[i]]++;
      if (code < categories - 1) high[own[i]]++;
    }
    if (low.includes(0) || high.includes(0))
      return `a level of ${name} has only the lowest or only the highest label (or none), so it lies beyond any number`;
  }
  return null;
}

/** Standard errors of all levels: the last of a facet is minus the sum of the others. */
function listErrors({ facets }: FacetLabels, covariance: readonly (readonly number[])[]): number[][] {
  let start = 2;
  return facets.map(({ levels }) => {
    const own = Array.from({ length: levels - 1 }, (_, i) => start + i);
    start += levels - 1;
    const last = own.reduce((sum, i) => sum + own.reduce((inner, j) => inner + covariance[i][j], 0), 0);
    return [...own.map((i) => covariance[i][i]), last].map(Math.sqrt);
  });
}

/**
 * With V the variance of the levels and E the mean squared error: separation sqrt((V - E) / E), reliability (V - E) /
 * V; both 0 where V is below E. Of raters a high one is bad news: they differ by more than error.
 */
function separate(levels: readonly FacetLevel[]): Defined<Separation> {
  if (levels.length < 2) return undefinedBecause("there is one level only");
  const variance = levels.reduce((sum, { value }) => sum + value ** 2, 0) / (levels.length - 1);
  const error = levels.reduce((sum, { standardError }) => sum + standardError ** 2, 0) / levels.length;
  const free = Math.max(0, variance - error);
  return defined({ separation: Math.sqrt(free / error), reliability: variance > 0 ? free / variance : 0 });
}
