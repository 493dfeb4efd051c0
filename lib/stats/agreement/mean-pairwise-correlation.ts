import type { CodedRatings } from "@/lib/stats/coded-ratings";
import { type Correlation, pearson, spearman } from "@/lib/stats/comparison/correlation";
import { type Defined, defined, undefinedBecause } from "@/lib/stats/defined";
import { type Basis, countBasis } from "./basis";
import { selectComplete } from "./fleiss-kappa";
import { pairedValues } from "./rating-matrix";

/** The mean correlation over pairs of raters; pairs without one (a constant rater, too few units) do not enter. */
export type MeanPairwiseCorrelation = {
  value: number;
  /** The mean taken on Fisher's scale, where perfect correlations cannot enter and are counted. */
  fisherMean: Defined<number>;
  perfectPairs: number;
  pairs: number;
  undefinedPairs: number;
  /** Fewest and most units that a pair with a correlation shares. */
  unitsPerPair: { fewest: number; most: number };
  basis: Basis;
};

/**
 * Mean Pearson or Spearman correlation over all unordered pairs of raters, each pair on the units that both rated,
 * every pair counting once; with `listwise` on the units that every rater rated (as R's irr does). From -1 to 1. It
 * asks whether raters order and space units alike and not whether they give the same numbers: a rater two points
 * above another correlates with it perfectly, which kappa and ICC(2,1) count as disagreement.
 *
 * `value` is the plain mean. `fisherMean` averages atanh r and turns the mean back by tanh: r is skewed near 1 and
 * atanh r is not, so it is the better estimate of a common correlation; a perfect r has no atanh and is counted
 * apart. Two shared units always correlate perfectly, so read `unitsPerPair` first. Undefined where no pair has a
 * correlation. O(pairs x units), with a logarithm more for Spearman.
 */
export function meanPairwiseCorrelation(
  ratings: CodedRatings,
  kind: "pearson" | "spearman",
  { missing = "pairwise" }: { missing?: "pairwise" | "listwise" } = {},
): Defined<MeanPairwiseCorrelation> {
  const isListwise = missing === "listwise";
  const used = isListwise ? selectComplete(ratings) : ratings;
  const correlations = correlatePairs(used, kind);
  const found = correlations.flatMap((own) => (own.defined ? [own.value] : []));
  if (found.length === 0) return undefinedBecause("no pair of raters has a correlation");
  const values = found.map(({ value }) => value);
  const sizes = found.map(({ units }) => units);
  const imperfect = values.filter((value) => Math.abs(value) < 1 - 1e-12);
  return defined({
    value: mean(values),
    fisherMean:
      imperfect.length === 0
        ? undefinedBecause("every pair correlates perfectly")
        : defined(Math.tanh(mean(imperfect.map(Math.atanh)))),
    perfectPairs: values.length - imperfect.length,
    pairs: values.length,
    undefinedPairs: correlations.length - values.length,
    unitsPerPair: {
      fewest: sizes.reduce((least, size) => Math.min(least, size)),
      most: sizes.reduce((most, size) => Math.max(most, size)),
    },
    basis: countBasis(ratings, isListwise ? used.raters : 2),
  });
}

const mean = (numbers: readonly number[]) => numbers.reduce((sum, value) => sum + value, 0) / numbers.length;

/**
 * The correlation of each unordered pair of raters, or why it has none, in the order (0, 1), (0, 2), ..., (1, 2),
 * ...
 */
function correlatePairs(ratings: CodedRatings, kind: "pearson" | "spearman"): Defined<Correlation>[] {
  const correlate = { pearson, spearman }[kind];
  const correlations: Defined<Correlation>[] = [];
  for (let first = 0; first < ratings.raters; first++) {
    for (let second = first + 1; second < ratings.raters; second++) {
      correlations.push(correlate(...pairedValues(ratings, first, second)));
    }
  }
  return correlations;
}
