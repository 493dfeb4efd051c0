import type { CodedRatings } from "@/lib/stats/coded-ratings";
import { type Defined, defined, undefinedBecause } from "@/lib/stats/defined";
import { fQuantile, fTails } from "@/lib/stats/distributions/f-distribution";
import { type Interval, requireLevel } from "@/lib/stats/interval";
import { type Basis, countBasis } from "./basis";
import { completeColumns } from "./rating-matrix";

/**
 * A test that an intraclass correlation is 0: F is the mean square of units over the form's denominator, p
 * one-sided.
 */
export type FTest = { f: number; df1: number; df2: number; p: number };

/** One form of the intraclass correlation. */
export type IntraclassForm = {
  value: number;
  test: Defined<FTest>;
  interval: Defined<Interval>;
  /** Satterthwaite's degrees of freedom behind the interval of the forms 2,1 and 2,k. */
  intervalDf?: number;
};

type FormName = "1,1" | "2,1" | "3,1" | "1,k" | "2,k" | "3,k";

/**
 * The six forms of Shrout and Fleiss. First number: 1 every unit its own raters, 2 raters are a sample and their
 * levels count as disagreement, 3 these raters only and levels do not count. Second: one rating, or the mean of k,
 * which is what matters where only the mean of a panel is ever used.
 */
export type IntraclassCorrelation = { forms: Record<FormName, Defined<IntraclassForm>>; basis: Basis };

/**
 * ICC(1,1) to ICC(3,k) with F tests and intervals, over units that every rater rated. With n units, k raters, and
 * the mean squares between units (MSU), within units (MSW), between raters (MSR) and of what is left (MSE),
 *
 *   ICC(1,1) = (MSU - MSW) / (MSU + (k - 1) MSW)
 *   ICC(2,1) = (MSU - MSE) / (MSU + (k - 1) MSE + k (MSR - MSE) / n)
 *   ICC(3,1) = (MSU - MSE) / (MSU + (k - 1) MSE)
 *   ICC(1,k) = (MSU - MSW) / MSU
 *   ICC(2,k) = (MSU - MSE) / (MSU + (MSR - MSE) / n)
 *   ICC(3,k) = (MSU - MSE) / MSU
 *
 * Each is the variance of units over the variance that counts: with all rating noise in form 1, where raters differ
 * from unit to unit and levels cannot be told from noise; noise and levels apart in form 2; noise alone in form 3,
 * where a rater who is always two points higher agrees perfectly. ICC(1,1) and ICC(3,1) go down to -1 / (k - 1).
 * The k forms are the single ones put through Spearman and Brown's k r / (1 + (k - 1) r), and so is the interval of
 * (2,k).
 *
 * Ratings are taken as numbers of an interval scale, errors as normal and of one variance; the intervals are exact
 * under that for forms 1 and 3. Undefined with fewer than two raters or units, or without any spread; a form is
 * undefined where its denominator is 0 (units whose means do not differ), and has neither test nor interval where
 * raters do not differ within units, because F has no denominator there.
 * Sources: Shrout and Fleiss, Psychological Bulletin 86 (1979) 420-428; McGraw and Wong (1996).
 */
export function intraclassCorrelation(
  ratings: CodedRatings,
  { level = 0.95 }: { level?: number } = {},
): Defined<IntraclassCorrelation> {
  requireLevel("intraclassCorrelation", level);
  const columns = completeColumns(ratings);
  const k = columns.length;
  const n = columns[0]?.length ?? 0;
  if (k < 2 || n < 2) return undefinedBecause("fewer than two units were rated by every one of two or more raters");
  const squares = meanSquares(columns, n, k);
  if (squares.within === 0 && squares.units === 0) return undefinedBecause("every rating is the same");
  const design = { ...squares, n, k, tail: (1 - level) / 2, level };
  return defined({
    forms: { ...oneWay(design), ...twoWayRandom(design), ...twoWayFixed(design) },
    basis: countBasis(ratings, k),
  });
}

/**
 * Sums of squares over their degrees of freedom: units n - 1, within n (k - 1), raters k - 1, error (n - 1)
 * (k - 1).
 */
type MeanSquares = { units: number; within: number; raters: number; error: number };
/** The mean squares with all that turns them into intervals; `tail` is half of what lies outside the interval. */
type Design = MeanSquares & { n: number; k: number; tail: number; level: number };

/**
 * The two-way analysis of variance without replication. `columns` hold one rater each, n numbers. With x_ur the
 * rating, u. and .r the means of a unit and a rater, and .. that of all,
 *
 *   between units: k sum_u (u. - ..)^2       within units: sum_ur (x_ur - u.)^2
 *   between raters: n sum_r (.r - ..)^2      error: sum_ur (x_ur - u. - .r + ..)^2
 *
 * Within is raters plus error; each is summed from its own deviations, since the difference of two large sums would
 * carry their rounding into an error that should be 0.
 */
function meanSquares(columns: readonly Float64Array[], n: number, k: number): MeanSquares {
  const raterMeans = columns.map((column) => column.reduce((sum, value) => sum + value, 0) / n);
  const grand = raterMeans.reduce((sum, mean) => sum + mean, 0) / k;
  let [between, within, error] = [0, 0, 0];
  for (let unit = 0; unit < n; unit++) {
    const mean = columns.reduce((sum, column) => sum + column[unit], 0) / k;
    between += k * (mean - grand) ** 2;
    for (const [rater, column] of columns.entries()) {
      const value = column[unit];
      within += (value - mean) ** 2;
      error += (value - mean - raterMeans[rater] + grand) ** 2;
    }
  }
  const raters = n * raterMeans.reduce((sum, mean) => sum + (mean - grand) ** 2, 0);
  // What rounding leaves of raters who do not differ, or of units that do not, is nothing.
  const clean = (sum: number) => (sum < 1e-14 * (between + within) ? 0 : sum);
  return {
    units: clean(between) / (n - 1),
    within: within / (n * (k - 1)),
    raters: clean(raters) / (k - 1),
    error: clean(error) / ((n - 1) * (k - 1)),
  };
}

const noDenominator = undefinedBecause(
  "raters do not differ within units beyond their levels, so F has no denominator",
);
const noSpread = undefinedBecause("the means of units do not differ, so there is nothing that raters could share");

/** The form where its denominator is above 0. */
const formOf = (
  above: number,
  below: number,
  rest: (value: number) => Omit<IntraclassForm, "value">,
): Defined<IntraclassForm> => {
  const value = above / below;
  return below > 0 ? defined({ value, ...rest(value) }) : noSpread;
};

/**
 * The F test, and the interval of F / F_0 turned into that of a form. F = MSU / denominator follows, at a true
 * ratio of expected mean squares t, t times an F distribution; so the ends of t are F / F(1 - tail; df1, df2) and
 * F x F(1 - tail; df2, df1), and `toForm`, which rises with t, makes them ends of the form.
 */
function testAndInterval(
  { tail, level, units }: Design,
  { denominator, df1, df2 }: { denominator: number; df1: number; df2: number },
  toForm: (ratio: number) => number,
): Pick<IntraclassForm, "test" | "interval"> {
  if (denominator === 0) return { test: noDenominator, interval: noDenominator };
  const f = units / denominator;
  const test = defined({ f, df1, df2, p: fTails(f, df1, df2).upper });
  if (f === 0) return { test, interval: noSpread };
  const low = f / fQuantile(1 - tail, df1, df2);
  const high = f * fQuantile(1 - tail, df2, df1);
  return { test, interval: defined({ low: toForm(low), high: toForm(high), level, method: "F" }) };
}

/** From the ratio t of mean squares to the form of a single rating: (t - 1) / (t + k - 1). */
const one = (k: number) => (ratio: number) => (ratio - 1) / (ratio + k - 1);
/** From the ratio t of mean squares to the form of the mean of k ratings: 1 - 1 / t. */
const many = (ratio: number) => 1 - 1 / ratio;

/**
 * ICC(1,1) and (1,k): raters differ from unit to unit, so their levels and what is left are one, MSW, with n
 * (k - 1) degrees of freedom.
 */
function oneWay(design: Design) {
  const { units, within, n, k } = design;
  const of = (toForm: (ratio: number) => number) => () =>
    testAndInterval(design, { denominator: within, df1: n - 1, df2: n * (k - 1) }, toForm);
  return {
    "1,1": formOf(units - within, units + (k - 1) * within, of(one(k))),
    "1,k": formOf(units - within, units, of(many)),
  };
}

/**
 * ICC(3,1) and (3,k): these raters and no others; their levels are taken out, and MSE has (n - 1) (k - 1) degrees
 * of freedom.
 */
function twoWayFixed(design: Design) {
  const { units, error, n, k } = design;
  const of = (toForm: (ratio: number) => number) => () =>
    testAndInterval(design, { denominator: error, df1: n - 1, df2: (n - 1) * (k - 1) }, toForm);
  return {
    "3,1": formOf(units - error, units + (k - 1) * error, of(one(k))),
    "3,k": formOf(units - error, units, of(many)),
  };
}

/**
 * ICC(2,1) and (2,k): the F test is that of the fixed form, since under no agreement beyond levels both are the
 * same; the interval is Satterthwaite's, for (2,k) put through Spearman and Brown's formula, which rises
 * throughout.
 */
function twoWayRandom(design: Design) {
  const { units, raters, error, n, k } = design;
  const test = testAndInterval(design, { denominator: error, df1: n - 1, df2: (n - 1) * (k - 1) }, many).test;
  const single = formOf(units - error, units + (k - 1) * error + (k * (raters - error)) / n, (value) => ({
    test,
    ...satterthwaite(design, value),
  }));
  const spearmanBrown = (own: number) => (k * own) / (1 + (k - 1) * own);
  const mean = formOf(units - error, units + (raters - error) / n, () => {
    if (!single.defined) return { test, interval: single };
    const { interval, intervalDf } = single.value;
    if (!interval.defined) return { test, interval };
    const { low, high } = interval.value;
    const ends = { low: spearmanBrown(low), high: spearmanBrown(high) };
    return { test, intervalDf, interval: defined({ ...interval.value, ...ends }) };
  });
  return { "2,1": single, "2,k": mean };
}

/**
 * The interval of ICC(2,1). Its denominator mixes two mean squares, MSR and MSE, whose weighted sum has no F
 * distribution; Satterthwaite gives it the degrees of freedom of a mean square with the same first two moments. At
 * the estimate r,
 *
 *   a = k r / (n (1 - r)),   b = 1 + k r (n - 1) / (n (1 - r)),
 *   df = (a MSR + b MSE)^2 / ((a MSR)^2 / (k - 1) + (b MSE)^2 / ((n - 1) (k - 1))),
 *   low  = n (MSU - F1 MSE) / (F1 (k MSR + (k n - k - n) MSE) + n MSU),   F1 = F(1 - tail; n - 1, df),
 *   high = n (F2 MSU - MSE) / (k MSR + (k n - k - n) MSE + n F2 MSU),     F2 = F(1 - tail; df, n - 1).
 *
 * Where levels differ much df falls towards k - 1 and the interval is wide: three raters say little of other
 * raters.
 * Source: McGraw and Wong 1996, table 7.
 */
function satterthwaite(
  { units, raters, error, n, k, tail, level }: Design,
  value: number,
): Pick<IntraclassForm, "interval" | "intervalDf"> {
  if (error === 0) return { interval: noDenominator };
  if (units === 0) return { interval: noSpread };
  const df2 = (n - 1) * (k - 1);
  const a = (k * value) / (n * (1 - value));
  const b = 1 + (k * value * (n - 1)) / (n * (1 - value));
  const df = (a * raters + b * error) ** 2 / ((a * raters) ** 2 / (k - 1) + (b * error) ** 2 / df2);
  if (!(df > 1e-6))
    return {
      interval: undefinedBecause("the mean squares of raters and error cancel out: no degrees of freedom are left"),
    };
  const lower = fQuantile(1 - tail, n - 1, df);
  const upper = fQuantile(1 - tail, df, n - 1);
  const rest = k * raters + (k * n - k - n) * error;
  const low = (n * (units - lower * error)) / (lower * rest + n * units);
  const high = (n * (upper * units - error)) / (rest + n * upper * units);
  return { interval: defined({ low, high, level, method: "F, Satterthwaite" }), intervalDf: df };
}
