import type { Random } from "@/lib/stats/defined";

/** A standard normal number from two uniform ones (Box and Muller, the cosine). */
const drawNormal = (random: Random) => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());

/**
 * A gamma number of this shape and scale 1 (Marsaglia and Tsang, ACM Transactions on Mathematical Software 26 (2000)
 * 363-372): with d = shape - 1/3 and v = (1 + x / sqrt(9 d))^3 for a normal x, d v is taken with the chance that makes
 * it exact, nearly always at the first trial. A shape below 1 takes that of shape + 1 times u^(1 / shape). Shape 0 is 0.
 */
export function drawGamma(shape: number, random: Random): number {
  if (shape <= 0) return 0;
  if (shape < 1) return drawGamma(shape + 1, random) * (1 - random()) ** (1 / shape);
  const d = shape - 1 / 3;
  const slope = 1 / Math.sqrt(9 * d);
  for (;;) {
    const x = drawNormal(random);
    const v = (1 + slope * x) ** 3;
    if (v <= 0) continue;
    if (Math.log(1 - random()) < 0.5 * x * x + d - d * v + d * Math.log(v)) return d * v;
  }
}
