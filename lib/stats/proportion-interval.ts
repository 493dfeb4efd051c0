import { betaQuantile } from "./beta-distribution";
import { type Interval, requireLevel } from "./interval";
import { normalQuantile } from "./normal-distribution";

/** Ways to put an interval on a proportion of independent trials. */
export type ProportionMethod = "wilson" | "clopper-pearson" | "agresti-coull" | "jeffreys" | "wald";

/**
 * An interval for a proportion of `successes` among `trials` independent trials. Labels of one item are not
 * independent: resample items there. Wilson keeps its level on average and stays inside 0..1; Clopper-Pearson
 * never falls below it and is wide; Wald is for comparison only.
 * Source: Brown, Cai and DasGupta, Statistical Science 16 (2001) 101-133.
 * Throws RangeError unless 0 <= successes <= trials and trials > 0.
 */
export function proportionInterval(
  successes: number,
  trials: number,
  { method = "wilson", level = 0.95 }: { method?: ProportionMethod; level?: number } = {},
): Interval {
  requireLevel("proportionInterval", level);
  if (!(trials > 0 && successes >= 0 && successes <= trials)) {
    throw new RangeError(`proportionInterval: ${successes} of ${trials} is no proportion`);
  }
  const [low, high] = ends(successes, trials, method, (1 - level) / 2);
  return { low, high, level, method };
}

function ends(x: number, n: number, method: ProportionMethod, tail: number): [low: number, high: number] {
  const p = x / n;
  const z = normalQuantile(1 - tail);
  switch (method) {
    case "wilson": {
      const centre = (x + (z * z) / 2) / (n + z * z);
      const half = (z / (n + z * z)) * Math.sqrt(n * p * (1 - p) + (z * z) / 4);
      return [x === 0 ? 0 : centre - half, x === n ? 1 : centre + half];
    }
    case "agresti-coull": {
      const centre = (x + (z * z) / 2) / (n + z * z);
      const half = z * Math.sqrt((centre * (1 - centre)) / (n + z * z));
      return [Math.max(0, centre - half), Math.min(1, centre + half)];
    }
    case "clopper-pearson":
      return [x === 0 ? 0 : betaQuantile(tail, x, n - x + 1), x === n ? 1 : betaQuantile(1 - tail, x + 1, n - x)];
    case "jeffreys":
      return [
        x === 0 ? 0 : betaQuantile(tail, x + 0.5, n - x + 0.5),
        x === n ? 1 : betaQuantile(1 - tail, x + 0.5, n - x + 0.5),
      ];
    default: {
      const half = z * Math.sqrt((p * (1 - p)) / n);
      return [Math.max(0, p - half), Math.min(1, p + half)];
    }
  }
}
