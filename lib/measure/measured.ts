import type { PairCounts } from "@/lib/measure/coefficient";
import type { Estimate } from "@/lib/measure/estimate";
import { type Defined, undefinedBecause } from "@/lib/stats/defined";

/*
 * What the browser needs to know of coefficients: their keys and figures, without what computes them.
 */

/** The names of coefficients in files, links and JSON. */
export const keys = {
  percent: "percent-agreement",
  jaccard: "mean-jaccard",
  overlap: "overlap",
  aboveChance: "above-chance",
  masi: "krippendorff-alpha-masi",
  alpha: "krippendorff-alpha",
  gwet: "gwet-ac",
  fleiss: "fleiss-kappa",
  evenChance: "brennan-prediger",
  cohen: "cohen-kappa",
  meanOfPairs: "mean-kappa",
  weightedOfPairs: "weighted-kappa",
  conger: "conger-kappa",
  pooled: "pooled-kappa",
  icc11: "icc-1-1",
  icc21: "icc-2-1",
  icc31: "icc-3-1",
} as const;

export type CoefficientKey = (typeof keys)[keyof typeof keys];

/** One coefficient of some labels. */
export type Measured = { key: CoefficientKey; name: string; estimate: Defined<Estimate>; pairs?: PairCounts };

/** One coefficient among those measured. */
export const coefficientOf = (measured: readonly Measured[], key: CoefficientKey): Defined<Estimate> =>
  measured.find((own) => own.key === key)?.estimate ?? undefinedBecause("it is not for labels of this kind");
