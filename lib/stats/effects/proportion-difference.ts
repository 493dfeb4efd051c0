import { normalQuantile } from "@/lib/stats/distributions/normal-distribution";
import { type Interval, requireLevel } from "@/lib/stats/interval";
import { proportionInterval } from "./proportion-interval";

/** Ways to put an interval on a difference of two independent proportions. */
export type DifferenceMethod = "newcombe" | "miettinen-nurminen" | "agresti-caffo" | "wald";

/** How many of how many. */
export type Share = { count: number; of: number };

/**
 * The first proportion less the second, of independent units, with an interval. Newcombe combines two Wilson
 * intervals; Miettinen-Nurminen inverts a score test; Agresti-Caffo adds one success and one failure to each and
 * takes Wald's; Wald, p - q +- z sqrt(p (1 - p) / n + q (1 - q) / m), is there for comparison: at 0 of n it knows
 * no error. The first two keep near their level down to small numbers; the second is a little nearer and the first
 * a formula that can be checked by hand.
 *
 * That two intervals overlap is no test of a difference: this one is. Cut off at -1 and 1. Throws RangeError for
 * counts that are no proportion.
 * Sources: Newcombe, Statistics in Medicine 17 (1998) 873-890; Miettinen and Nurminen (1985); Agresti and Caffo
 * (2000).
 */
export function proportionDifference(
  first: Share,
  second: Share,
  { method = "newcombe", level = 0.95 }: { method?: DifferenceMethod; level?: number } = {},
): { value: number; interval: Interval } {
  requireLevel("proportionDifference", level);
  for (const { count, of } of [first, second]) {
    if (!(of > 0 && count >= 0 && count <= of)) {
      throw new RangeError(`proportionDifference: ${count} of ${of} is no proportion`);
    }
  }
  const value = first.count / first.of - second.count / second.of;
  const z = normalQuantile(0.5 + level / 2);
  const [low, high] = ends(first, second, { method, level, value, z });
  return { value, interval: { low: Math.max(-1, low), high: Math.min(1, high), level, method } };
}

/**
 * Newcombe's: with Wilson ends l and u, low = p - q - sqrt((p - l_p)^2 + (u_q - q)^2) and high with the other ends:
 * errors add in squares, each read off the Wilson end on the side that matters.
 */
function ends(
  first: Share,
  second: Share,
  { method, level, value, z }: { method: DifferenceMethod; level: number; value: number; z: number },
): [low: number, high: number] {
  if (method === "newcombe") {
    const [p, q] = [first.count / first.of, second.count / second.of];
    const a = proportionInterval(first.count, first.of, { level });
    const b = proportionInterval(second.count, second.of, { level });
    return [value - Math.hypot(p - a.low, b.high - q), value + Math.hypot(a.high - p, q - b.low)];
  }
  if (method === "miettinen-nurminen") return miettinenNurminen(first, second, value, z);
  const extra = method === "agresti-caffo" ? 1 : 0;
  const share = ({ count, of }: Share) => ({ p: (count + extra) / (of + 2 * extra), n: of + 2 * extra });
  const [a, b] = [share(first), share(second)];
  const half = z * Math.sqrt((a.p * (1 - a.p)) / a.n + (b.p * (1 - b.p)) / b.n);
  return [a.p - b.p - half, a.p - b.p + half];
}

/** The differences that a score test does not reject, by bisection on either side of the observed one. */
function miettinenNurminen(first: Share, second: Share, value: number, z: number): [low: number, high: number] {
  const rejects = (gap: number) => Math.abs(scoreStatistic(first, second, gap)) > z;
  const search = (end: number) => {
    if (!rejects(end)) return end;
    let [inside, outside] = [value, end];
    for (let i = 0; i < 60; i++) {
      const middle = (inside + outside) / 2;
      if (rejects(middle)) outside = middle;
      else inside = middle;
    }
    return inside;
  };
  return [search(-1), search(1)];
}

/**
 * The score statistic of Miettinen and Nurminen at a given difference g: with P and Q the most likely shares under
 * P - Q = g,
 *
 *   z = (p - q - g) / sqrt([P (1 - P) / n1 + Q (1 - Q) / n2] x n / (n - 1)), n = n1 + n2.
 *
 * The errors are those that hold at g and not at what was found, which is why it works at 0 and 1. Q is a root of a
 * cubic, taken by cosines: of its three real ones that in range.
 */
function scoreStatistic(first: Share, second: Share, gap: number): number {
  const { count: x1, of: n1 } = first;
  const { count: x2, of: n2 } = second;
  const n = n1 + n2;
  const cubic = n;
  const square = (n1 + 2 * n2) * gap - n - x1 - x2;
  const linear = (n2 * gap - n - 2 * x2) * gap + x1 + x2;
  const constant = x2 * gap * (1 - gap);
  const shift = square / (3 * cubic);
  const turn = shift ** 3 - (square * linear) / (6 * cubic * cubic) + constant / (2 * cubic);
  const radius = Math.sign(turn || 1) * Math.sqrt(Math.max(0, shift * shift - linear / (3 * cubic)));
  const angle = radius === 0 ? 0 : (Math.PI + Math.acos(Math.min(1, Math.max(-1, turn / radius ** 3)))) / 3;
  const q = Math.min(1, Math.max(0, 2 * radius * Math.cos(angle) - shift));
  const p = Math.min(1, Math.max(0, q + gap));
  const variance = ((p * (1 - p)) / n1 + (q * (1 - q)) / n2) * (n / (n - 1));
  const distance = x1 / n1 - x2 / n2 - gap;
  if (Math.abs(distance) < 1e-14) return 0;
  return variance <= 0 ? Math.sign(distance) * Number.POSITIVE_INFINITY : distance / Math.sqrt(variance);
}
