import { type Defined, defined, undefinedBecause } from "@/lib/stats/defined";
import { proportionInterval } from "@/lib/stats/effects/proportion-interval";
import type { Interval } from "@/lib/stats/interval";

/**
 * Which edge of a bin belongs to it. Stated probabilities are round numbers and often lie on an edge, so that it
 * matters.
 */
export type ClosedEdge = "upper" | "lower";

/** One bin of a reliability curve, with Wilson's interval of the share that came true. */
type CalibrationBin = {
  low: number;
  high: number;
  count: number;
  meanProbability: number;
  shareTrue: number;
  interval: Interval;
};

/** Of n units with a stated probability p_u and an outcome o_u of 0 or 1. */
export type Calibration = {
  units: number;
  /** Mean of (probability - outcome) squared. */
  brier: number;
  /** Expected calibration error: mean over units of |share true - mean probability| of their bin. */
  ece: number;
  /** The largest such gap of a bin. */
  mce: number;
  /** Bins that hold a unit. */
  bins: CalibrationBin[];
  /** Mean of -ln of the probability given to what happened; infinite where 0 was given to it. */
  logLoss: Defined<number>;
  /** Brier = reliability - resolution + uncertainty, over the distinct probabilities (Murphy 1973). */
  reliability: number;
  resolution: number;
  uncertainty: number;
};

/**
 * How far stated probabilities can be taken at their word: of all that is stated with .8, do 80 % come true?
 *
 *   Brier = mean (p_u - o_u)^2,   log loss = mean of -ln(p_u, or 1 - p_u where it did not happen),
 *   ECE = sum over bins of (units in the bin / n) |share true - mean probability|,   MCE the largest such gap.
 *
 * Brier and log loss are proper: nobody gains by stating what they do not believe. ECE is not, and somebody who
 * always states the base rate has an ECE of 0; read it with `resolution`. Log loss punishes a sure error without
 * limit and is undefined where something happened that was given probability 0.
 *
 * `uniform` bins have equal width, `quantile` bins about equal numbers; a bin holds its upper edge and not its
 * lower one (`closed` turns that round; the outermost edges always belong). ECE depends on the bins and is too high
 * with few units: the gap of a bin is taken without its sign, so that noise alone makes one. Undefined without a
 * unit. Throws RangeError for lists of different length and for what is no probability.
 * Sources: Brier (1950); Naeini, Cooper and Hauskrecht, AAAI 2015.
 */
export function calibration(
  probabilities: readonly number[],
  outcomes: readonly boolean[],
  {
    bins = 10,
    strategy = "uniform",
    closed = "upper",
  }: { bins?: number; strategy?: "uniform" | "quantile"; closed?: ClosedEdge } = {},
): Defined<Calibration> {
  if (probabilities.length !== outcomes.length) {
    throw new RangeError(`calibration: ${probabilities.length} probabilities for ${outcomes.length} outcomes`);
  }
  const wrong = probabilities.find((probability) => !(probability >= 0 && probability <= 1));
  if (wrong !== undefined) throw new RangeError(`calibration: ${wrong} is no probability`);
  if (!(Number.isInteger(bins) && bins > 0)) throw new RangeError(`calibration: ${bins} is no number of bins`);
  const n = probabilities.length;
  if (n === 0) return undefinedBecause("there are no probabilities");
  const edges = strategy === "uniform" ? uniformEdges(bins) : quantileEdges(probabilities, bins);
  const isUniform = strategy === "uniform" && closed === "lower";
  const binOf = isUniform ? (p: number) => Math.min(bins - 1, Math.floor(p * bins)) : findBin(edges, closed);
  const curve = reliabilityCurve(probabilities, outcomes, edges, binOf);
  const gap = ({ meanProbability, shareTrue }: CalibrationBin) => Math.abs(shareTrue - meanProbability);
  const squares = probabilities.reduce((sum, p, unit) => sum + (p - Number(outcomes[unit])) ** 2, 0);
  return defined({
    units: n,
    brier: squares / n,
    ece: curve.reduce((sum, bin) => sum + (bin.count / n) * gap(bin), 0),
    mce: Math.max(...curve.map(gap)),
    bins: curve,
    logLoss: logLoss(probabilities, outcomes),
    ...decompose(probabilities, outcomes),
  });
}

/** The mean of -ln of the probability given to what happened; undefined where that was 0 once. */
function logLoss(probabilities: readonly number[], outcomes: readonly boolean[]): Defined<number> {
  let sum = 0;
  for (const [unit, p] of probabilities.entries()) {
    const given = outcomes[unit] ? p : 1 - p;
    if (given === 0) return undefinedBecause("something happened that was given probability 0");
    sum -= Math.log(given);
  }
  return defined(sum / probabilities.length);
}

/**
 * Murphy's (1973) parts of the Brier score. Units are grouped by the very probability stated, n_g of them with p_g,
 * of whom the share s_g came true; s is the share over all:
 *
 *   reliability = sum (n_g / n) (p_g - s_g)^2     how far what is stated is from what comes true: 0 is best
 *   resolution  = sum (n_g / n) (s_g - s)^2       how far outcomes are told apart: the more the better
 *   uncertainty = s (1 - s)                       what nobody can help
 *
 * Brier = reliability - resolution + uncertainty exactly, because groups and not bins are taken. Where nearly every
 * probability is another one, groups are single units, and reliability and resolution both become large.
 */
function decompose(probabilities: readonly number[], outcomes: readonly boolean[]) {
  const groups = new Map<number, { count: number; held: number }>();
  let held = 0;
  for (const [unit, p] of probabilities.entries()) {
    const group = groups.get(p) ?? { count: 0, held: 0 };
    group.count++;
    if (outcomes[unit]) {
      group.held++;
      held++;
    }
    groups.set(p, group);
  }
  const n = probabilities.length;
  const base = held / n;
  let [reliability, resolution] = [0, 0];
  for (const [p, group] of groups) {
    const share = group.held / group.count;
    reliability += (group.count / n) * (p - share) ** 2;
    resolution += (group.count / n) * (share - base) ** 2;
  }
  return { reliability, resolution, uncertainty: base * (1 - base) };
}

/**
 * Edges of bins of equal width, with numpy's order of operations (`linspace`), as the quantile edges: .1 x 3 and .3
 * are different numbers, and a probability of .3 has to fall into the bin where other tools put it.
 */
const uniformEdges = (bins: number) =>
  Array.from({ length: bins + 1 }, (_, edge) => (edge === bins ? 1 : edge * (1 / bins)));

/**
 * Edges between equal numbers of units, with numpy's order of operations (`percentile`, linear): an edge that should be
 * one of the probabilities falls a rounding error beside it in the same cases, and tied ones into the same bin.
 */
function quantileEdges(probabilities: readonly number[], bins: number): number[] {
  const sorted = probabilities.toSorted((a, b) => a - b);
  return Array.from({ length: bins + 1 }, (_, edge) => {
    const share = edge === bins ? 1 : edge * (1 / bins);
    const at = ((share * 100) / 100) * (sorted.length - 1);
    const [place, part] = [Math.floor(at), at - Math.floor(at)];
    const below = sorted[place];
    const above = sorted[Math.min(place + 1, sorted.length - 1)];
    return part >= 0.5 ? above - (above - below) * (1 - part) : below + (above - below) * part;
  });
}

/** The bin of a probability: how many inner edges lie below it (or at it, where bins hold their lower edge). */
function findBin(edges: readonly number[], closed: ClosedEdge): (p: number) => number {
  const inner = edges.slice(1, -1);
  const isBelow = closed === "upper" ? (edge: number, p: number) => edge < p : (edge: number, p: number) => edge <= p;
  return (p) => inner.filter((edge) => isBelow(edge, p)).length;
}

/**
 * The bins that hold a unit, with the mean of what was stated, the share that came true and its Wilson interval,
 * which takes units as independent.
 */
function reliabilityCurve(
  probabilities: readonly number[],
  outcomes: readonly boolean[],
  edges: readonly number[],
  binOf: (p: number) => number,
): CalibrationBin[] {
  const sums = Array.from({ length: edges.length - 1 }, () => ({ count: 0, stated: 0, held: 0 }));
  for (const [unit, probability] of probabilities.entries()) {
    const bin = sums[binOf(probability)];
    if (!bin) continue;
    bin.count++;
    bin.stated += probability;
    bin.held += Number(outcomes[unit]);
  }
  return sums.flatMap(({ count, stated, held }, bin) =>
    count === 0
      ? []
      : [
          {
            low: edges[bin],
            high: edges[bin + 1],
            count,
            meanProbability: stated / count,
            shareTrue: held / count,
            interval: proportionInterval(held, count),
          },
        ],
  );
}
