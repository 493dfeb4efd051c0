import { createHash } from "node:crypto";
import { uniformInt } from "pure-rand/distribution/uniformInt";
import { xoroshiro128plus } from "pure-rand/generator/xoroshiro128plus";
import type { Layout } from "@/lib/generated/prisma/enums";

/** A generator that the study's seed and these names determine, whatever else is drawn. */
const generatorFor = (seed: number, ...names: string[]) =>
  xoroshiro128plus(
    createHash("sha256")
      .update([seed, ...names].join(" "))
      .digest()
      .readInt32LE(0),
  );

/** Layouts whose parts have no order of their own. */
const isShuffled: Record<Layout, boolean> = {
  SINGLE: false,
  PAIR: true,
  TRANSCRIPT: false,
  CANDIDATES: true,
  STATEMENTS: false,
};

/**
 * The order in which one rater sees the parts of one item: every order equally likely, the same one each time it is
 * asked for. It is stored with the assignment and with each judgment.
 */
export function drawOrder(
  keys: readonly string[],
  { layout, seed, raterId, itemId }: { layout: Layout; seed: number; raterId: string; itemId: string },
): string[] {
  if (!isShuffled[layout]) return [...keys];
  const generator = generatorFor(seed, raterId, itemId);
  const rest = [...keys];
  return keys.flatMap(() => rest.splice(uniformInt(generator, 0, rest.length - 1), 1));
}

/** Where one rater's walk begins, from -1 (at the first item) to one before the last: for the item order PER_RATER. */
export function drawStart(items: number, { seed, raterId }: { seed: number; raterId: string }): number {
  return items < 2 ? -1 : uniformInt(generatorFor(seed, raterId, "start"), -1, items - 2);
}
