import { expect, test } from "vitest";
import { codeRatings } from "@/lib/stats/coded-ratings";
import { groupWeights } from "@/lib/stats/resampling/unit-statistic";
import { cohenKappa } from "./cohen-kappa";
import { contingencyTable } from "./contingency-table";
import { pooledKappaStatistic } from "./pooled-kappa";

const reference = [0, 0, 1, 2, 1, 0, 2];
const answer = [0, 1, 1, 2, 0, 0, 1];
const rows = reference.map((code, place) => [code, answer[place]]);
const kappa = cohenKappa(contingencyTable(codeRatings(rows, [0, 1, 2]), 0, 1));

test("over all comparisons it is Cohen's kappa, however they fall into units", () => {
  for (const unit of [reference.map((_, place) => place), [0, 0, 0, 1, 1, 2, 2]]) {
    const statistic = pooledKappaStatistic({ unit, reference, answer }, 7, 3);
    expect(statistic.evaluate(groupWeights(statistic))).toBeCloseTo(kappa.defined ? kappa.value.value : Number.NaN, 12);
  }
});

test("a unit that counts twice brings all its comparisons twice", () => {
  const statistic = pooledKappaStatistic({ unit: [0, 0, 1], reference: [0, 1, 1], answer: [0, 1, 0] }, 2, 2);
  const twice = pooledKappaStatistic(
    { unit: [0, 0, 1, 2, 2], reference: [0, 1, 1, 0, 1], answer: [0, 1, 0, 0, 1] },
    3,
    2,
  );
  const weights = new Float64Array(statistic.groups);
  weights[statistic.groupOf[0]] = 2;
  weights[statistic.groupOf[1]] = 1;
  expect(statistic.evaluate(weights)).toBeCloseTo(twice.evaluate(groupWeights(twice)), 12);
});

test("one category on both sides leaves it undefined", () => {
  const statistic = pooledKappaStatistic({ unit: [0, 1], reference: [1, 1], answer: [1, 1] }, 2, 2);
  expect(statistic.evaluate(groupWeights(statistic))).toBeNaN();
});
