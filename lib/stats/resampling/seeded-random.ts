import { xoroshiro128plus } from "pure-rand/generator/xoroshiro128plus";
import type { Random } from "@/lib/stats/defined";

/** A repeatable source of numbers in [0, 1), in steps of 2^-32. The same seed gives the same numbers. */
export function seededRandom(seed: number): Random {
  if (!Number.isInteger(seed)) throw new RangeError(`seededRandom: a seed has to be a whole number, got ${seed}`);
  const generator = xoroshiro128plus(seed);
  // The first numbers after a small seed are not yet well mixed.
  for (let i = 0; i < 16; i++) generator.next();
  return () => (generator.next() >>> 0) / 4294967296;
}
