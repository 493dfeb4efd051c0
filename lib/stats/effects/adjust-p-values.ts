/** Ways to account for having tested more than once. The first four bound any false rejection, the last two their share. */
export type Adjustment = "holm" | "hochberg" | "hommel" | "bonferroni" | "benjamini-hochberg" | "benjamini-yekutieli";

/**
 * P values adjusted for multiplicity, in the order given: reject those at or below the level. With m of them,
 * sorted so that p_1 is the smallest, and "max" and "min" taken so that adjusted values keep the order,
 *
 *   bonferroni          m p_i
 *   holm                max over j <= i of (m - j + 1) p_j
 *   hochberg            min over j >= i of (m - j + 1) p_j
 *   hommel              the largest of Simes' tests that p_i has to pass (closed testing)
 *   benjamini-hochberg  min over j >= i of m p_j / j
 *   benjamini-yekutieli the same, times 1 + 1/2 + ... + 1/m
 *
 * and never above 1. The first four hold the chance of any false rejection, the last two the expected share of
 * false ones among rejections, which allows more where much is tested. Holm needs no assumption and is never worse
 * than Bonferroni; Hochberg, Hommel and Benjamini-Hochberg need independence or positive dependence;
 * Benjamini-Yekutieli holds under any dependence. Throws RangeError for what is no p value.
 * Sources: Holm (1979), Hochberg (1988), Hommel (1988), Benjamini and Hochberg (1995), Benjamini and Yekutieli
 * (2001).
 */
export function adjustPValues(pValues: readonly number[], method: Adjustment): number[] {
  const wrong = pValues.find((p) => !(p >= 0 && p <= 1));
  if (wrong !== undefined) throw new RangeError(`adjustPValues: ${wrong} is no p value`);
  const m = pValues.length;
  const order = Array.from(pValues.keys()).sort((a, b) => pValues[a] - pValues[b]);
  const sorted = order.map((i) => pValues[i]);
  const adjusted = adjustSorted(sorted, m, method);
  const result = new Array<number>(m);
  for (const [rank, i] of order.entries()) result[i] = Math.min(1, adjusted[rank]);
  return result;
}

/** Adjusted values of sorted ones, before they are cut off at 1; rank counts from 0. */
function adjustSorted(sorted: readonly number[], m: number, method: Adjustment): number[] {
  const harmonic = sorted.reduce((sum, _, rank) => sum + 1 / (rank + 1), 0);
  switch (method) {
    case "bonferroni":
      return sorted.map((p) => p * m);
    case "holm":
      return runningMost(sorted.map((p, rank) => p * (m - rank)));
    case "hochberg":
      return runningLeast(sorted.map((p, rank) => p * (m - rank)));
    case "benjamini-hochberg":
      return runningLeast(sorted.map((p, rank) => (p * m) / (rank + 1)));
    case "benjamini-yekutieli":
      return runningLeast(sorted.map((p, rank) => (p * m * harmonic) / (rank + 1)));
    case "hommel":
      return hommel(sorted);
  }
}

/** Each value, or the largest before it. */
function runningMost(values: readonly number[]): number[] {
  let most = 0;
  return values.map((value) => {
    most = Math.max(most, value);
    return most;
  });
}

/** Each value, or the smallest after it. */
function runningLeast(values: readonly number[]): number[] {
  let least = 1;
  return values
    .toReversed()
    .map((value) => {
      least = Math.min(least, value);
      return least;
    })
    .toReversed();
}

/**
 * Wright's algorithm (Biometrics 48 (1992) 1005-1013): for every number of hypotheses that may be left to be true,
 * Simes' test, the least of (number left) p_(j) / j, of the largest p values; an adjusted value is the largest of
 * those that its hypothesis may be among. O(m^2), where closed testing itself looks at 2^m sets.
 */
function hommel(sorted: readonly number[]): number[] {
  const m = sorted.length;
  const adjusted = [...sorted];
  for (let left = m; left > 1; left--) {
    let simes = Number.POSITIVE_INFINITY;
    for (let rank = m - left + 1; rank < m; rank++) {
      simes = Math.min(simes, (left * sorted[rank]) / (left - m + rank + 1));
    }
    for (let rank = 0; rank < m; rank++) {
      const own = sorted[rank];
      const bound = rank > m - left ? simes : Math.min(simes, left * own);
      adjusted[rank] = Math.max(adjusted[rank], own, bound);
    }
  }
  return adjusted;
}
