import { type Defined, defined, type Random, undefinedBecause } from "@/lib/stats/defined";
import { symmetricEigenvalues } from "@/lib/stats/parts/symmetric-eigenvalues";

/** How much a number of judges is worth whose errors go together. */
export type EffectiveVotes = {
  judges: number;
  units: number;
  /** Mean phi (Pearson's r of two error vectors) over pairs of judges. */
  correlation: number;
  kish: number;
  eigenvalue: number;
  /** The same where each judge errs as often, on units drawn anew: means over the permutations. */
  independent: { kish: number; eigenvalue: number };
  /** The share of pairs of judges and units on which both err, what it is when they err independently, and p (one-sided). */
  coincident: { observed: number; expected: number; p: number };
};

/** Pearson's r of all pairs of 0/1 columns, row by row, with 1 on the diagonal. */
function correlations(errors: readonly Uint8Array[]): Float64Array {
  const k = errors.length;
  const n = errors[0].length;
  const rates = errors.map((own) => own.reduce((sum, error) => sum + error, 0) / n);
  const matrix = new Float64Array(k * k);
  for (let a = 0; a < k; a++)
    for (let b = a; b < k; b++) {
      const both = countBoth(errors[a], errors[b]) / n;
      const spread = Math.sqrt(rates[a] * (1 - rates[a]) * rates[b] * (1 - rates[b]));
      const r = a === b ? 1 : (both - rates[a] * rates[b]) / spread;
      matrix[a * k + b] = r;
      matrix[b * k + a] = r;
    }
  return matrix;
}

function countBoth(first: Uint8Array, second: Uint8Array): number {
  let both = 0;
  for (let unit = 0; unit < first.length; unit++) both += first[unit] & second[unit];
  return both;
}

/** Both estimators and the share of coincident errors. */
function measure(errors: readonly Uint8Array[]) {
  const k = errors.length;
  const matrix = correlations(errors);
  const pairs = k * (k - 1);
  const correlation = (matrix.reduce((sum, r) => sum + r, 0) - k) / pairs;
  let both = 0;
  for (let a = 0; a < k; a++) for (let b = a + 1; b < k; b++) both += countBoth(errors[a], errors[b]);
  return {
    correlation,
    kish: k / (1 + (k - 1) * correlation),
    eigenvalue: k / Math.max(...symmetricEigenvalues(matrix, k)),
    both: both / ((pairs / 2) * errors[0].length),
  };
}

/** Fisher and Yates. */
function shuffle(values: Uint8Array, random: Random): Uint8Array {
  const shuffled = Uint8Array.from(values);
  for (let last = shuffled.length - 1; last > 0; last--) {
    const other = Math.floor(random() * (last + 1));
    [shuffled[last], shuffled[other]] = [shuffled[other], shuffled[last]];
  }
  return shuffled;
}

/** 999, of many judges and units as few as 99. */
function usualPermutations(errors: readonly Uint8Array[]): number {
  const work = Math.max(1, errors.length ** 2 * (errors[0]?.length ?? 0));
  return Math.max(99, Math.min(999, Math.floor(50_000_000 / work)));
}

/**
 * The number of independent judges that a panel is worth, by two estimators on the vectors of errors (1 where a judge
 * differs from the reference):
 *
 *   Kish:        k / (1 + (k - 1) r), r the mean correlation of two judges' errors
 *   eigenvalue:  k / the largest eigenvalue of their correlation matrix
 *
 * Kish's is k where errors are uncorrelated on average and may be above it where they avoid each other; the other never is,
 * and sees one block of judges alike that a mean dilutes. Neither is k by itself on few units, so beside them stands what
 * they are where each judge keeps its number of errors and the units are shuffled (`permutations` times: 999, and down to 99 where there are many). Coincident errors
 * are tested by the same shuffles: p = (1 + shuffles with as many or more) / (1 + shuffles). Units that are hard for
 * everybody make errors coincide as a common mistake does: the test does not tell them apart, and neither does a vote.
 *
 * Undefined with fewer than two judges that err on some units and not on all. O(permutations x judges^2 x units).
 * Sources: Kish, Survey Sampling (1965), 5.4 (design effect 1 + (m - 1) rho); the effective number of tests by eigenvalues,
 * Li and Ji, Heredity 95 (2005) 221-227, of which this is the form by the largest.
 */
export function effectiveVotes(
  errors: readonly Uint8Array[],
  { random, permutations = usualPermutations(errors) }: { random: Random; permutations?: number },
): Defined<EffectiveVotes> {
  const units = errors[0]?.length ?? 0;
  if (errors.some((own) => own.length !== units))
    throw new RangeError("effectiveVotes: judges with different numbers of units");
  const varying = errors.filter((own) => own.includes(0) && own.includes(1));
  if (varying.length < 2)
    return undefinedBecause("it takes two judges that err on some of the items that all answered, and not on all");
  const { both: observed, ...own } = measure(varying);
  const sums = { kish: 0, eigenvalue: 0, both: 0, asMany: 0 };
  for (let draw = 0; draw < permutations; draw++) {
    const drawn = measure(varying.map((column) => shuffle(column, random)));
    sums.kish += drawn.kish;
    sums.eigenvalue += drawn.eigenvalue;
    sums.both += drawn.both;
    if (drawn.both >= observed - 1e-12) sums.asMany++;
  }
  return defined({
    judges: varying.length,
    units,
    ...own,
    independent: { kish: sums.kish / permutations, eigenvalue: sums.eigenvalue / permutations },
    coincident: {
      observed,
      expected: sums.both / permutations,
      p: (1 + sums.asMany) / (1 + permutations),
    },
  });
}
