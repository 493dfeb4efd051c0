import { expect, test } from "vitest";
import { boundedMean, hitShare } from "@/lib/measure/bounded-mean";
import { proportionInterval } from "@/lib/stats/effects/proportion-interval";
import { requireDefined } from "@/lib/stats/require-defined";

const alone = (count: number) => Array.from({ length: count }, (_, item) => item);
const intervalOf = (scores: number[], low: number, high: number, clusters = alone(scores.length)) => {
  const { value, interval } = requireDefined(boundedMean({ scores, clusters, low, high }, "nothing"));
  return { value, ...requireDefined(interval) };
};

test("scores that are all the same have the interval of a share of 0 or 1, and keep within their bounds", () => {
  const wilson = proportionInterval(0, 20);
  const { value, low, high } = intervalOf(Array(20).fill(1), 1, 5);
  expect([value, low]).toEqual([1, 1]);
  expect(high).toBeCloseTo(1 + 4 * wilson.high, 12);
});

test("a few bad scores among good ones lean the interval away from the bound", () => {
  const { value, low, high } = intervalOf([...Array(18).fill(0.01), 1.6, 1.8], 0, 2);
  expect(value).toBeCloseTo(0.179, 12);
  expect(low).toBeGreaterThan(0);
  expect(high - value).toBeGreaterThan(1.5 * (value - low));
});

test("scores of one prompt that go together tell less than as many alone", () => {
  const scores = Array.from({ length: 80 }, (_, item) => (Math.floor(item / 4) % 2 === 0 ? 0.2 : 1));
  const width = (clusters?: number[]) => {
    const { low, high } = intervalOf(scores, 0, 2, clusters);
    return high - low;
  };
  expect(width(alone(80).map((item) => Math.floor(item / 4)))).toBeGreaterThan(1.7 * width());
});

test("hits have plain Wilson's interval where each stands alone", () => {
  const { low, high } = requireDefined(hitShare([1, 1, 1, 0], alone(4)).interval);
  const wilson = proportionInterval(3, 4);
  expect([low, high]).toEqual([wilson.low, wilson.high]);
});
