import type { Random } from "@/lib/stats/defined";

/** ln k! for k = 0 to n. */
function logFactorials(n: number): Float64Array {
  const logs = new Float64Array(n + 1);
  for (let k = 2; k <= n; k++) logs[k] = logs[k - 1] + Math.log(k);
  return logs;
}

/**
 * A number of successes in n trials of probability p, from one random number: outcomes are taken off it in order of their
 * distance from the mode, of whose probability the next ones are simple multiples. O(square root of n) on average.
 */
function drawBinomial(n: number, p: number, logs: Float64Array, random: Random): number {
  if (n === 0 || p <= 0) return 0;
  if (p >= 1) return n;
  const odds = p / (1 - p);
  const mode = Math.min(n, Math.floor((n + 1) * p));
  const choose = logs[n] - logs[mode] - logs[n - mode];
  const atMode = Math.exp(choose + mode * Math.log(p) + (n - mode) * Math.log1p(-p));
  let left = random() - atMode;
  let [high, atHigh, low, atLow] = [mode, atMode, mode, atMode];
  while (left >= 0) {
    if (high < n) {
      atHigh *= (odds * (n - high)) / (high + 1);
      high++;
      left -= atHigh;
      if (left < 0) return high;
    }
    if (low > 0) {
      atLow *= low / (odds * (n - low + 1));
      low--;
      left -= atLow;
      if (left < 0) return low;
    }
    // What rounding has left over belongs nowhere else.
    if ((high === n || atHigh < 1e-16) && (low === 0 || atLow < 1e-16)) return mode;
  }
  return mode;
}

/**
 * A sample with replacement of as many things as there are, where things of one kind are not told apart: `counts` says how
 * many there are of each kind, `into` is filled with how many of each are drawn. The multinomial as a chain of binomials,
 * each of what the kinds before it have left: O(kinds), not O(things).
 */
export function multinomialDraw(counts: Int32Array, random: Random): (into: Float64Array) => void {
  const things = counts.reduce((sum, count) => sum + count, 0);
  const logs = logFactorials(things);
  return (into) => {
    let [draws, rest] = [things, things];
    for (let kind = 0; kind < counts.length; kind++) {
      const count = counts[kind];
      const drawn = drawBinomial(draws, count / rest, logs, random);
      into[kind] = drawn;
      draws -= drawn;
      rest -= count;
    }
  };
}
