import { factorise, substitute } from "@/lib/stats/parts/linear-solve";
import { type Clusters, listMembers } from "@/lib/stats/resampling/parts/clusters";
import { information, type LogisticFit, type LogisticRows } from "./logistic-fit";

/** Above so much work (clusters x width^3) single steps take the whole information: with so many clusters it is as good. */
const mostWork = 500_000_000;

/**
 * The covariance of a logistic fit whose rows hang together in clusters: how far leaving out one cluster would move
 * the coefficients, by one step of Newton's method, squared and summed,
 *
 *   V = (G - 1) / G sum_g d_g d_g',   d_g = (I - I_g)^-1 sum over g of (y - p) x,
 *
 * I the information and I_g the cluster's share of it (CR3, one step of the jackknife). Unlike the plain sandwich it
 * does not think a cluster's own pull on the fit to be evidence for the fit, and so is not too small with few of
 * them. Where the rest does not determine the coefficients without a cluster, the step takes I.
 */
export function sandwichCovariance(rows: LogisticRows, fit: LogisticFit, clusters: Clusters): Float64Array[] {
  const { width } = rows;
  const whole = information(rows, fit.chances);
  const isCheap = clusters.count * width ** 3 <= mostWork;
  const covariance = Array.from({ length: width }, () => new Float64Array(width));
  for (const members of listMembers(clusters)) {
    const own = information(rows, fit.chances, members);
    const rest = isCheap
      ? factorise(
          whole.map((cell, i) => cell - own[i]),
          width,
        )
      : null;
    const move = clusterSlope(rows, fit.chances, members);
    substitute(rest ?? fit.factor, move);
    for (let i = 0; i < width; i++) {
      for (let j = 0; j < width; j++) covariance[i][j] += move[i] * move[j];
    }
  }
  const share = (clusters.count - 1) / clusters.count;
  return covariance.map((row) => row.map((cell) => share * cell));
}

/** sum (y - p) x over a cluster's rows. */
function clusterSlope({ x, width, y }: LogisticRows, chances: Float64Array, members: readonly number[]): Float64Array {
  const sums = new Float64Array(width);
  for (const row of members) {
    for (let k = 0; k < width; k++) sums[k] += (y[row] - chances[row]) * x[row * width + k];
  }
  return sums;
}
