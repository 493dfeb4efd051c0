import { expect, test } from "vitest";
import { pooledKappaStatistic } from "@/lib/stats/agreement/pooled-kappa";
import { differenceStatistic } from "@/lib/stats/resampling/difference-statistic";
import { ratioStatistic } from "@/lib/stats/resampling/resampled-mean";
import { seededRandom } from "@/lib/stats/resampling/seeded-random";
import { groupWeights } from "@/lib/stats/resampling/unit-statistic";

const random = seededRandom(9);
const draw = () => Array.from({ length: 40 }, () => Math.floor(random() * 3));
const [reference, first, second] = [draw(), draw(), draw()];
const unit = reference.map((_, place) => place);
const kappa = (answer: number[], chosen = unit) => {
  const pick = (from: number[]) => chosen.map((place) => from[place]);
  const own = { unit: chosen.map((_, place) => place), reference: pick(reference), answer: pick(answer) };
  const statistic = pooledKappaStatistic(own, chosen.length, 3);
  return statistic.evaluate(groupWeights(statistic));
};

test("is the difference of the two, on the sample and on a resample of the same units", () => {
  const both = [first, second].map((answer) => pooledKappaStatistic({ unit, reference, answer }, 40, 3));
  const statistic = differenceStatistic(both[0], both[1]);
  expect(statistic.evaluate(groupWeights(statistic))).toBeCloseTo(kappa(first) - kappa(second), 14);
  const chosen = unit.map(() => Math.floor(random() * 40));
  const weights = new Float64Array(statistic.groups);
  for (const place of chosen) weights[statistic.groupOf[place]]++;
  expect(statistic.evaluate(weights)).toBeCloseTo(kappa(first, chosen) - kappa(second, chosen), 14);
});

test("a statistic less itself is 0, and undefined where it is", () => {
  const share = ratioStatistic(new Float64Array([1, 0, 1]), new Float64Array([1, 1, 0]));
  const none = differenceStatistic(share, share);
  expect(none.evaluate(groupWeights(none))).toBe(0);
  expect(none.evaluate(new Float64Array(none.groups))).toBeNaN();
});

test("statistics of other numbers of units are refused", () => {
  const of = (units: number) => ratioStatistic(new Float64Array(units), new Float64Array(units).fill(1));
  expect(() => differenceStatistic(of(2), of(3))).toThrow("2 units of one statistic, 3 of the other");
});
