import { type Defined, defined, undefinedBecause } from "@/lib/stats/defined";
import { numberClusters } from "@/lib/stats/resampling/parts/clusters";

/** A mean with an error that takes values of one cluster to hang together; t with `df` degrees of freedom. */
export type ClusteredMean = { value: number; standardError: number; df: number; clusters: number };

/**
 * The mean of values that come in clusters (items of one prompt), every value counting once, with the bias-reduced
 * sandwich error (CR2) and its degrees of freedom after Satterthwaite. With n_g of n values in cluster g, p_g = n_g /
 * n and e_g the sum of a cluster's distances from the mean,
 *
 *   var = sum_g e_g^2 / (1 - p_g) / n^2,
 *   df  = n^2 / [sum_g n_g^2 + (sum_g x_g)^2 - sum_g x_g^2],   x_g = n_g^2 / (n (1 - p_g)).
 *
 * A large cluster pulls the mean towards itself, and 1 - p_g gives back what that hides; the df are clusters - 1
 * where clusters are alike and fewer where some are large, so that few prompts give wide intervals and not wrong
 * ones. Where every value is its own cluster this is the standard error of a mean, and df n - 1.
 *
 * Undefined for no value, and for one cluster. The error is 0 where no cluster departs from the mean.
 * Sources: Bell and McCaffrey, Survey Methodology 28 (2002) 169-181; Pustejovsky and Tipton, Journal of Business and
 * Economic Statistics 36 (2018) 672-683.
 */
export function clusteredMean(values: readonly number[], keys?: readonly (string | number)[]): Defined<ClusteredMean> {
  const n = values.length;
  const { clusterOf, count } = numberClusters(n, keys);
  if (n === 0) return undefinedBecause("there is no value");
  if (count < 2) return undefinedBecause("one cluster alone shows no spread");
  const value = values.reduce((sum, own) => sum + own, 0) / n;
  const [sums, sizes] = [new Float64Array(count), new Float64Array(count)];
  for (let i = 0; i < n; i++) {
    sums[clusterOf[i]] += values[i] - value;
    sizes[clusterOf[i]]++;
  }
  let [squares, own, pulls, pullSquares] = [0, 0, 0, 0];
  for (let g = 0; g < count; g++) {
    const rest = 1 - sizes[g] / n;
    squares += sums[g] ** 2 / rest;
    own += sizes[g] ** 2;
    pulls += sizes[g] ** 2 / (n * rest);
    pullSquares += (sizes[g] ** 2 / (n * rest)) ** 2;
  }
  const standardError = Math.sqrt(squares) / n;
  const df = n ** 2 / (own + pulls ** 2 - pullSquares);
  return defined({ value, standardError: standardError < 1e-14 ? 0 : standardError, df, clusters: count });
}
