import { groupWeights, type Patterns } from "./unit-statistic";

/** What is imagined beside the units there are: patterns of codes, each with the weight that it has beforehand. */
type Imagined = { codes: number[]; weight: number };

/** More patterns than this would cost more than the units themselves. */
const mostImagined = 500;

/** Pairs of different categories: all, or those with the most common one where these would be too many. */
function listPairs(all: readonly number[], perPair: number, common: number): [number, number][] {
  const pairs = all.flatMap((k) => all.slice(k + 1).map((l): [number, number] => [k, l]));
  if (pairs.length * perPair <= mostImagined) return pairs;
  const few = all.filter((k) => k !== common).map((k): [number, number] => [common, k]);
  return few.length * perPair <= mostImagined ? few : [];
}

/**
 * The weight of all that is imagined about units of m labels. With two categories 1/2 for each of the m + 1 patterns
 * there are, as Jeffreys has it for shares; with more, 1 in all: a scale's patterns are too many for 1/2 each.
 */
const totalWeight = (categories: number, size: number) => (categories === 2 ? (size + 1) / 2 : 1);

/** `total` spread evenly: all of one category, and mixtures of two, in the proportion in which two categories have them. */
function weigh(pure: readonly number[][], mixed: readonly number[][], size: number, total: number): Imagined[] {
  const ofMixed = mixed.length === 0 ? 0 : (size - 1) / (size + 1);
  return [
    ...pure.map((codes) => ({ codes, weight: (total * (1 - ofMixed)) / pure.length })),
    ...mixed.map((codes) => ({ codes, weight: (total * ofMixed) / mixed.length })),
  ];
}

/** The categories that were used (all, where that is only one), and the one used most. */
function listUsed({ codes, starts, groups }: Patterns, counts: Float64Array, categories: number) {
  const uses = new Float64Array(categories);
  for (let group = 0; group < groups; group++)
    for (let i = starts[group]; i < starts[group + 1]; i++) if (codes[i] >= 0) uses[codes[i]] += counts[group];
  const all = [...uses.keys()];
  const used = all.filter((k) => uses[k] > 0);
  const common = all.reduce((most, k) => (uses[k] > uses[most] ? k : most), 0);
  return { used: used.length < 2 ? all : used, common };
}

function addImagined(patterns: Patterns, imagined: readonly Imagined[]): Patterns {
  const [starts, codes] = [[...patterns.starts], [...patterns.codes]];
  for (const { codes: own } of imagined) {
    for (const code of own) codes.push(code);
    starts.push(codes.length);
  }
  return {
    groupOf: patterns.groupOf,
    groups: patterns.groups + imagined.length,
    starts: Int32Array.from(starts),
    codes: Int32Array.from(codes),
    imagined: Float64Array.from([...new Float64Array(patterns.groups), ...imagined.map(({ weight }) => weight)]),
  };
}

/** How many labels the units with two or more have, and the share of these units that have as many: the six most common. */
function listSizes({ starts, groups }: Patterns, counts: Float64Array): [size: number, share: number][] {
  const sizes = new Map<number, number>();
  for (let group = 0; group < groups; group++) {
    const size = starts[group + 1] - starts[group];
    if (size > 1) sizes.set(size, (sizes.get(size) ?? 0) + counts[group]);
  }
  const kept = [...sizes].sort((a, b) => b[1] - a[1] || a[0] - b[0]).slice(0, 6);
  const all = kept.reduce((sum, [, count]) => sum + count, 0);
  return kept.map(([size, count]) => [size, count / all]);
}

/**
 * Patterns with imagined ones added, of which there is none among the units: `imagined` is the gamma shape that each
 * has in `posteriorTogether`. Raters are not told apart. Units of m labels imagine m labels of one category that is used, and
 * every mixture of two: with two categories that is every pattern, 1/2 each. Where units have different numbers of
 * labels each number has its share. Beyond ten labels mixtures go in ten steps.
 */
export function imaginePatterns(patterns: Patterns, categories: number): Patterns {
  const counts = groupWeights(patterns);
  const { used, common } = listUsed(patterns, counts, categories);
  if (used.length > mostImagined) return patterns;
  const imagined = listSizes(patterns, counts).flatMap(([size, share]) => {
    const steps = Math.min(size - 1, 9);
    const splits = Array.from({ length: steps }, (_, step) => Math.round(((step + 1) * size) / (steps + 1)));
    const pure = used.map((k) => new Array<number>(size).fill(k));
    const mixed = listPairs(used, steps, common).flatMap(([k, l]) =>
      splits.map((split) => Array.from({ length: size }, (_, place) => (place < split ? l : k))),
    );
    return mixed.length === 0 ? [] : weigh(pure, mixed, size, share * totalWeight(used.length, Math.min(size, 5)));
  });
  return addImagined(patterns, imagined);
}

/**
 * The same where raters are told apart (a code for each, -1 where one did not rate). As many raters as label a unit
 * on average, side by side and going round: the first of them hold the one category, the rest the other. With three
 * raters who label everything that is every pattern of two categories. Nothing is imagined where mixtures would be
 * too many, as of more than twenty raters: all of one mind alone would say that people agree.
 */
export function imagineRaterPatterns(patterns: Patterns, raters: number, categories: number): Patterns {
  const counts = groupWeights(patterns);
  const size = averageSize(patterns, counts, raters);
  const { used, common } = listUsed(patterns, counts, categories);
  const row = (start: number, split: number, k: number, l: number) =>
    Array.from({ length: raters }, (_, rater) => {
      const place = (rater - start + raters) % raters;
      return place >= size ? -1 : place < split ? l : k;
    });
  const starts = Array.from({ length: raters }, (_, rater) => rater);
  const whole = size === raters ? [0] : starts;
  const pure = used.flatMap((k) => whole.map((start) => row(start, 0, k, k)));
  if (size < 2 || pure.length > mostImagined) return patterns;
  const splits = Array.from({ length: Math.max(0, size - 1) }, (_, step) => step + 1);
  const mixed = listPairs(used, raters * splits.length, common).flatMap(([k, l]) =>
    splits.flatMap((split) => starts.map((start) => row(start, split, k, l))),
  );
  if (mixed.length === 0) return patterns;
  return addImagined(patterns, weigh(pure, mixed, size, totalWeight(used.length, Math.min(size, 5))));
}

/** Labels of a unit that has two or more, on average and rounded up. */
function averageSize({ codes, groups }: Patterns, counts: Float64Array, raters: number): number {
  let [labels, units] = [0, 0];
  for (let group = 0; group < groups; group++) {
    const size = codes.subarray(group * raters, (group + 1) * raters).filter((code) => code >= 0).length;
    if (size < 2) continue;
    labels += counts[group] * size;
    units += counts[group];
  }
  return units === 0 ? 0 : Math.ceil(labels / units - 1e-9);
}
