import type { CodedRatings } from "./coded-ratings";
import { pearson, spearman } from "./correlation";
import { type Defined, defined, undefinedBecause } from "./defined";
import { completeColumns } from "./rating-matrix";

/** The mean correlation over pairs of raters; pairs without one (a constant rater) do not enter. */
export type MeanPairwiseCorrelation = {
  value: number;
  /** The mean taken on Fisher's scale, where perfect correlations cannot enter and are counted. */
  fisherMean: Defined<number>;
  perfectPairs: number;
  pairs: number;
  undefinedPairs: number;
  units: number;
};

/** Mean Pearson or Spearman correlation over all pairs of raters, on the units that every rater rated. */
export function meanPairwiseCorrelation(
  ratings: CodedRatings,
  kind: "pearson" | "spearman",
): Defined<MeanPairwiseCorrelation> {
  const columns = completeColumns(ratings);
  const values: number[] = [];
  let lost = 0;
  for (const [first, x] of columns.entries()) {
    for (const y of columns.slice(first + 1)) {
      const correlation = (kind === "pearson" ? pearson : spearman)(x, y);
      if (correlation.defined) values.push(correlation.value.value);
      else lost++;
    }
  }
  if (values.length === 0) return undefinedBecause("no pair of raters has a correlation");
  const imperfect = values.filter((value) => Math.abs(value) < 1 - 1e-12);
  const mean = (numbers: readonly number[]) => numbers.reduce((sum, value) => sum + value, 0) / numbers.length;
  return defined({
    value: mean(values),
    fisherMean:
      imperfect.length === 0
        ? undefinedBecause("every pair correlates perfectly")
        : defined(Math.tanh(mean(imperfect.map(Math.atanh)))),
    perfectPairs: values.length - imperfect.length,
    pairs: values.length,
    undefinedPairs: lost,
    units: columns[0]?.length ?? 0,
  });
}
