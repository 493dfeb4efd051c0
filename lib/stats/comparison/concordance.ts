import { type DenseRanks, denseRanks } from "@/lib/stats/parts/dense-ranks";

/** Counts by rank, and how many are below one: Fenwick, Software: Practice and Experience 24 (1994) 327-336. */
class RankCounts {
  private readonly sums: Float64Array;

  constructor(ranks: number) {
    this.sums = new Float64Array(ranks + 1);
  }

  add(rank: number): void {
    for (let node = rank + 1; node < this.sums.length; node += node & -node) this.sums[node]++;
  }

  countBelow(rank: number): number {
    let count = 0;
    for (let node = rank; node > 0; node -= node & -node) count += this.sums[node];
    return count;
  }
}

/** Places in the order of their ranks. */
function orderOf({ ranks, starts }: DenseRanks): Int32Array {
  const next = starts.slice();
  const order = new Int32Array(ranks.length);
  for (let place = 0; place < ranks.length; place++) order[next[ranks[place]]++] = place;
  return order;
}

/** For each place, those that come before it in `order` with another x: how many have a smaller y, less how many a greater. */
function addLead(scores: Float64Array, order: Int32Array, x: Int32Array, y: Int32Array, ranks: number): void {
  const counts = new RankCounts(ranks);
  for (let start = 0, end = 0; start < order.length; start = end) {
    while (end < order.length && x[order[end]] === x[order[start]]) end++;
    for (let k = start; k < end; k++) {
      const rank = y[order[k]];
      scores[order[k]] += counts.countBelow(rank) - (start - counts.countBelow(rank + 1));
    }
    for (let k = start; k < end; k++) counts.add(y[order[k]]);
  }
}

function scorePlaces(x: DenseRanks, y: DenseRanks): Float64Array {
  const [order, count] = [orderOf(x), y.starts.length - 1];
  const scores = new Float64Array(order.length);
  addLead(scores, order, x.ranks, y.ranks, count);
  // From above those that were passed have the greater x, so that a greater y is the same order.
  const turned = y.ranks.map((rank) => count - 1 - rank);
  addLead(scores, order.reverse(), x.ranks, turned, count);
  return scores;
}

/**
 * For each place i the sum over all j of the sign of (x_i - x_j)(y_i - y_j): how many places stand to it in the same order by x and y,
 * less how many in the opposite. Ties on either side are neither; the sum of all is 2 (C - D).
 *
 * Places are gone through in the order of x, and those already passed are counted by the rank of their y, once from below and once from
 * above. O(n log n) where comparing all pairs is O(n^2). Source: Knight, Journal of the American Statistical Association 61 (1966)
 * 436-439, with a tree of counts in the place of his merge sort, which gives C - D but not its parts by place.
 */
export const placeScores = (x: ArrayLike<number>, y: ArrayLike<number>): Float64Array =>
  scorePlaces(denseRanks(x), denseRanks(y));

/** Pairs of places that x and y order alike and in opposite ways, and those tied in x, in y. */
export type Concordance = { concordant: number; discordant: number; tiedX: number; tiedY: number };

/** Pairs of values with the same rank. */
function countTied({ starts }: DenseRanks): number {
  let pairs = 0;
  for (let rank = 1; rank < starts.length; rank++) {
    const size = starts[rank] - starts[rank - 1];
    pairs += (size * (size - 1)) / 2;
  }
  return pairs;
}

/** Up to so many places looking at every pair is quicker than sorting. */
const few = 64;

/** By the definition: O(n^2). */
function compareAll(x: ArrayLike<number>, y: ArrayLike<number>): Concordance {
  const counted = { concordant: 0, discordant: 0, tiedX: 0, tiedY: 0 };
  for (let i = 0; i < x.length; i++) {
    for (let j = 0; j < i; j++) {
      const order = Math.sign(x[i] - x[j]) * Math.sign(y[i] - y[j]);
      if (order > 0) counted.concordant++;
      if (order < 0) counted.discordant++;
      if (x[i] === x[j]) counted.tiedX++;
      if (y[i] === y[j]) counted.tiedY++;
    }
  }
  return counted;
}

/** C and D of all n (n - 1) / 2 pairs: their difference from `placeScores`, their sum from the ties. O(n log n). */
export function countConcordance(x: ArrayLike<number>, y: ArrayLike<number>): Concordance {
  if (x.length <= few) return compareAll(x, y);
  const [ofX, ofY] = [denseRanks(x), denseRanks(y)];
  const [n, ranks] = [ofX.ranks.length, ofY.starts.length];
  const ofBoth = denseRanks(Float64Array.from(ofX.ranks, (rank, place) => rank * ranks + ofY.ranks[place]));
  const [tiedX, tiedY] = [countTied(ofX), countTied(ofY)];
  const ordered = (n * (n - 1)) / 2 - tiedX - tiedY + countTied(ofBoth);
  const lead = scorePlaces(ofX, ofY).reduce((sum, score) => sum + score, 0) / 2;
  return { concordant: (ordered + lead) / 2, discordant: (ordered - lead) / 2, tiedX, tiedY };
}
