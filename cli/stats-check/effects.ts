import { z } from "zod";
import { rankSumTest, signedRankTest } from "@/lib/stats/rank-tests";
import {
  cliffsDelta,
  glassDelta,
  pairedDifference,
  pairedTest,
  standardisedDifference,
  welchTest,
} from "@/lib/stats/standardised-difference";
import { type Answer, type Answerer, type Json, refuseUnknown } from "./layout";
import { valueOrNull } from "./read-data";

const numbers = z.array(z.number());

/** Checks of differences between two samples. */
export const effectAnswer: Answerer = ({ data }, { options }): Answer => {
  const [x, y] = [numbers.parse(data.x), numbers.parse(data.y)];
  const stat = z.string().parse(options.stat);
  const denominator = stat.includes("unpooled") ? "average" : "pooled";
  const paired = valueOrNull(pairedDifference(x, y));
  const d = options.paired === true ? paired : valueOrNull(standardisedDifference(x, y, { denominator }));
  const [sum, signed] = [valueOrNull(rankSumTest(x, y)), valueOrNull(signedRankTest(x, y))];
  const cliff = valueOrNull(cliffsDelta(x, y));
  const ends = cliff && valueOrNull(cliff.interval);
  const test = (result: ReturnType<typeof welchTest>): Json => {
    const own = valueOrNull(result);
    return own && { t: own.t, df: own.df, p: own.p, ciLow: own.interval.low, ciHigh: own.interval.high };
  };
  const answers: readonly [RegExp, Json][] = [
    [/^cohens_d/, d && { d: d.cohensD, ciLow: d.interval.low, ciHigh: d.interval.high }],
    [/^hedges_g/, d && { g: d.hedgesG, ciLow: d.hedgesInterval.low, ciHigh: d.hedgesInterval.high }],
    [/^rank_biserial/, cliff && { cliffsDelta: cliff.value, ciLow: ends?.low ?? null, ciHigh: ends?.high ?? null }],
    [/^glass_delta/, { delta: valueOrNull(glassDelta(x, y)) }],
    [/^Welch/, test(welchTest(x, y))],
    [/^paired t/, test(pairedTest(x, y))],
    [/rank-sum/, sum && { W: sum.statistic, p: sum.p }],
    [/signed-rank/, signed && { V: signed.statistic, p: signed.p }],
  ];
  const found = answers.find(([pattern]) => pattern.test(stat));
  return found ? { got: found[1] } : refuseUnknown(stat);
};
