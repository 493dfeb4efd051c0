import { createHash } from "node:crypto";
import { uniformInt } from "pure-rand/distribution/uniformInt";
import { xoroshiro128plus } from "pure-rand/generator/xoroshiro128plus";
import { type ItemLayout, layoutOf } from "@/lib/layouts/layouts";

/** A generator that the study's seed and these names determine, whatever else is drawn. */
const generatorFor = (seed: number, ...names: string[]) =>
  xoroshiro128plus(
    createHash("sha256")
      .update([seed, ...names].join(" "))
      .digest()
      .readInt32LE(0),
  );

/**
 * The order in which one rater sees the parts of one item: every order equally likely, the same one each time it is
 * asked for. It is stored with the assignment and with each judgment.
 */
export function drawOrder(
  keys: readonly string[],
  { layout, seed, raterId, itemId }: { layout: ItemLayout; seed: number; raterId: string; itemId: string },
): string[] {
  if (!layoutOf({ layout }).isShuffled) return [...keys];
  const generator = generatorFor(seed, raterId, itemId);
  const rest = [...keys];
  return keys.flatMap(() => rest.splice(uniformInt(generator, 0, rest.length - 1), 1));
}

/** A whole number from 0 to one below `count`, which the seed and these names determine. */
export const drawCount = (count: number, seed: number, ...names: string[]): number =>
  uniformInt(generatorFor(seed, ...names), 0, count - 1);

/**
 * Where a walk goes for its next item: a place from -1 (before the first) to one before the last, drawn anew at every
 * step. A walk that went on from where it stands would meet what was loaded meanwhile in a row, after all the rest, and
 * the row would tell what it is. `walker` is whose order it is: a rater's own, or one for all.
 */
export function drawPlace(
  items: number,
  { seed, walker, step }: { seed: number; walker: string; step: number },
): number {
  return items < 2 ? -1 : uniformInt(generatorFor(seed, walker, "place", String(step)), -1, items - 2);
}
