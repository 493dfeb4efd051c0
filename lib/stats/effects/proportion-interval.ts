import { betaQuantile } from "@/lib/stats/distributions/beta-distribution";
import { binomialTails } from "@/lib/stats/distributions/binomial-distribution";
import { normalQuantile } from "@/lib/stats/distributions/normal-distribution";
import { type Interval, requireLevel } from "@/lib/stats/interval";

/** Ways to put an interval on a proportion of independent trials. */
export type ProportionMethod =
  | "wilson"
  | "wilson-continuity"
  | "clopper-pearson"
  | "blaker"
  | "agresti-coull"
  | "jeffreys"
  | "wald";

/**
 * An interval for a proportion of x `successes` among n `trials`. With p = x / n and z the normal quantile:
 *
 *   wilson           (x + z^2 / 2) / (n + z^2) +- z / (n + z^2) sqrt(n p (1 - p) + z^2 / 4)
 *   agresti-coull    Wald's, of x + z^2 / 2 in n + z^2
 *   clopper-pearson  beta quantiles: tail of (x, n - x + 1) and 1 - tail of (x + 1, n - x)
 *   jeffreys         beta quantiles of (x + 1/2, n - x + 1/2)
 *   blaker           all p at which the acceptability of x is 1 - level or more, see blakerLow
 *   wald             p +- z sqrt(p (1 - p) / n)
 *
 * Wilson inverts the score test, whose error is that of the proportion asked about and not of the one found; it
 * keeps its level on average, stays inside 0..1 and gives 0 of 20 an upper end. Clopper-Pearson never falls below
 * its level and is wide, Blaker never falls below it and lies within Clopper-Pearson; Agresti-Coull and Wald may
 * leave 0..1, and Wald, which claims certainty at 0 and at n, is for comparison only. Trials are independent:
 * labels of one item are not, resample items there.
 *
 * Throws RangeError unless 0 <= successes <= trials and trials > 0; neither has to be whole.
 * Sources: Brown, Cai and DasGupta, Statistical Science 16 (2001) 101-133; Blaker, Canadian Journal of Statistics
 * 28 (2000) 783-798.
 */
export function proportionInterval(
  successes: number,
  trials: number,
  { method = "wilson", level = 0.95 }: { method?: ProportionMethod; level?: number } = {},
): Interval {
  requireLevel("proportionInterval", level);
  if (!(trials > 0 && successes >= 0 && successes <= trials && Number.isFinite(trials))) {
    throw new RangeError(`proportionInterval: ${successes} of ${trials} is no proportion`);
  }
  const [low, high] = ends(successes, trials, method, (1 - level) / 2);
  return { low, high, level, method };
}

/**
 * The ends by each method, `tail` being what is left out on either side. At 0 and n the outer end of Wilson's and
 * of the beta intervals is 0 or 1 itself.
 */
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
      return [centre - half, centre + half];
    }
    case "wilson-continuity":
      return continuityEnds(x, n, z);
    case "blaker":
      return [blakerLow(x, n, 2 * tail), 1 - blakerLow(n - x, n, 2 * tail)];
    case "clopper-pearson":
      return [x === 0 ? 0 : betaQuantile(tail, x, n - x + 1), x === n ? 1 : betaQuantile(1 - tail, x + 1, n - x)];
    case "jeffreys":
      return [
        x === 0 ? 0 : betaQuantile(tail, x + 0.5, n - x + 0.5),
        x === n ? 1 : betaQuantile(1 - tail, x + 0.5, n - x + 0.5),
      ];
    default: {
      const half = z * Math.sqrt((p * (1 - p)) / n);
      return [p - half, p + half];
    }
  }
}

/**
 * Wilson's ends for a share moved outwards by half a trial (R's prop.test): with p -+ 1 / (2 n) for p in either
 * end, (p + z^2 / (2 n) -+ z sqrt(p (1 - p) / n + z^2 / (4 n^2))) / (1 + z^2 / n). The binomial moves in steps and
 * the normal does not; half a step makes the interval hold its level for nearly every p, about as wide as
 * Clopper-Pearson's.
 */
function continuityEnds(x: number, n: number, z: number): [low: number, high: number] {
  const end = (side: -1 | 1) => {
    const p = Math.min(1, Math.max(0, (x + side * 0.5) / n));
    const half = z * Math.sqrt((p * (1 - p)) / n + (z * z) / (4 * n * n));
    return (p + (z * z) / (2 * n) + side * half) / (1 + (z * z) / n);
  };
  return [x === 0 ? 0 : end(-1), x === n ? 1 : end(1)];
}

/**
 * The smallest p that Blaker's test does not reject, to 1e-5, searched upwards from Clopper-Pearson's end. The
 * acceptability of p is the smaller tail of x plus the largest tail on the other side that is no larger; it jumps
 * with p, so that steps are taken and no bisection. Its upper end is that of n - x turned round.
 */
function blakerLow(x: number, n: number, alpha: number): number {
  if (x === 0) return 0;
  const acceptability = (p: number) => {
    const { lower, upper } = binomialTails(x, n, p);
    if (lower < upper) return 1;
    let other = 0;
    for (let k = x - 1; k >= 0; k--) {
      const tail = binomialTails(k, n, p).lower;
      if (tail > upper) continue;
      other = tail;
      break;
    }
    return Math.min(1, upper + other);
  };
  let p = betaQuantile(alpha / 2, x, n - x + 1);
  while (acceptability(p) < alpha && p < x / n) p += 1e-5;
  return p;
}
