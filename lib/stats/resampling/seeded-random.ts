import { xoroshiro128plus } from "pure-rand/generator/xoroshiro128plus";
import type { Random } from "@/lib/stats/defined";

/**
 * A repeatable source of numbers in [0, 1), in steps of 2^-32, by xoroshiro128+. The same seed gives the same
 * numbers, so that an interval on a page, in a file and on the command line is one. Steps of 2^-32 leave a draw
 * among a million units even to .03 %. Not for secrets. Throws RangeError for a seed that is not whole.
 */
export function seededRandom(seed: number): Random {
  if (!Number.isInteger(seed)) throw new RangeError(`seededRandom: a seed has to be a whole number, got ${seed}`);
  const generator = xoroshiro128plus(seed);
  // The first numbers after a small seed are not yet well mixed.
  for (let i = 0; i < 16; i++) generator.next();
  return () => (generator.next() >>> 0) / 4294967296;
}
