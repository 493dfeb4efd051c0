import type { Random } from "@/lib/stats/defined";

/** A standard normal draw, by Box and Muller; 1 - u, since a draw may be 0 and is never 1. */
const drawNormal = (random: Random) => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());

/** Below this value of 1 - u the chance of keeping a draw is known without a logarithm (Marsaglia and Tsang, 3). */
const squeeze = 0.0331;

/**
 * Draws from the gamma distribution of this shape and scale 1, 0 for shape 0: d v, with v the cube of a normal draw stretched about 1,
 * kept with the chance that makes it exact; below shape 1 that of shape + 1, times u^(1 / shape).
 * Source: Marsaglia and Tsang, ACM Transactions on Mathematical Software 26 (2000) 363-372.
 */
export function gammaOf(shape: number): (random: Random) => number {
  if (shape === 0) return () => 0;
  if (!(shape > 0 && Number.isFinite(shape))) throw new RangeError(`drawGamma: ${shape} is no shape`);
  if (shape < 1) {
    const above = gammaOf(shape + 1);
    return (random) => above(random) * (1 - random()) ** (1 / shape);
  }
  const d = shape - 1 / 3;
  const spread = 1 / Math.sqrt(9 * d);
  return (random) => {
    for (;;) {
      const x = drawNormal(random);
      const root = 1 + spread * x;
      const v = root * root * root;
      if (v <= 0) continue;
      const u = 1 - random();
      const square = x * x;
      if (u < 1 - squeeze * square * square) return d * v;
      if (Math.log(u) < 0.5 * square + d - d * v + d * Math.log(v)) return d * v;
    }
  };
}

/** One draw: see `gammaOf`, which is quicker where many of one shape are wanted. */
export const drawGamma = (shape: number, random: Random): number => gammaOf(shape)(random);
