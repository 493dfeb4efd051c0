import { type Defined, defined, type Random, undefinedBecause } from "@/lib/stats/defined";

/**
 * Are two statistics of the same units different? If the two versions of a unit (two raters, two conditions) were
 * alike, it would not matter which is called which: so they are exchanged at random in every unit
 * (or whole cluster), and
 *
 *   p = (1 + permutations at least as far from 0 as what was found) / (1 + permutations)
 *
 * Two-sided. It counts the observed order as one of the permutations, so it is never 0 and holds its level whatever
 * their number (Phipson and Smyth 2010). It needs no formula for an error, so it serves a difference of kappas,
 * which no t test does. `difference` is given, for each unit, whether it is exchanged (1), and returns the
 * difference (NaN undefined; such permutations are left out and counted).
 *
 * Undefined where the difference itself is, or where more permutations are undefined than not. For a difference
 * between two groups of units, exchange group membership instead (groupPermutation).
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

/**
 * The same for two groups of units: `inFirst` marks the first group (1) and is shuffled, by Fisher and Yates, so
 * that the groups keep their sizes. It tests that the groups are alike in every way: with unequal spreads and
 * unequal sizes it may reject though the statistics are the same.
 */
export function groupPermutation(
  inFirst: Uint8Array,
  difference: (inFirst: Uint8Array) => number,
  { random, permutations = 2000 }: { random: Random; permutations?: number },
): Defined<{ difference: number; p: number; permutations: number; undefinedPermutations: number }> {
  const shuffle = (marks: Uint8Array) => {
    for (let i = marks.length - 1; i > 0; i--) {
      const j = Math.floor(random() * (i + 1));
      const kept = marks[i];
      marks[i] = marks[j];
      marks[j] = kept;
    }
  };
  return permute(inFirst.slice(), difference, shuffle, permutations);
}

/**
 * The first call is of the order as found. Ties count as far, with a slack of 1e-12: rounding would otherwise make
 * p smaller.
 */
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
