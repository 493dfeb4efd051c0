import { type Basis, countBasis } from "./basis";
import type { CodedRatings } from "./coded-ratings";
import { type Defined, defined, undefinedBecause } from "./defined";
import { fQuantile, fTails } from "./f-distribution";
import type { Interval } from "./interval";
import { completeColumns } from "./rating-matrix";

/** One form of the intraclass correlation. F, df1 and df2 test that it is 0. */
export type IntraclassForm = {
  value: number;
  f: number;
  df1: number;
  df2: number;
  p: number;
  interval: Interval;
  /** Satterthwaite's degrees of freedom behind the interval of the forms 2,1 and 2,k. */
  intervalDf?: number;
};

/**
 * The six forms of Shrout and Fleiss. First number: 1 every unit its own raters, 2 raters are a sample and their
 * levels count as disagreement, 3 these raters only and levels do not count. Second: one rating, or the mean of k.
 */
export type IntraclassCorrelation = {
  forms: Record<"1,1" | "2,1" | "3,1" | "1,k" | "2,k" | "3,k", IntraclassForm>;
  basis: Basis;
};

/**
 * ICC(1,1) to ICC(3,k) with F tests and intervals, over units that every rater rated. The interval of (2,k) is
 * that of (2,1) put through Spearman-Brown. Undefined with fewer than two raters or units, or without any spread.
 * Sources: Shrout and Fleiss, Psychological Bulletin 86 (1979) 420-428; McGraw and Wong (1996).
 */
export function intraclassCorrelation(
  ratings: CodedRatings,
  { level = 0.95 }: { level?: number } = {},
): Defined<IntraclassCorrelation> {
  const columns = completeColumns(ratings);
  const k = columns.length;
  const n = columns[0]?.length ?? 0;
  if (k < 2 || n < 2) return undefinedBecause("fewer than two units were rated by every one of two or more raters");
  const squares = meanSquares(columns, n, k);
  if (squares.within === 0 && squares.units === 0) return undefinedBecause("every rating is the same");
  if (squares.within === 0 || squares.error < squares.within * 1e-14) {
    return undefinedBecause(
      "raters do not differ within units beyond their levels, so the F ratios have no denominator",
    );
  }
  const design = { ...squares, n, k, tail: (1 - level) / 2, level };
  return defined({
    forms: { ...oneWay(design), ...twoWayRandom(design), ...twoWayFixed(design) },
    basis: countBasis(ratings, ratings.raters),
  });
}

type MeanSquares = { units: number; within: number; raters: number; error: number };
type Design = MeanSquares & { n: number; k: number; tail: number; level: number };

function meanSquares(columns: readonly Float64Array[], n: number, k: number): MeanSquares {
  const raterMeans = columns.map((column) => column.reduce((sum, value) => sum + value, 0) / n);
  const grand = raterMeans.reduce((sum, mean) => sum + mean, 0) / k;
  let [between, within, error] = [0, 0, 0];
  for (let unit = 0; unit < n; unit++) {
    const mean = columns.reduce((sum, column) => sum + (column[unit] as number), 0) / k;
    between += k * (mean - grand) ** 2;
    for (const [rater, column] of columns.entries()) {
      const value = column[unit] as number;
      within += (value - mean) ** 2;
      error += (value - mean - (raterMeans[rater] as number) + grand) ** 2;
    }
  }
  const raters = n * raterMeans.reduce((sum, mean) => sum + (mean - grand) ** 2, 0);
  return {
    units: between / (n - 1),
    within: within / (n * (k - 1)),
    raters: raters / (k - 1),
    error: error / ((n - 1) * (k - 1)),
  };
}

/** The interval of F / F_0 turned into that of a form. */
function fForm(
  { tail, level }: Design,
  value: number,
  { f, df1, df2 }: { f: number; df1: number; df2: number },
  toForm: (ratio: number) => number,
): IntraclassForm {
  const low = f / fQuantile(1 - tail, df1, df2);
  const high = f * fQuantile(1 - tail, df2, df1);
  return {
    value,
    f,
    df1,
    df2,
    p: fTails(f, df1, df2).upper,
    interval: { low: toForm(low), high: toForm(high), level, method: "F" },
  };
}

function oneWay(design: Design) {
  const { units, within, n, k } = design;
  const test = { f: units / within, df1: n - 1, df2: n * (k - 1) };
  return {
    "1,1": fForm(design, (units - within) / (units + (k - 1) * within), test, (f) => (f - 1) / (f + k - 1)),
    "1,k": fForm(design, (units - within) / units, test, (f) => 1 - 1 / f),
  };
}

function twoWayFixed(design: Design) {
  const { units, error, n, k } = design;
  const test = { f: units / error, df1: n - 1, df2: (n - 1) * (k - 1) };
  return {
    "3,1": fForm(design, (units - error) / (units + (k - 1) * error), test, (f) => (f - 1) / (f + k - 1)),
    "3,k": fForm(design, (units - error) / units, test, (f) => 1 - 1 / f),
  };
}

function twoWayRandom(design: Design) {
  const { units, raters, error, n, k, tail, level } = design;
  const value = (units - error) / (units + (k - 1) * error + (k * (raters - error)) / n);
  const [df1, df2] = [n - 1, (n - 1) * (k - 1)];
  const f = units / error;
  const test = { f, df1, df2, p: fTails(f, df1, df2).upper };
  // Satterthwaite's degrees of freedom at the estimate (McGraw and Wong 1996, table 7).
  const a = (k * value) / (n * (1 - value));
  const b = 1 + (k * value * (n - 1)) / (n * (1 - value));
  const df = (a * raters + b * error) ** 2 / ((a * raters) ** 2 / (k - 1) + (b * error) ** 2 / df2);
  const lower = fQuantile(1 - tail, df1, df);
  const upper = fQuantile(1 - tail, df, df1);
  const rest = k * raters + (k * n - k - n) * error;
  const low = (n * (units - lower * error)) / (lower * rest + n * units);
  const high = (n * (upper * units - error)) / (rest + n * upper * units);
  const many = (one: number) => (k * one) / (1 + (k - 1) * one);
  const interval = { low, high, level, method: "F, Satterthwaite" };
  return {
    "2,1": { value, ...test, interval, intervalDf: df },
    "2,k": {
      value: (units - error) / (units + (raters - error) / n),
      ...test,
      intervalDf: df,
      interval: { ...interval, low: many(low), high: many(high) },
    },
  };
}
