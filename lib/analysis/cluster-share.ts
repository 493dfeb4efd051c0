import type { Estimate } from "@/lib/analysis/estimate";
import { type Defined, defined } from "@/lib/stats/defined";
import { proportionInterval } from "@/lib/stats/proportion-interval";

/**
 * A share with Wilson's interval over as many trials as there are clusters (items, or prompts that items share): labels
 * of one cluster hang together, so that counting each would make the interval too narrow. Holds whatever they share.
 */
export function clusterShare(value: number, clusters: number): Estimate {
  const { low, high } = proportionInterval(value * clusters, clusters);
  return { value, interval: defined({ low, high }), undefinedReplicates: 0 };
}

/** A share of 0 or 1 is the same in every resample, which is no certainty: `clusterShare` then, else as it is. */
export const atTheEdge = (share: Estimate, clusters: number): Estimate =>
  (share.value === 0 || share.value === 1) && clusters > 0 ? clusterShare(share.value, clusters) : share;

/** `atTheEdge` of a share that may be undefined. */
export const withEdge = (share: Defined<Estimate>, clusters: number): Defined<Estimate> =>
  share.defined ? defined(atTheEdge(share.value, clusters)) : share;
