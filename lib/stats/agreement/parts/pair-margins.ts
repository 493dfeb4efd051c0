import {
  type Disagreement,
  distanceBetween,
  type Weights,
  weightedDisagreement,
} from "@/lib/stats/agreement/disagreement";
import type { CodedRatings } from "@/lib/stats/coded-ratings";

/**
 * One pair of raters at a time: the margins of the units both rated and their summed distance, from which Cohen's
 * kappa follows, so that the pairs of hundreds of raters need no table and no object each, and leaving units out is
 * a matter of those units.
 */
export class PairMargins {
  /** Units that both raters of the pair rated. */
  units = 0;
  private apart = 0;
  private first: Int32Array;
  private second: Int32Array;
  private readonly columns: Int32Array[];
  private readonly all: readonly number[];
  private readonly distances: Float64Array;
  private readonly rows: Float64Array;
  private readonly cols: Float64Array;
  private readonly disagreement: Disagreement;

  constructor({ units, raters, codes, values }: CodedRatings, weights: Weights) {
    const q = values.length;
    const disagreement = weightedDisagreement(weights, values);
    this.disagreement = disagreement;
    this.distances = Float64Array.from({ length: q * q }, (_, cell) =>
      distanceBetween(disagreement, q, Math.floor(cell / q), cell % q),
    );
    this.columns = Array.from({ length: raters }, (_, rater) =>
      Int32Array.from({ length: units }, (_, unit) => codes[unit * raters + rater]),
    );
    this.all = Array.from({ length: units }, (_, unit) => unit);
    [this.first, this.second] = [new Int32Array(0), new Int32Array(0)];
    this.rows = new Float64Array(q);
    this.cols = new Float64Array(q);
  }

  /** Turns to a pair of raters, on all units. */
  take(first: number, second: number): void {
    [this.first, this.second] = [this.columns[first], this.columns[second]];
    [this.units, this.apart] = [0, 0];
    this.rows.fill(0);
    this.cols.fill(0);
    this.change(this.all, 1);
  }

  /** Adds units (`by` 1) or takes them out (-1). */
  change(units: readonly number[], by: 1 | -1): void {
    const { first, second, rows, cols, distances } = this;
    const q = rows.length;
    for (let i = 0; i < units.length; i++) {
      const [k, l] = [first[units[i]], second[units[i]]];
      if (k < 0 || l < 0) continue;
      this.units += by;
      rows[k] += by;
      cols[l] += by;
      this.apart += by * distances[k * q + l];
    }
  }

  /**
   * 1 - n x apart / expected from the margins as they stand, `expected` being n^2 times the mean distance of a
   * rating of the one to one of the other; NaN where that is no more than rounding, and kappa undefined.
   */
  kappa(): number {
    const n = this.units;
    const expected = this.expected();
    return expected > 1e-12 * n * n ? 1 - (this.apart * n) / expected : Number.NaN;
  }

  /**
   * The distance of every rating of one rater to every one of the other, summed. Nominal: n^2 less the pairs of the
   * same category; squared: by moments; else over pairs of categories in use.
   */
  private expected(): number {
    const { rows, cols, distances, disagreement, units: n } = this;
    const q = rows.length;
    if (disagreement.kind === "squared") return squaredExpected(rows, cols, disagreement.scores, n);
    let expected = 0;
    if (disagreement.kind === "nominal") {
      expected = n * n;
      for (let k = 0; k < q; k++) expected -= rows[k] * cols[k];
      return expected;
    }
    for (let k = 0; k < q; k++) {
      const row = rows[k];
      if (row === 0) continue;
      for (let l = 0; l < q; l++) expected += row * cols[l] * distances[k * q + l];
    }
    return expected;
  }
}

/**
 * Squared distances of all n x n pairs by the margins' moments:
 *
 *   sum_ij (x_i - y_j)^2 = n [sum (x - mean x)^2 + sum (y - mean y)^2 + n (mean x - mean y)^2],
 *
 * which takes O(categories) and subtracts no large numbers.
 */
function squaredExpected(rows: Float64Array, cols: Float64Array, scores: Float64Array, n: number): number {
  let [sumX, sumY] = [0, 0];
  for (let k = 0; k < scores.length; k++) {
    sumX += rows[k] * scores[k];
    sumY += cols[k] * scores[k];
  }
  const [meanX, meanY] = [sumX / n, sumY / n];
  let spread = 0;
  for (let k = 0; k < scores.length; k++) {
    const score = scores[k];
    spread += rows[k] * (score - meanX) ** 2 + cols[k] * (score - meanY) ** 2;
  }
  return n * (spread + n * (meanX - meanY) ** 2);
}
