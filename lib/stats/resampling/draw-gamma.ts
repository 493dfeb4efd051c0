import type { Random } from "@/lib/stats/defined";

/** A standard normal draw, by Box and Muller; 1 - u, since a draw may be 0 and is never 1. */
const drawNormal = (random: Random) => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());

/**
 * A draw from the gamma distribution of this shape and scale 1, 0 for shape 0: d v, with v the cube of a normal draw stretched about 1,
 * kept with the chance that makes it exact; below shape 1 that of shape + 1, times u^(1 / shape).
 * Source: Marsaglia and Tsang, ACM Transactions on Mathematical Software 26 (2000) 363-372.
 */
export function drawGamma(shape: number, random: Random): number {
  if (shape === 0) return 0;
  if (!(shape > 0 && Number.isFinite(shape))) throw new RangeError(`drawGamma: ${shape} is no shape`);
  if (shape < 1) return drawGamma(shape + 1, random) * (1 - random()) ** (1 / shape);
  const d = shape - 1 / 3;
  const spread = 1 / Math.sqrt(9 * d);
  for (;;) {
    const x = drawNormal(random);
    const v = (1 + spread * x) ** 3;
    if (v > 0 && Math.log(1 - random()) < 0.5 * x * x + d - d * v + d * Math.log(v)) return d * v;
  }
}
