import { type Defined, defined, undefinedBecause } from "@/lib/stats/defined";
import { type Interval, normalInterval, tInterval } from "@/lib/stats/interval";
import { substitute } from "@/lib/stats/parts/linear-solve";
import { numberClusters } from "@/lib/stats/resampling/parts/clusters";
import { chooseReason } from "./parts/comparison-graph";
import { fitLogistic, type LogisticFit, type LogisticRows } from "./parts/logistic-fit";
import { sandwichCovariance } from "./parts/sandwich-covariance";
import { type Comparisons, tabulateOutcomes } from "./win-rates";

/** One number of the model on the log-odds scale. */
export type Effect = { value: number; standardError: number; interval: Defined<Interval> };

export type ComparisonModel = {
  /** In the order of players, relative to the mean of all (or to the reference, whose error is 0). */
  strengths: Effect[];
  /** The log odds that the one shown first gains by that; null where it was not asked for. */
  order: Effect | null;
  /** The log odds gained per unit of each covariate, in the order given. */
  covariates: Effect[];
  errors: "information" | "clusters";
  /** Of t where errors are over clusters. */
  df: number | null;
  clusters: number | null;
  comparisons: number;
  logLikelihood: number;
};

export type ComparisonModelOptions = {
  /** Whether being shown first (left) may help. */
  order?: boolean;
  /** One list a covariate: left less right of each comparison, such as the difference of log lengths. */
  covariates?: readonly (readonly number[])[];
  /** What comparisons share, such as their prompt. */
  clusters?: readonly (string | number)[];
  reference?: number | "mean";
  level?: number;
};

/**
 * Bradley-Terry with what else decides a comparison: with strength s of either side, x covariates,
 *
 *   ln odds(left is preferred) = s_left - s_right + order + sum_k b_k x_k,
 *
 * by maximum likelihood; a tie is half a win each. Without order and covariates it is `bradleyTerry`. With a length
 * difference as covariate the strengths are those of answers of the same length: as far as length is a habit and not
 * a merit, that is what a reader wants to know.
 *
 * Comparisons of one prompt hang together, and the information matrix takes them as independent (with 10 prompts of
 * 4 its 95 % intervals covered 70 %). Where `clusters` names what is shared, errors are the delete-one-cluster
 * sandwich (`sandwichCovariance`, CR3) with t of clusters - 1 degrees of freedom, which is what few prompts ask for.
 *
 * Undefined where strengths have no maximum (see `bradleyTerry`), where a covariate says the same as the players or
 * predicts every outcome, and for one cluster. Throws RangeError where lists differ in length.
 * Sources: Bradley and Terry 1952; Davidson and Beaver, Biometrics 33 (1977) 693-702, for the order; MacKinnon,
 * Nielsen and Webb, Journal of Econometrics 232 (2023) 272-299, for the errors.
 */
export function comparisonModel(
  players: number,
  comparisons: Comparisons,
  { order = false, covariates = [], clusters, reference = "mean", level = 0.95 }: ComparisonModelOptions = {},
): Defined<ComparisonModel> {
  const reason = reasonAgainst(players, comparisons);
  if (reason) return undefinedBecause(reason);
  const rows = designRows(players, comparisons, order, covariates);
  const fit = fitLogistic(rows);
  if (!fit)
    return undefinedBecause("the likelihood has no maximum: a covariate repeats the players, or decides every outcome");
  const n = comparisons.left.length;
  const groups = clusters && numberClusters(n, clusters);
  if (groups && groups.count < 2) return undefinedBecause("one cluster alone shows no spread");
  const covariance = groups ? sandwichCovariance(rows, fit, groups) : inverse(fit);
  const df = groups ? groups.count - 1 : null;
  const effect = (weights: Float64Array): Effect => {
    const [value, standardError] = combine(weights, fit.coefficients, covariance);
    const interval = df
      ? tInterval(value, standardError, { df, level, highest: Number.POSITIVE_INFINITY })
      : normalInterval(value, standardError, level);
    return { value, standardError, interval };
  };
  const single = (place: number) => effect(Float64Array.from({ length: rows.width }, (_, i) => Number(i === place)));
  return defined({
    strengths: Array.from({ length: players }, (_, player) => effect(contrast(players, rows.width, player, reference))),
    order: order ? single(players - 1) : null,
    covariates: covariates.map((_, k) => single(players - 1 + Number(order) + k)),
    errors: groups ? "clusters" : "information",
    df,
    clusters: groups?.count ?? null,
    comparisons: n,
    logLikelihood: fit.logLikelihood,
  });
}

/** Why strengths have no maximum, ties being half a win each; the lists are checked on the way. */
function reasonAgainst(players: number, comparisons: Comparisons): string | null {
  const { wins, ties } = tabulateOutcomes(players, comparisons);
  return chooseReason(wins.map((row, i) => row.map((count, j) => count + ties[i][j] / 2)));
}

/** One row a comparison: 1 for the left player, -1 for the right (the first is the zero), then order and covariates. */
function designRows(
  players: number,
  { left, right, outcome }: Comparisons,
  order: boolean,
  covariates: readonly (readonly number[])[],
): LogisticRows {
  const n = left.length;
  const width = players - 1 + Number(order) + covariates.length;
  const x = new Float64Array(n * width);
  for (const [k, covariate] of covariates.entries()) {
    if (covariate.length !== n || !covariate.every(Number.isFinite))
      throw new RangeError(`comparisonModel: covariate ${k} needs ${n} numbers, one a comparison`);
    for (let i = 0; i < n; i++) x[i * width + players - 1 + Number(order) + k] = covariate[i];
  }
  for (let i = 0; i < n; i++) {
    if (left[i] > 0) x[i * width + left[i] - 1] = 1;
    if (right[i] > 0) x[i * width + right[i] - 1] = -1;
    if (order) x[i * width + players - 1] = 1;
  }
  return { x, width, y: Float64Array.from({ length: n }, (_, i) => (1 + Math.sign(outcome[i])) / 2) };
}

/** A player's strength less the reference's, as weights of the coefficients. */
function contrast(players: number, width: number, player: number, reference: number | "mean"): Float64Array {
  if (reference !== "mean" && !(Number.isInteger(reference) && reference >= 0 && reference < players))
    throw new RangeError(`comparisonModel: there is no player ${reference}`);
  const weights = new Float64Array(width);
  if (player > 0) weights[player - 1] += 1;
  for (let other = 1; other < players; other++) {
    if (reference === "mean") weights[other - 1] -= 1 / players;
    else if (reference === other) weights[other - 1] -= 1;
  }
  return weights;
}

/** A weighted sum of coefficients and its standard error. */
function combine(weights: Float64Array, coefficients: Float64Array, covariance: readonly Float64Array[]) {
  let [value, variance] = [0, 0];
  for (let i = 0; i < weights.length; i++) {
    value += weights[i] * coefficients[i];
    for (let j = 0; j < weights.length; j++) variance += weights[i] * weights[j] * covariance[i][j];
  }
  return [value, Math.sqrt(Math.max(0, variance))];
}

/** The inverse of the information at the maximum. */
function inverse({ factor, coefficients }: LogisticFit): Float64Array[] {
  return Array.from(coefficients, (_, column) => {
    const x = new Float64Array(coefficients.length);
    x[column] = 1;
    substitute(factor, x);
    return x;
  });
}
