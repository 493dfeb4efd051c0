import { describe, expect, test } from "vitest";
import { dawidSkene } from "@/lib/stats/aggregation/dawid-skene";
import { listVotes } from "@/lib/stats/aggregation/label-votes";
import { mace } from "@/lib/stats/aggregation/mace";
import { oneCoinDawidSkene } from "@/lib/stats/aggregation/one-coin-dawid-skene";
import { contingencyTable, tableFromRows } from "@/lib/stats/agreement/contingency-table";
import { calibration } from "@/lib/stats/comparison/calibration";
import { kendallTau, pearson, spearman } from "@/lib/stats/comparison/correlation";
import { discrimination } from "@/lib/stats/comparison/discrimination";
import { overlapRate } from "@/lib/stats/comparison/parts/overlap-rate";
import { identifyRoles } from "@/lib/stats/comparison/role-identification";
import { scoreAgreement } from "@/lib/stats/comparison/score-agreement";
import { somersD } from "@/lib/stats/comparison/somers-d";
import { adjustPValues } from "@/lib/stats/effects/adjust-p-values";
import { pairedProportionDifference } from "@/lib/stats/effects/paired-proportion-difference";
import { mcNemar } from "@/lib/stats/effects/paired-tests";
import { exchangeTest } from "@/lib/stats/effects/permutation-test";
import { proportionDifference } from "@/lib/stats/effects/proportion-difference";
import { proportionInterval } from "@/lib/stats/effects/proportion-interval";
import { proportionTrend } from "@/lib/stats/effects/proportion-trend";
import { rankSumTest, signedRankTest } from "@/lib/stats/effects/rank-tests";
import {
  cliffsDelta,
  glassDelta,
  pairedDifference,
  pairedTest,
  standardisedDifference,
  welchTest,
} from "@/lib/stats/effects/standardised-difference";
import { alternativeAnnotatorTest } from "@/lib/stats/judges/alternative-annotator-test";
import { correctedPrevalence, roganGladen } from "@/lib/stats/judges/corrected-prevalence";
import { differenceEstimate } from "@/lib/stats/judges/difference-estimate";
import { lengthEffect } from "@/lib/stats/judges/length-effect";
import { predictionPoweredMean, testPredictionPoweredMean } from "@/lib/stats/judges/prediction-powered-mean";
import {
  expectedLowerEnd,
  unitsForCohen,
  unitsForInterval,
  unitsForPower,
  unitsForWorstCase,
} from "@/lib/stats/planning/kappa-planning";
import { expectedHalfWidths, ratersForHalfWidth, unitsForHalfWidth } from "@/lib/stats/planning/kappa-width";
import {
  ratersForProportion,
  unitsAgainstProportion,
  unitsForProportion,
  unitsPerGroup,
} from "@/lib/stats/planning/proportion-planning";
import { bradleyTerry } from "@/lib/stats/ranking/bradley-terry";
import { tieModel } from "@/lib/stats/ranking/tie-models";
import { winRates } from "@/lib/stats/ranking/win-rates";
import { resampledRatio } from "@/lib/stats/resampling/resampled-mean";
import { seededRandom } from "@/lib/stats/resampling/seeded-random";
import { codeRatings } from "./coded-ratings";

const good = [1, 2, 4];
const random = seededRandom(1);
const votes = listVotes([{ task: "a", worker: "x", label: 1 }], [1, 2]);
const design = { shares: [0.5, 0.5] };

/** Each takes a number that is none where it needs one. */
const takers: Readonly<Record<string, (odd: number) => unknown>> = {
  adjustPValues: (odd) => adjustPValues([0.1, odd], "holm"),
  alternativeAnnotatorTest: (odd) => alternativeAnnotatorTest(codeRatings([[1, 1]]), [0], { epsilon: odd }),
  bradleyTerry: (odd) =>
    bradleyTerry([
      [0, odd],
      [1, 0],
    ]),
  calibration: (odd) => calibration([0.1, odd], [true, false]),
  correctedPrevalence: (odd) =>
    correctedPrevalence({ share: 0.2, tested: 10 }, { sensitivity: odd, positives: 5, specificity: 0.9, negatives: 5 }),
  roganGladen: (odd) => roganGladen({ positives: 1, tested: 3 }, { sensitivity: 0.9, specificity: odd }),
  pearson: (odd) => pearson(good, [1, odd, 2]),
  spearman: (odd) => spearman(good, [1, odd, 2]),
  kendallTau: (odd) => kendallTau(good, [1, odd, 2]),
  somersD: (odd) => somersD(good, [1, odd, 2]),
  discrimination: (odd) => discrimination([0.2, odd], [true, false]),
  lengthEffect: (odd) => lengthEffect([{ verdict: "first", first: odd, second: 2 }]),
  listVotes: (odd) => listVotes([{ task: "a", worker: "x", label: odd }]),
  overlapRate: (odd) => overlapRate(odd, 1),
  pairedProportionDifference: (odd) =>
    pairedProportionDifference({ both: odd, firstOnly: 1, secondOnly: 1, neither: 1 }),
  differenceEstimate: (odd) =>
    differenceEstimate({ labels: good, judged: good, judgedUnlabeled: [1, odd], weights: good.map(() => 2) }),
  predictionPoweredMean: (odd) => predictionPoweredMean(good, good, [1, odd]),
  proportionDifference: (odd) => proportionDifference({ count: odd, of: 4 }, { count: 1, of: 4 }),
  proportionInterval: (odd) => proportionInterval(1, odd),
  proportionTrend: (odd) =>
    proportionTrend(
      [
        { count: 1, of: 3 },
        { count: 2, of: 3 },
      ],
      [1, odd],
    ),
  rankSumTest: (odd) => rankSumTest(good, [1, odd]),
  signedRankTest: (odd) => signedRankTest(good, [1, odd, 2]),
  resampledRatio: (odd) => resampledRatio(Float64Array.from([1, odd]), Float64Array.from([1, 1]), { random }),
  identifyRoles: (odd) => identifyRoles([{ probabilities: [odd, 0.5], truth: 0 }]),
  scoreAgreement: (odd) => scoreAgreement(good, [1, odd, 2]),
  standardisedDifference: (odd) => standardisedDifference(good, [1, odd]),
  pairedDifference: (odd) => pairedDifference(good, [1, odd, 2]),
  pairedTest: (odd) => pairedTest(good, [1, odd, 2]),
  welchTest: (odd) => welchTest(good, [1, odd]),
  glassDelta: (odd) => glassDelta(good, [1, odd]),
  cliffsDelta: (odd) => cliffsDelta(good, [1, odd]),
  tieModel: (odd) =>
    tieModel(
      [
        [0, odd],
        [1, 0],
      ],
      [
        [0, 1],
        [1, 0],
      ],
    ),
  winRates: (odd) =>
    winRates(
      [
        [0, odd],
        [1, 0],
      ],
      [
        [0, 1],
        [1, 0],
      ],
    ),
  unitsForPower: (odd) => unitsForPower(design, { hypothesis: odd, alternative: 0.6 }),
  unitsForInterval: (odd) => unitsForInterval(design, { anticipated: 0.6, low: odd }),
  expectedLowerEnd: (odd) => expectedLowerEnd(design, { anticipated: 0.6, units: odd }),
  unitsForCohen: (odd) => unitsForCohen([0.5, 0.5], { hypothesis: 0.4, alternative: odd }),
  unitsForWorstCase: (odd) => unitsForWorstCase([0.5, 0.5], { hypothesis: 0.4, alternative: odd }),
  expectedHalfWidths: (odd) => expectedHalfWidths(design, 0.5, [odd]),
  unitsForHalfWidth: (odd) => unitsForHalfWidth(design, { kappa: 0.5, halfWidth: odd }),
  ratersForHalfWidth: (odd) => ratersForHalfWidth(design.shares, { kappa: 0.5, halfWidth: 0.1, units: odd }),
  unitsForProportion: (odd) => unitsForProportion(odd, 0.1),
  ratersForProportion: (odd) => ratersForProportion(0.3, 0.1, { units: odd, agreement: 0.5 }),
  unitsPerGroup: (odd) => unitsPerGroup(0.3, odd),
  unitsAgainstProportion: (odd) => unitsAgainstProportion(odd, 0.5),
};

describe("a number that is none is refused by the function that got it", () => {
  test.each(Object.keys(takers))("%s", (name) => {
    for (const odd of [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY])
      expect(() => takers[name]?.(odd), String(odd)).toThrow(new RegExp(`^${name}: `));
  });
});

describe("what cannot be asked is refused, not answered", () => {
  test.each<[string, () => unknown, string]>([
    [
      "a kappa below 0",
      () => unitsForPower({ shares: [0.1, 0.9] }, { hypothesis: -0.9, alternative: 0.6 }),
      "unitsForPower: kappa",
    ],
    ["the same kappa twice", () => unitsForPower(design, { hypothesis: 0.5, alternative: 0.5 }), "have to differ"],
    [
      "a power of 1",
      () => unitsForCohen([0.5, 0.5], { hypothesis: 0.4, alternative: 0.6, power: 1 }),
      "alpha and power",
    ],
    [
      "more categories than can be gone through",
      () => expectedHalfWidths({ shares: new Array(9).fill(1 / 9) }, 0.5, [10]),
      "at most 8",
    ],
    ["half a rater", () => contingencyTable(codeRatings([[1, 1]]), 0.5, 1), "no rater 0.5"],
    [
      "half a unit in an exact test",
      () =>
        mcNemar(
          tableFromRows([
            [1, 2.5],
            [3.2, 1],
          ]),
        ),
      "mcNemar: 2.5",
    ],
    ["no start", () => mace(votes, { random, restarts: 0 }), "mace: 0 starts"],
    ["no round", () => dawidSkene(votes, { mostIterations: 0 }), "dawidSkene: 0 rounds"],
    ["no round of one coin", () => oneCoinDawidSkene(votes, { mostIterations: 0 }), "oneCoinDawidSkene: 0 rounds"],
    ["no permutation", () => exchangeTest(3, () => 1, { random, permutations: 0 }), "0 permutations"],
    [
      "tables of other players",
      () =>
        winRates(
          [
            [0, 1],
            [1, 0],
          ],
          [[0]],
        ),
      "winRates: 2 players",
    ],
  ])("%s", (_, call, message) => {
    expect(call).toThrow(RangeError);
    expect(call).toThrow(message);
  });
});

test("many raters have a limit beyond which only more units help", () => {
  const six = [0.3, 0.2, 0.2, 0.1, 0.1, 0.1];
  expect(ratersForHalfWidth(six, { kappa: 0.5, halfWidth: 0.05, units: 20 })).toMatchObject({ defined: false });
  const few = ratersForHalfWidth(six, { kappa: 0.5, halfWidth: 0.1, units: 200 });
  expect(few).toMatchObject({ defined: true });
});

test("a prediction-powered mean without any spread has no interval", () => {
  expect(predictionPoweredMean([1, 1, 1], [1, 1, 1], [1, 1])).toMatchObject({
    value: { value: 1, standardError: 0, interval: { defined: false } },
  });
});

test("what does not vary but for rounding has no effect size and no test", () => {
  const [low, high] = [new Array<number>(7).fill(0.1), new Array<number>(7).fill(0.3)];
  const [first, second] = [
    [0.3, 0.4, 0.5, 0.7],
    [0.1, 0.2, 0.3, 0.5],
  ];
  for (const none of [
    welchTest(low, high),
    standardisedDifference(low, high),
    glassDelta(low, high),
    pairedDifference(first, second),
    pairedTest(first, second),
  ])
    expect(none).toMatchObject({ defined: false });
  expect(pairedTest([1e6, 1e6, 1e6 + 1e-5], [1e6, 1e6 + 1e-5, 1e6])).toMatchObject({ defined: true });
});

test("a prediction-powered mean without spread is tested in the direction asked for", () => {
  const certain = predictionPoweredMean([1000.1, 1000.1], [1000.1, 1000.1], [1000.1, 1000.1]);
  if (!certain.defined) throw new Error(certain.because);
  expect(certain.value).toMatchObject({ standardError: 0, interval: { defined: false } });
  const p = (expected: number, alternative: "larger" | "smaller") =>
    testPredictionPoweredMean({ ...certain.value, value: 0.2 }, expected, alternative);
  expect([p(0.5, "larger"), p(0.5, "smaller"), p(0.1, "larger"), p(0.1, "smaller")]).toEqual([1, 0, 0, 1]);
});

test("a kappa next to 1 has no lower end above itself", () => {
  expect(expectedLowerEnd(design, { anticipated: 0.9997, units: 100 }).low).toBeLessThan(0.9997);
});
