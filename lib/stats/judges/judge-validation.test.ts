import { describe, expect, test } from "vitest";
import { codeRatings } from "@/lib/stats/coded-ratings";
import { discrimination } from "@/lib/stats/comparison/discrimination";
import { requireDefined } from "@/lib/stats/require-defined";
import { seededRandom } from "@/lib/stats/resampling/seeded-random";
import { alternativeAnnotatorTest } from "./alternative-annotator-test";
import { correctedPrevalence, roganGladen } from "./corrected-prevalence";
import { type PairVerdict, positionBias, shownFirstRate } from "./position-bias";
import { predictionPoweredDifference, predictionPoweredMean } from "./prediction-powered-mean";

describe("alternativeAnnotatorTest", () => {
  const random = seededRandom(4);
  const truths = Array.from({ length: 200 }, () => (random() < 0.08 ? 1 : 0));
  const rate = (truth: number, skill: number) => (random() < skill ? truth : 1 - truth);
  const humans = codeRatings(
    truths.map((truth) => [rate(truth, 0.93), rate(truth, 0.93), rate(truth, 0.93)]),
    [0, 1],
  );

  test("a judge as good as the humans wins, a random one does not", () => {
    const good = requireDefined(alternativeAnnotatorTest(humans, truths, { epsilon: 0.1 }));
    expect(good.winningRate).toBe(1);
    expect(good.advantageProbability).toBeGreaterThan(0.9);
    const coin = requireDefined(
      alternativeAnnotatorTest(
        humans,
        truths.map(() => Number(random() < 0.5)),
        { epsilon: 0.1 },
      ),
    );
    expect(coin.winningRate).toBe(0);
  });

  test("a judge that always says safe passes where unsafe is rare: the test alone is no verdict", () => {
    const constant = requireDefined(
      alternativeAnnotatorTest(
        humans,
        truths.map(() => 0),
        { epsilon: 0.2 },
      ),
    );
    expect(constant.winningRate).toBe(1);
  });

  test("humans with too few units are named, and units with one human are counted", () => {
    const few = codeRatings(
      truths.map((truth, unit) => [truth, truth, unit < 5 ? truth : null]),
      [0, 1],
    );
    const result = requireDefined(alternativeAnnotatorTest(few, truths, { epsilon: 0.1 }));
    expect(result.ratersLeftOut).toEqual([2]);
    const short = codeRatings([[0, 0]], [0, 1]);
    expect(alternativeAnnotatorTest(short, [0], { epsilon: 0.1 })).toMatchObject({
      because: expect.stringContaining("30 units"),
    });
  });

  test("differences without variance are decided by their side of epsilon", () => {
    const same = codeRatings(
      truths.map((truth) => [truth, truth]),
      [0, 1],
    );
    const at = (epsilon: number) => requireDefined(alternativeAnnotatorTest(same, truths, { epsilon })).raters[0]?.p;
    expect(at(0.1)).toEqual({ defined: true, value: 0 });
    expect(at(-0.1)).toEqual({ defined: true, value: 1 });
    expect(at(0)).toMatchObject({ defined: false });
  });
});

describe("prediction-powered inference", () => {
  const random = seededRandom(8);
  const draw = (n: number) => Array.from({ length: n }, () => Number(random() < 0.3));
  const labels = draw(100);
  const unlabeled = draw(3000);

  test("a perfect judge narrows the interval, a useless one is tuned away", () => {
    const plain = requireDefined(predictionPoweredMean(labels, labels, unlabeled, { lambda: 0 }));
    const sharp = requireDefined(predictionPoweredMean(labels, labels, unlabeled));
    expect(sharp.lambda).toBeGreaterThan(0.9);
    expect(sharp.standardError).toBeLessThan(0.3 * plain.standardError);
    const useless = requireDefined(predictionPoweredMean(labels, draw(100), draw(3000)));
    expect(useless.lambda).toBeLessThan(0.2);
    expect(useless.standardError / plain.standardError).toBeCloseTo(1, 1);
  });

  test("a difference adds variances", () => {
    const first = requireDefined(predictionPoweredMean(labels, labels, unlabeled, { lambda: 0 }));
    const { value, standardError } = predictionPoweredDifference(first, first);
    expect(value).toBe(0);
    expect(standardError).toBeCloseTo(first.standardError * Math.SQRT2, 12);
  });

  test("refuses sides of unequal length and needs two units of each kind", () => {
    expect(() => predictionPoweredMean([1, 0], [1], [1, 0])).toThrow("predictionPoweredMean: 1 labels");
    expect(predictionPoweredMean([1, 0], [1, 0], [1]).defined).toBe(false);
  });
});

describe("corrected prevalence", () => {
  // Reiczigel et al. (2010): 23 of 150 with sensitivity .96 and specificity .89 are 5.1 %.
  test("agrees with the published correction and does not hide an impossible one", () => {
    const rates = { sensitivity: 0.96, specificity: 0.89 };
    const published = requireDefined(roganGladen({ positives: 23, tested: 150 }, rates));
    expect(published.value).toBeCloseTo(0.051, 3);
    expect(published).toMatchObject({ units: 150, known: null });
    const impossible = requireDefined(
      roganGladen({ positives: 6, tested: 151 }, { sensitivity: 0.964, specificity: 0.927 }),
    );
    expect(impossible.raw).toBeLessThan(0);
    expect(impossible.value).toBe(0);
  });

  test("a judge no better than chance corrects nothing", () => {
    const rates = { sensitivity: 0.5, specificity: 0.5 };
    expect(roganGladen({ positives: 5, tested: 10 }, rates)).toMatchObject({
      because: expect.stringContaining("no better than chance"),
    });
    const estimated = { ...rates, positives: 30, negatives: 30 };
    expect(correctedPrevalence({ share: 0.5, tested: 10 }, estimated).defined).toBe(false);
  });

  // Lee et al. (2025): the worked example of the bias-corrected judge.
  test("carries the uncertainty of estimated error rates", () => {
    const rates = { sensitivity: 0.9, specificity: 0.85, positives: 100, negatives: 100 };
    const { value, interval, units, known } = requireDefined(correctedPrevalence({ share: 0.7, tested: 1000 }, rates));
    expect([units, known]).toEqual([1000, { positives: 100, negatives: 100 }]);
    expect(value).toBeCloseTo(0.7333, 4);
    expect(interval.low).toBeCloseTo(0.6644, 4);
    expect(interval.high).toBeCloseTo(0.8163, 4);
  });
});

test("position bias tells flips, half ties and the pairs that a consistent win rate discards", () => {
  const bias = requireDefined(
    positionBias([
      { forward: "first", backward: "first" },
      { forward: "first", backward: "second" },
      { forward: "tie", backward: "tie" },
      { forward: "tie", backward: "second" },
      { forward: "first", backward: "second" },
    ]),
  );
  expect(bias).toMatchObject({ pairs: 5, favoursShownFirst: 2, favoursShownSecond: 0, tieInOneOrder: 1, discarded: 3 });
  expect(requireDefined(bias.consistentWinRate)).toBe(0.75);
  expect(requireDefined(bias.p)).toBeCloseTo(0.5, 12);
  expect(positionBias([]).defined).toBe(false);
});

test("how often what was shown first won, whichever side that was", () => {
  const shown = (verdict: PairVerdict, shownFirst: "first" | "second", times: number) =>
    Array.from({ length: times }, () => ({ verdict, shownFirst }));
  const pairs = [...shown("first", "first", 5), ...shown("second", "second", 4), ...shown("first", "second", 1)];
  const { rate, p, ties } = requireDefined(shownFirstRate([...pairs, ...shown("tie", "first", 3)]));
  expect(rate).toMatchObject({ value: 0.9, count: 9, of: 10 });
  expect(p).toBeCloseTo(22 / 1024, 12);
  expect(ties).toBe(3);
  expect(shownFirstRate(shown("tie", "first", 2)).defined).toBe(false);
});

test("the area under the curve is the chance of ranking right, ties half", () => {
  expect(requireDefined(discrimination([0.9, 0.4, 0.4, 0.1], [true, true, false, false])).rocAuc).toBeCloseTo(
    0.875,
    12,
  );
  expect(requireDefined(discrimination([3, 2, 1], [true, false, false])).averagePrecision).toBe(1);
  expect(discrimination([1], [true])).toMatchObject({ because: "one of the two outcomes never occurs" });
});

test("the alternative-annotator test needs somebody to be left out and somebody to agree with", () => {
  const humans = codeRatings([
    [1, 2],
    [2, 2],
  ]);
  expect(() => alternativeAnnotatorTest(humans, [0, 1], { epsilon: 0.2, minimumHumans: 1, minimumUnits: 1 })).toThrow(
    "minimumHumans has to be 2 or more",
  );
});
