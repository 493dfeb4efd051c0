/**
 * How far apart two categories count as being, from 0 (the same) up; 0 on the diagonal. All of kappa, alpha and AC
 * is written in distances: a weight is 1 - distance. Kinds other than `table` exist because sums over pairs of them
 * have a closed form, so that a scale of a thousand different numbers needs no table of a million.
 */
export type Disagreement =
  | { kind: "nominal" }
  /** Squared difference of scores. */
  | { kind: "squared"; scores: Float64Array }
  /** ((a - b) / (a + b)) squared; 0 at (0, 0). */
  | { kind: "ratio"; scores: Float64Array }
  /** categories x categories, row by row. */
  | { kind: "table"; table: Float64Array };

/**
 * What may be said of the categories' numbers: only the same or not, their order, their differences, or their
 * ratios.
 */
export type Level = "nominal" | "ordinal" | "interval" | "ratio";

/**
 * Agreement weights by name, or a table of them (1 for full agreement, categories x categories). Names are Gwet's
 * (2014, chapter 3); see `weightedDisagreement` for what each makes of two categories.
 */
export type Weights =
  | "unweighted"
  | "linear"
  | "quadratic"
  | "ordinal"
  | "radical"
  | "ratio"
  | "circular"
  | "bipolar"
  | readonly (readonly number[])[];

/** The distance between categories `a` and `b`. */
export function distanceBetween(disagreement: Disagreement, categories: number, a: number, b: number): number {
  if (a === b) return disagreement.kind === "table" ? disagreement.table[a * categories + b] : 0;
  if (disagreement.kind === "nominal") return 1;
  if (disagreement.kind === "table") return disagreement.table[a * categories + b];
  const x = disagreement.scores[a];
  const y = disagreement.scores[b];
  if (disagreement.kind === "squared") return (x - y) ** 2;
  return x + y === 0 ? 0 : ((x - y) / (x + y)) ** 2;
}

/**
 * For each category k, its mean distance to a draw from `proportions` p (which sum to 1): sum_l p_l d_kl. Its own
 * mean over p again is the disagreement expected by chance of two draws.
 * - nominal: 1 - p_k.
 * - squared: sum_l p_l (s_k - s_l)^2 = (s_k - mean)^2 + variance, mean and variance of the scores under p. Centred
 *   before squaring, so that scores far from 0 lose no digits; O(categories) where the sum itself is
 *   O(categories^2).
 * - others: the sum itself, over categories in use.
 */
export function meanDistances(disagreement: Disagreement, proportions: Float64Array): Float64Array {
  const categories = proportions.length;
  if (disagreement.kind === "nominal") return proportions.map((share) => 1 - share);
  if (disagreement.kind === "squared") {
    let [mean, square] = [0, 0];
    for (let k = 0; k < categories; k++) mean += proportions[k] * disagreement.scores[k];
    for (let k = 0; k < categories; k++) {
      square += proportions[k] * (disagreement.scores[k] - mean) ** 2;
    }
    return disagreement.scores.map((score) => (score - mean) ** 2 + square);
  }
  const means = new Float64Array(categories);
  for (let k = 0; k < categories; k++) {
    let sum = 0;
    for (let l = 0; l < categories; l++) {
      const share = proportions[l];
      // Both orders are averaged, so that a table that is not symmetric gives what ordered pairs give.
      if (share > 0) {
        sum +=
          share * (distanceBetween(disagreement, categories, k, l) + distanceBetween(disagreement, categories, l, k));
      }
    }
    means[k] = sum / 2;
  }
  return means;
}

/** Sum of x[k] y[k]. */
export function dot(x: ArrayLike<number>, y: ArrayLike<number>): number {
  let sum = 0;
  for (let k = 0; k < x.length; k++) sum += x[k] * y[k];
  return sum;
}

/** n (n - 1) / 2: the pairs that n things make. */
const chooseTwo = (n: number) => (n * (n - 1)) / 2;

/** The smallest and the largest value of the categories, declared ones that nobody used included. */
type Ends = readonly [low: number, high: number];

const endsOf = (values: Float64Array): Ends => [
  values.reduce((least, value) => Math.min(least, value), Number.POSITIVE_INFINITY),
  values.reduce((most, value) => Math.max(most, value), Number.NEGATIVE_INFINITY),
];

/**
 * The distance of categories k and l, with values a and b, under the named weights (Gwet 2014, chapter 3); low and
 * high are the ends of the scale and span = high - low, so that the ends themselves are 1 apart.
 * - linear: |a - b| / span; quadratic: its square; radical: its root. The steeper the curve near 0, the less a near
 *   miss is forgiven: radical forgives least, quadratic most.
 * - ordinal: C(|k - l| + 1, 2) / C(q, 2): of all pairs of the q categories the share that lies between k and l, by
 *   rank.
 * - ratio: ((a - b) / (a + b))^2, over what the ends give: 1 against 2 is as far as 10 against 20.
 * - circular: sin^2 of half the angle between a and b on a circle of span + 1 steps, where the ends are neighbours.
 * - bipolar: (a - b)^2 over (a + b - 2 low) (2 high - a - b): a step counts for more near an end than in the
 *   middle.
 * The last two reach their largest value somewhere else than at the ends and are rescaled by the caller.
 */
function namedDistance(name: string, values: Float64Array, [low, high]: Ends, k: number, l: number): number {
  const [a, b] = [values[k], values[l]];
  const span = high - low;
  switch (name) {
    case "linear":
      return Math.abs(a - b) / span;
    case "quadratic":
      return ((a - b) / span) ** 2;
    case "radical":
      return Math.sqrt(Math.abs(a - b)) / Math.sqrt(span);
    case "ordinal":
      return chooseTwo(Math.abs(k - l) + 1) / chooseTwo(values.length);
    case "ratio":
      return a + b === 0 ? 0 : ((a - b) / (a + b)) ** 2 / (span / (high + low)) ** 2;
    case "circular":
      return Math.sin((Math.PI * (a - b)) / (span + 1)) ** 2;
    default:
      return (a - b) ** 2 / ((a + b - 2 * low) * (2 * high - a - b));
  }
}

/**
 * The table of a named distance. Circular and bipolar ones are divided by their largest, so that they span 0 to 1
 * too.
 */
function namedTable(name: Exclude<Weights, readonly (readonly number[])[]>, values: Float64Array): Float64Array {
  const categories = values.length;
  const table = new Float64Array(categories * categories);
  const ends = endsOf(values);
  for (let k = 0; k < categories; k++) {
    for (let l = 0; l < categories; l++) {
      if (k !== l) table[k * categories + l] = namedDistance(name, values, ends, k, l);
    }
  }
  const largest = table.reduce((most, distance) => Math.max(most, distance), 0);
  const isRescaled = (name === "circular" || name === "bipolar") && largest > 0;
  return isRescaled ? table.map((distance) => distance / largest) : table;
}

/**
 * Distance 1 - weight. Named weights use the values of the categories (so categories 1, 2, 4, 8 are not equally
 * spaced), except "ordinal", which is Gwet's C(n, 2) by rank and not Krippendorff's ordinal metric. Quadratic
 * weights become squared differences of scores stretched to 0..1, which is the same distance and has closed forms.
 * Where all categories have one value nothing is apart.
 *
 * A table has 1 on its diagonal and nothing above; it need not be symmetric, and weights below 0
 * (distances above 1) are allowed, since only the ratio of observed to expected distance enters a coefficient.
 * Throws RangeError for another table, and for "ratio" with categories below 0, where a + b may vanish between
 * values that differ.
 */
export function weightedDisagreement(weights: Weights, values: Float64Array): Disagreement {
  const categories = values.length;
  if (weights === "unweighted") return { kind: "nominal" };
  if (typeof weights === "string") {
    if (weights === "ratio" && values.some((value) => value < 0))
      throw new RangeError("weightedDisagreement: a ratio scale has no ratings below 0");
    if (weights !== "quadratic") return { kind: "table", table: namedTable(weights, values) };
    const [low, high] = endsOf(values);
    const span = high - low;
    return { kind: "squared", scores: values.map((value) => (span === 0 ? 0 : (value - low) / span)) };
  }
  if (weights.length !== categories || weights.some((row) => row.length !== categories)) {
    throw new RangeError(`weightedDisagreement: weights have to be ${categories} x ${categories}, one row a category`);
  }
  for (const [k, row] of weights.entries()) {
    if (row[k] !== 1) throw new RangeError(`weightedDisagreement: the weight of category ${k} with itself has to be 1`);
    const wrong = row.find((weight) => !(Number.isFinite(weight) && weight <= 1));
    if (wrong !== undefined)
      throw new RangeError(
        `weightedDisagreement: ${wrong} is no weight: 1 is full agreement, and a distance d is 1 - d`,
      );
  }
  return { kind: "table", table: Float64Array.from(weights.flat(), (weight) => 1 - weight) };
}

/**
 * The score of a category is the middle rank of its ratings when all are lined up: (ratings before) + count / 2.
 * The squared difference of two scores is Krippendorff's ordinal metric, (sum of counts from c to k, less half of
 * both ends)^2: the same number, reached without a sum for every pair of categories.
 */
function midranks(counts: ArrayLike<number>): Float64Array {
  const scores = new Float64Array(counts.length);
  let before = 0;
  for (let k = 0; k < counts.length; k++) {
    const count = counts[k];
    scores[k] = before + count / 2;
    before += count;
  }
  return scores;
}

/**
 * Krippendorff's difference function delta of a level of measurement, for categories c and k with values a and b:
 * - nominal: 1 unless they are the same.
 * - ordinal: (ratings between c and k, half of those in c and in k included)^2: categories are as far apart as
 *   ratings lie between them, so it depends on how often each was used (`counts`) and changes with the sample.
 * - interval: (a - b)^2.
 * - ratio: ((a - b) / (a + b))^2, with 0 against 0 no difference.
 * None is scaled to 0..1: only the ratio of observed to expected disagreement means something. Throws RangeError
 * for ratings below 0 on a ratio scale. Source: Krippendorff (2011).
 */
export function levelDisagreement(level: Level, values: Float64Array, counts: ArrayLike<number>): Disagreement {
  if (level === "nominal") return { kind: "nominal" };
  if (level === "ordinal") return { kind: "squared", scores: midranks(counts) };
  if (level === "interval") return { kind: "squared", scores: values };
  if (values.some((value) => value < 0)) {
    throw new RangeError("levelDisagreement: a ratio scale has no ratings below 0");
  }
  return { kind: "ratio", scores: values };
}
