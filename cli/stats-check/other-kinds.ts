import { z } from "zod";
import { kendallW } from "@/lib/stats/agreement/kendall-w";
import { codeRatings } from "@/lib/stats/coded-ratings";
import { betaQuantile } from "@/lib/stats/distributions/beta-distribution";
import { binomialTest } from "@/lib/stats/distributions/binomial-distribution";
import { chiSquaredQuantile, chiSquaredTails } from "@/lib/stats/distributions/chi-squared-distribution";
import { fQuantile, fTails } from "@/lib/stats/distributions/f-distribution";
import { incompleteBeta } from "@/lib/stats/distributions/incomplete-beta";
import { normalCdf, normalQuantile } from "@/lib/stats/distributions/normal-distribution";
import { studentTCdf, studentTQuantile } from "@/lib/stats/distributions/student-t-distribution";
import { adjustPValues } from "@/lib/stats/effects/adjust-p-values";
import { cochranQ } from "@/lib/stats/effects/paired-tests";
import { type DifferenceMethod, proportionDifference } from "@/lib/stats/effects/proportion-difference";
import { type ProportionMethod, proportionInterval } from "@/lib/stats/effects/proportion-interval";
import { replicatesInterval } from "@/lib/stats/resampling/bootstrap-interval";
import { aggregationAnswer } from "./aggregation";
import { effectAnswer } from "./effects";
import { judgeAnswers } from "./judges";
import type { Answerer } from "./layout";
import { mixedModelAnswer } from "./mixed-model";
import { planningAnswer } from "./planning";
import { rankingAnswers } from "./ranking";
import { valueOrNull } from "./read-data";

const numbers = z.array(z.number());

const distributions: Readonly<Record<string, (...args: number[]) => number>> = {
  qnorm: (p = 0) => normalQuantile(p),
  pnorm: (x = 0) => normalCdf(x),
  qt: (p = 0, df = 0) => studentTQuantile(p, df),
  pt: (x = 0, df = 0) => studentTCdf(x, df),
  qchisq: (p = 0, df = 0) => chiSquaredQuantile(p, df),
  pchisq: (x = 0, df = 0) => chiSquaredTails(x, df).lower,
  qf: (p = 0, df1 = 0, df2 = 0) => fQuantile(p, df1, df2),
  pf: (x = 0, df1 = 0, df2 = 0) => fTails(x, df1, df2).lower,
  qbeta: (p = 0, a = 0, b = 0) => betaQuantile(p, a, b),
  pbeta: (x = 0, a = 0, b = 0) => incompleteBeta(a, b, x).lower,
};

/** Whether the probability below an F quantile is off by more than 1e-11 of itself while ours is not. */
function missesOwnTail(quantile: number, [p = 0, df1 = 0, df2 = 0]: readonly number[]): boolean {
  const miss = (x: number) => Math.abs(fTails(x, df1, df2).lower / p - 1);
  const own = fQuantile(p, df1, df2);
  return Math.abs(quantile / own - 1) < 0.01 && miss(quantile) > 1e-11 && miss(own) < 1e-12;
}

const distributionsAnswer: Answerer = (_, { expected }) => {
  const asked = z.array(z.object({ fn: z.string(), args: numbers, v: z.number() })).parse(expected.values);
  const values = asked.map(({ fn, args }) => ({ fn, args, v: distributions[fn]?.(...args) ?? null }));
  const missed = asked.flatMap(({ fn, args, v }, i): [string, string][] =>
    fn === "qf" && missesOwnTail(v, args) ? [[`values[${i}].v`, "R's qf does not give its own p back; ours does"]] : [],
  );
  return { got: { values }, notCompared: Object.fromEntries(missed) };
};

const adjustments = {
  holm: "holm",
  hochberg: "hochberg",
  hommel: "hommel",
  bonferroni: "bonferroni",
  BH: "benjamini-hochberg",
  BY: "benjamini-yekutieli",
} as const;

const pAdjustAnswer: Answerer = ({ data }, { options }) => {
  const name = z.enum(["holm", "hochberg", "hommel", "bonferroni", "BH", "BY"]).parse(options.method);
  const adjusted = adjustPValues(numbers.parse(data.p), adjustments[name]);
  return { got: { adjusted, rejected05: adjusted.map((p) => p <= 0.05) } };
};

const bootstrapAnswer: Answerer = ({ data }, { options }) => {
  const level = z.number().default(0.95).parse(options.conf);
  const replicates = Float64Array.from(numbers.parse(data.t));
  const value = z.number().parse(data.t0);
  const sample = numbers.parse(data.sample);
  // Empirical influences of the jackknife are (n - 1) x (value - the one without); of a mean they need not be given.
  const influence = numbers.optional().parse(data.empinfJack);
  const sum = sample.reduce((total, own) => total + own, 0);
  const leftOut = influence
    ? Float64Array.from(influence, (own) => value - own / (influence.length - 1))
    : Float64Array.from(sample, (own) => (sum - own) / (sample.length - 1));
  const ends = (method: "percentile" | "basic" | "normal" | "bca") => {
    const result = valueOrNull(replicatesInterval(value, replicates, { method, level, leftOut }));
    return result && [result.interval.low, result.interval.high];
  };
  const type7 = valueOrNull(replicatesInterval(value, replicates, { level, quantiles: "type-7" }));
  const percentType7 = type7 && [type7.interval.low, type7.interval.high];
  const got = {
    percent: ends("percentile"),
    basic: ends("basic"),
    normal: ends("normal"),
    bca: ends("bca"),
    percentType7,
  };
  return {
    got,
    notCompared: { rankLow: "boot prints the ranks behind BCa", rankHigh: "boot prints the ranks behind BCa" },
  };
};

const proportionAnswer: Answerer = (_, { options }) => {
  const [x, n] = [z.number().parse(options.x), z.number().parse(options.n)];
  const level = z.number().default(0.95).parse(options.conf);
  const ends = (method: ProportionMethod) => {
    const { low, high } = proportionInterval(x, n, { method, level });
    return [low, high];
  };
  return {
    got: {
      wilson: ends("wilson"),
      // R's prop.test takes the correction away where it would pass over a half.
      wilsonContinuity: ends(2 * x === n ? "wilson" : "wilson-continuity"),
      clopperPearson: ends("clopper-pearson"),
      agrestiCoull: ends("agresti-coull"),
      jeffreys: ends("jeffreys"),
      exactPvs05: binomialTest(x, n, 0.5),
    },
  };
};

const differenceAnswer: Answerer = (_, { options }) => {
  const number = (key: string) => z.number().parse(options[key]);
  const level = z.number().default(0.95).parse(options.conf);
  const ends = (method: DifferenceMethod) => {
    const first = { count: number("x1"), of: number("n1") };
    const second = { count: number("x2"), of: number("n2") };
    const { value, interval } = proportionDifference(first, second, { method, level });
    return [value, interval.low, interval.high];
  };
  return {
    got: {
      wald: ends("wald"),
      agrestiCaffo: ends("agresti-caffo"),
      miettinenNurminen: ends("miettinen-nurminen"),
      newcombe: ends("newcombe"),
    },
  };
};

const kendallAnswer: Answerer = ({ data }) => {
  const ratings = codeRatings(z.array(numbers).parse(data.matrix));
  const result = valueOrNull(kendallW(ratings, { correctTies: false }));
  // Friedman's test takes ties into account, irr's W here does not.
  const friedman = valueOrNull(kendallW(ratings))?.chiSquared ?? null;
  const got = result && { W: result.value, chisq: result.chiSquared, friedmanChisq: friedman, p: result.p };
  return { got };
};

const cochranAnswer: Answerer = ({ data }) => {
  const result = valueOrNull(cochranQ(codeRatings(z.array(numbers).parse(data.matrix), [0, 1])));
  return { got: result && { Q: result.chiSquared, df: result.df, p: result.p } };
};

/** Data of other kinds than ratings and tables. */
export const otherAnswers: Readonly<Record<string, Answerer>> = {
  distributions: distributionsAnswer,
  pAdjust: pAdjustAnswer,
  bootstrapIntervals: bootstrapAnswer,
  proportionCI: proportionAnswer,
  proportionDiffCI: differenceAnswer,
  kendallW: kendallAnswer,
  cochranQ: cochranAnswer,
  mixedModel: mixedModelAnswer,
  labelAggregation: aggregationAnswer,
  effectSize: effectAnswer,
  kappaSampleSize: planningAnswer,
  ...judgeAnswers,
  ...rankingAnswers,
};
