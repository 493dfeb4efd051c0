import { expect, test } from "vitest";
import { requireDefined } from "@/lib/stats/require-defined";
import { correctedPrevalence } from "./corrected-prevalence";
import { predictionPoweredMean } from "./prediction-powered-mean";
import { stratifiedPoweredMean } from "./stratified-powered-mean";

const first = {
  labels: [1, 0, 1, 1, 0, 1],
  judged: [1, 0, 1, 0, 0, 1],
  judgedUnlabeled: [1, 1, 0, 1, 0, 0, 1, 1, 1, 0],
};
const second = { labels: [0, 0, 1, 0], judged: [1, 0, 1, 0], judgedUnlabeled: [0, 1, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0] };

// An independent implementation with numpy 2.4.6.
test("strata have a trust in the judge of their own and count by their size", () => {
  const { value, standardError, strata, labeled, unlabeled } = requireDefined(stratifiedPoweredMean([first, second]));
  expect(value).toBeCloseTo(0.4270382395382395, 12);
  expect(standardError).toBeCloseTo(0.1221814165952572, 12);
  expect(strata.map(({ share }) => share)).toEqual([0.5, 0.5]);
  expect(strata[0].mean.lambda).toBeCloseTo(0.39682539682539675, 12);
  expect(strata[1].mean.lambda).toBeCloseTo(0.4090909090909091, 12);
  expect([labeled, unlabeled]).toEqual([10, 22]);
});

test("one stratum is the plain mean", () => {
  const own = requireDefined(stratifiedPoweredMean([first]));
  const plain = requireDefined(predictionPoweredMean(first.labels, first.judged, first.judgedUnlabeled));
  expect([own.value, own.standardError]).toEqual([plain.value, plain.standardError]);
});

test("a stratum that nobody labeled leaves the whole unknown", () => {
  expect(stratifiedPoweredMean([first, { ...second, labels: [1], judged: [1] }])).toMatchObject({
    because: "stratum 2 has fewer than two labeled or two unlabeled units",
  });
  expect(stratifiedPoweredMean([])).toMatchObject({ defined: false });
});

// The formula of Lee et al. (2025) by hand in Python: 500 judged, .3 of them positive; 60 and 140 units of known truth.
test("the interval of a corrected rate is that of Lee and others", () => {
  const rates = { sensitivity: 0.9, positives: 60, specificity: 0.85, negatives: 140 };
  const { value, interval } = requireDefined(correctedPrevalence({ share: 0.3, tested: 500 }, rates));
  expect(value).toBeCloseTo(0.2, 12);
  expect(interval.low).toBeCloseTo(0.10937235022957328, 12);
  expect(interval.high).toBeCloseTo(0.28470879412050487, 12);
});
