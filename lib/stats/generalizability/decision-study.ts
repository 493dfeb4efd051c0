import { effectsOf, hasWay } from "./mean-squares";

/** Variances of all effects, by their bits less 1; those below 0 count as 0 here. */
export type Variances = readonly number[];

export type Decision = {
  /** Levels of each facet that scores are averaged over. */
  levels: readonly number[];
  /** Dependability: the share of the spread of averaged scores that is the objects', every other difference error. */
  phi: number;
  /** Generalizability: the same where only the order of objects matters, so that severe raters cancel. */
  rho: number;
};

/** Sums of variances over the levels they are averaged over: of effects with the objects, and of all others. */
function errors(variances: Variances, levels: readonly number[]) {
  let [relative, absolute] = [0, 0];
  for (const effect of effectsOf(levels.length + 1)) {
    if (effect === 1) continue;
    const over = levels.reduce((product, count, facet) => (hasWay(effect, facet + 1) ? product * count : product), 1);
    const share = Math.max(0, variances[effect - 1]) / over;
    absolute += share;
    if (hasWay(effect, 0)) relative += share;
  }
  return { relative, absolute };
}

/**
 * What scores averaged over so many levels of each facet would be worth: with s the variance of the objects, D the sum of
 * all other variances, each over the levels it is averaged over, and d the same of those that involve objects,
 *
 *   phi = s / (s + D),   rho = s / (s + d).
 *
 * phi is the one where scores are read as they are (a share, a threshold), rho where they only rank. NaN where nothing
 * varies. Source: Brennan (2001), section 4.1; Cronbach, Gleser, Nanda and Rajaratnam (1972).
 */
export function decide(variances: Variances, levels: readonly number[]): Decision {
  const own = Math.max(0, variances[0]);
  const { relative, absolute } = errors(variances, levels);
  return { levels, phi: own / (own + absolute), rho: own / (own + relative) };
}

/**
 * The fewest levels of one facet, others as given, with which a coefficient reaches `target`; null where none do: errors
 * that the facet does not average out are too large. Of error a + b / n, n is b / (s (1 / target - 1) - a) or more.
 */
export function levelsNeeded(
  variances: Variances,
  levels: readonly number[],
  { facet, coefficient, target = 0.8 }: { facet: number; coefficient: "phi" | "rho"; target?: number },
): number | null {
  if (!(target > 0 && target < 1)) throw new RangeError(`levelsNeeded: ${target} is no target between 0 and 1`);
  const kind = coefficient === "phi" ? "absolute" : "relative";
  const at = (count: number) =>
    errors(
      variances,
      levels.map((own, i) => (i === facet ? count : own)),
    )[kind];
  const kept = at(Number.POSITIVE_INFINITY);
  const averaged = at(1) - kept;
  const room = Math.max(0, variances[0]) * (1 / target - 1) - kept;
  if (!(room > 0)) return null;
  // Rounding must not ask for one more where the target is reached exactly.
  return Math.max(1, Math.ceil(averaged / room - 1e-9));
}
