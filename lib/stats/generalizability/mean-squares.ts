import { type Defined, defined, undefinedBecause } from "@/lib/stats/defined";
import { requireNumbers } from "@/lib/stats/parts/require-numbers";

/**
 * Scores of objects under one or two facets: which object, which level of each facet. `sizes` are the numbers of levels,
 * objects first. An effect goes by its bits: 1 the objects, 2 the first facet, 4 the second, so 3 is objects x first facet.
 */
export type CrossedScores = {
  score: Float64Array;
  /** Objects first, then facets. */
  codes: readonly Int32Array[];
  sizes: readonly number[];
};

/** The variance of an effect: as estimated (below 0 at times), from which mean square, with its degrees of freedom. */
export type EffectVariance = { effect: number; variance: number; meanSquare: number; df: number };

/** Throws RangeError unless scores are numbers and codes are levels, one or two facets beside the objects. */
export function requireCrossed(caller: string, { score, codes, sizes }: CrossedScores): void {
  requireNumbers(caller, score);
  if (codes.length !== sizes.length || sizes.length < 2 || sizes.length > 3)
    throw new RangeError(`${caller}: needs objects and one or two facets`);
  for (const [i, own] of codes.entries())
    if (own.length !== score.length || own.some((code) => !(code >= 0 && code < sizes[i])))
      throw new RangeError(`${caller}: a score has no level of facet ${i}`);
}

/** Effects of a design with so many ways of classification, the highest last. */
export const effectsOf = (ways: number) => Array.from({ length: 2 ** ways - 1 }, (_, i) => i + 1);

export const hasWay = (effect: number, way: number) => (effect & (1 << way)) !== 0;

/**
 * Variances by the analysis of variance: with MS_T the mean square of effect T and n_f the levels of f,
 *
 *   variance of S = sum over T that contain S of (-1)^(ways of T not in S) MS_T / product of n_f over f not in S,
 *
 * which is what equating mean squares to their expectations gives where every object has one score under every
 * combination of facets. The highest effect holds what is left, error with it. An estimate may come out below 0: the
 * data show less than none of it. Undefined where a cell is empty or filled twice: take the likelihood there.
 * Source: Brennan, Generalizability Theory (2001), sections 3.2 and 3.3.
 */
export function anovaVariances(scores: CrossedScores): Defined<EffectVariance[]> {
  requireCrossed("anovaVariances", scores);
  const { score, codes, sizes } = scores;
  if (sizes.some((size) => size < 2)) return undefinedBecause("objects and every facet need two levels");
  const cells = sizes.reduce((product, size) => product * size, 1);
  const seen = new Uint8Array(cells);
  for (let i = 0; i < score.length; i++) seen[placeOf(codes, sizes, 2 ** sizes.length - 1, i)]++;
  if (seen.some((count) => count !== 1))
    return undefinedBecause("not every object has one score under every combination of facets");
  const squares = effectsOf(sizes.length).map((effect) => meanSquare(scores, effect));
  return defined(
    squares.map(({ effect, df, value }) => {
      const levels = sizes.reduce((product, size, way) => (hasWay(effect, way) ? product : product * size), 1);
      const sum = squares
        .filter((other) => (other.effect & effect) === effect)
        .reduce((total, other) => total + (isOdd(other.effect ^ effect) ? -other.value : other.value), 0);
      return { effect, variance: sum / levels, meanSquare: value, df };
    }),
  );
}

/** Whether an effect has an odd number of ways. */
const isOdd = (effect: number) => [0, 1, 2].filter((way) => hasWay(effect, way)).length % 2 === 1;

/** Which cell of an effect a score is in. */
export function placeOf(codes: readonly Int32Array[], sizes: readonly number[], effect: number, i: number): number {
  let place = 0;
  for (const [way, own] of codes.entries()) if (hasWay(effect, way)) place = place * sizes[way] + own[i];
  return place;
}

/** The mean square of an effect: of what its means hold beyond those of the effects within it. */
function meanSquare({ score, codes, sizes }: CrossedScores, effect: number) {
  const residual = new Float64Array(score.length);
  for (const inner of [0, ...effectsOf(sizes.length)].filter((own) => (own & effect) === own)) {
    const cells = sizes.reduce((product, size, way) => (hasWay(inner, way) ? product * size : product), 1);
    const sums = new Float64Array(cells);
    for (let i = 0; i < score.length; i++) sums[placeOf(codes, sizes, inner, i)] += score[i];
    const sign = isOdd(effect ^ inner) ? -1 : 1;
    for (let i = 0; i < score.length; i++)
      residual[i] += (sign * sums[placeOf(codes, sizes, inner, i)] * cells) / score.length;
  }
  const df = sizes.reduce((product, size, way) => (hasWay(effect, way) ? product * (size - 1) : product), 1);
  return { effect, df, value: residual.reduce((sum, own) => sum + own * own, 0) / df };
}
