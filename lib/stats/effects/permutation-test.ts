import { type Defined, defined, type Random, undefinedBecause } from "@/lib/stats/defined";

/**
 * Are two statistics of the same units different? Units (or whole clusters) exchange their two versions at random:
 * `difference` is given, for each unit, whether it is exchanged, and returns the difference (NaN undefined). The
 * two-sided p counts the observed order as one of the permutations, so it is never 0.
 * For a difference between two groups of units, exchange group membership instead (groupPermutation).
 */
export function exchangeTest(
  units: number,
  difference: (isExchanged: Uint8Array) => number,
  { random, permutations = 2000 }: { random: Random; permutations?: number },
): Defined<{ difference: number; p: number; permutations: number; undefinedPermutations: number }> {
  const draw = (isExchanged: Uint8Array) => {
    for (let unit = 0; unit < units; unit++) isExchanged[unit] = random() < 0.5 ? 1 : 0;
  };
  return permute(new Uint8Array(units), difference, draw, permutations);
}

/** The same for two groups of units: `inFirst` marks the first group and is shuffled. */
export function groupPermutation(
  inFirst: Uint8Array,
  difference: (inFirst: Uint8Array) => number,
  { random, permutations = 2000 }: { random: Random; permutations?: number },
): Defined<{ difference: number; p: number; permutations: number; undefinedPermutations: number }> {
  const shuffle = (marks: Uint8Array) => {
    for (let i = marks.length - 1; i > 0; i--) {
      const j = Math.floor(random() * (i + 1));
      const kept = marks[i] as number;
      marks[i] = marks[j] as number;
      marks[j] = kept;
    }
  };
  return permute(inFirst.slice(), difference, shuffle, permutations);
}

function permute(
  marks: Uint8Array,
  difference: (marks: Uint8Array) => number,
  draw: (marks: Uint8Array) => void,
  permutations: number,
) {
  if (!(Number.isInteger(permutations) && permutations > 0))
    throw new RangeError(`permutation test: ${permutations} permutations are none`);
  const observed = difference(marks);
  if (Number.isNaN(observed)) return undefinedBecause("the difference itself is undefined");
  let [asFar, lost] = [1, 0];
  for (let i = 0; i < permutations; i++) {
    draw(marks);
    const value = difference(marks);
    if (Number.isNaN(value)) lost++;
    else if (Math.abs(value) >= Math.abs(observed) - 1e-12) asFar++;
  }
  const used = permutations - lost;
  if (lost > used) return undefinedBecause(`${lost} of ${permutations} permutations leave the difference undefined`);
  return defined({ difference: observed, p: asFar / (used + 1), permutations, undefinedPermutations: lost });
}
