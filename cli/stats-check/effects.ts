import { z } from "zod";
import { rankSumTest, signedRankTest } from "@/lib/stats/effects/rank-tests";
import {
  cliffsDelta,
  glassDelta,
  pairedDifference,
  pairedTest,
  type StandardisedDifference,
  standardisedDifference,
  welchTest,
} from "@/lib/stats/effects/standardised-difference";
import { type Answer, type Answerer, type Json, refuseUnknown } from "./layout";
import { correlationEnds, valueOrNull } from "./read-data";

const numbers = z.array(z.number());

/** Checks of differences between two samples. */
export const effectAnswer: Answerer = ({ data }, { options }): Answer => {
  const [x, y] = [numbers.parse(data.x), numbers.parse(data.y)];
  const stat = z.string().parse(options.stat);
  const denominator = stat.includes("unpooled") ? "average" : "pooled";
  const level = z.number().default(0.95).parse(options.conf);
  const d = () =>
    valueOrNull(
      options.paired === true
        ? pairedDifference(x, y, { level })
        : standardisedDifference(x, y, { denominator, level }),
    );
  const cliff = valueOrNull(cliffsDelta(x, y, { level }));
  const ends = correlationEnds(cliff);
  const test = (result: ReturnType<typeof welchTest>): Json => {
    const own = valueOrNull(result);
    return own && { t: own.t, df: own.df, p: own.p, ciLow: own.interval.low, ciHigh: own.interval.high };
  };
  const answers: readonly [RegExp, () => Json][] = [
    [/^cohens_d( unpooled)?$/, () => expressD(d(), ({ cohensD, interval }) => ({ d: cohensD, ...interval }))],
    [/^hedges_g$/, () => expressD(d(), ({ hedgesG, hedgesInterval }) => ({ g: hedgesG, ...hedgesInterval }))],
    [
      /^rank_biserial/,
      () => cliff && { cliffsDelta: cliff.value, ciLow: ends?.low ?? null, ciHigh: ends?.high ?? null },
    ],
    [/^glass_delta( \(sd of second group\))?$/, () => ({ delta: valueOrNull(glassDelta(x, y)) })],
    [/^Welch/, () => test(welchTest(x, y, level))],
    [/^paired t/, () => test(pairedTest(x, y, level))],
    [/rank-sum, normal/, () => rankRecord("W", valueOrNull(rankSumTest(x, y)))],
    [/signed-rank, normal/, () => rankRecord("V", valueOrNull(signedRankTest(x, y)))],
  ];
  const found = answers.find(([pattern]) => pattern.test(stat));
  return found ? { got: found[1]() } : refuseUnknown(stat);
};

const rankRecord = (name: "W" | "V", test: { statistic: number; p: number } | null): Json =>
  test && { [name]: test.statistic, p: test.p };

/** A difference with its interval's ends under the names of the file. */
function expressD(
  difference: StandardisedDifference | null,
  pick: (own: StandardisedDifference) => { low: number; high: number; d?: number; g?: number },
): Json {
  if (!difference) return null;
  const { low, high, d, g } = pick(difference);
  return { ...(d === undefined ? {} : { d }), ...(g === undefined ? {} : { g }), ciLow: low, ciHigh: high };
}
