import { requireNumbers } from "@/lib/stats/parts/require-numbers";

/** How far apart two distributions over the same categories are; 0 where they are one. */
export type SoftLabelDistances = {
  /** Bits, 0 to 1. Its root is a metric. */
  jensenShannon: number;
  /** Half the sum of differences of shares, 0 to 1: the share of labels that would have to change. */
  manhattan: number;
  /** Mean distance that labels would have to be moved, in units of the scale. */
  wasserstein: number;
};

/** Throws RangeError unless shares are 0 or more and sum to 1. */
function requireShares(caller: string, shares: ArrayLike<number>): void {
  requireNumbers(caller, shares);
  let sum = 0;
  for (let k = 0; k < shares.length; k++) {
    if (shares[k] < 0) throw new RangeError(`${caller}: a share of ${shares[k]} is none`);
    sum += shares[k];
  }
  if (Math.abs(sum - 1) > 1e-9) throw new RangeError(`${caller}: shares sum to ${sum} and not to 1`);
}

const bits = (share: number) => (share > 0 ? -share * Math.log2(share) : 0);

/**
 * The entropy of an item's labels, -sum p log2 p, in bits: 0 where all are of one category, log2 q where q categories share
 * them evenly. Of a few labels it is too low on average (three labels never show more than log2 3): compare items with
 * equal numbers of labels. Throws RangeError unless shares sum to 1.
 */
export function labelEntropy(shares: ArrayLike<number>): number {
  requireShares("labelEntropy", shares);
  let sum = 0;
  for (let k = 0; k < shares.length; k++) sum += bits(shares[k]);
  return sum;
}

/**
 * Distances between two soft labels of an item, shares p and r of its categories: what people said and what a judge's
 * probabilities say, where neither is boiled down to one label.
 *
 *   Jensen-Shannon  H((p + r) / 2) - (H(p) + H(r)) / 2, H the entropy in bits
 *   Manhattan       sum |p - r| / 2
 *   Wasserstein     integral of |P - R| over the scale, P and R the shares at or below a point
 *
 * The first two know nothing of order; Wasserstein takes the categories to stand at `values` in rising order, so that a
 * near miss costs less. Throws RangeError unless both sum to 1 and values rise.
 * Sources: Lin, IEEE Transactions on Information Theory 37 (1991) 145-151; Uma et al., Learning from Disagreement, JAIR 72
 * (2021) 1385-1470.
 */
export function softLabelDistances(
  people: ArrayLike<number>,
  other: ArrayLike<number>,
  values: ArrayLike<number>,
): SoftLabelDistances {
  requireShares("softLabelDistances", people);
  requireShares("softLabelDistances", other);
  const q = people.length;
  if (other.length !== q || values.length !== q)
    throw new RangeError("softLabelDistances: needs as many shares as values");
  let [mixed, own, manhattan, wasserstein, gap] = [0, 0, 0, 0, 0];
  for (let k = 0; k < q; k++) {
    mixed += bits((people[k] + other[k]) / 2);
    own += (bits(people[k]) + bits(other[k])) / 2;
    manhattan += Math.abs(people[k] - other[k]) / 2;
    gap += people[k] - other[k];
    if (k === q - 1) continue;
    if (!(values[k + 1] > values[k])) throw new RangeError("softLabelDistances: values have to rise");
    wasserstein += Math.abs(gap) * (values[k + 1] - values[k]);
  }
  return { jensenShannon: Math.max(0, mixed - own), manhattan, wasserstein };
}
