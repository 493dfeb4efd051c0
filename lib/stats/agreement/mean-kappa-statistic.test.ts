import { expect, test } from "vitest";
import { codeRatings } from "@/lib/stats/coded-ratings";
import { requireDefined } from "@/lib/stats/require-defined";
import { groupWeights } from "@/lib/stats/resampling/unit-statistic";
import { meanKappaStatistic } from "./mean-kappa-statistic";
import { meanPairwiseKappa } from "./mean-pairwise-kappa";

const rows = Array.from({ length: 30 }, (_, unit) => [
  (unit % 4) + 1,
  unit % 5 === 0 ? null : ((unit * 3) % 4) + 1,
  ((unit + (unit % 3)) % 4) + 1,
  null,
]);

test.each(["unweighted", "linear", "quadratic"] as const)(
  "the mean of pairs' kappas as a function of weights is the mean itself: %s",
  (weights) => {
    const ratings = codeRatings(rows);
    const statistic = meanKappaStatistic(ratings, weights);
    const own = requireDefined(meanPairwiseKappa(ratings, { weights })).value;
    expect(statistic.evaluate(groupWeights(statistic))).toBeCloseTo(own, 12);
  },
);

test("pairs without a kappa do not enter, and without any there is no mean", () => {
  const same = meanKappaStatistic(
    codeRatings(
      [
        ["a", "a"],
        ["a", "a"],
      ],
      ["a", "b"],
    ),
  );
  expect(same.evaluate(groupWeights(same))).toBeNaN();
});
