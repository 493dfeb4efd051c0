import { describe, expect, test } from "vitest";
import { codeRatings } from "@/lib/stats/coded-ratings";
import { pearson } from "@/lib/stats/comparison/correlation";
import { overlapRate } from "@/lib/stats/comparison/parts/overlap-rate";
import { requireDefined } from "@/lib/stats/require-defined";
import { seededRandom } from "@/lib/stats/resampling/seeded-random";
import { brennanPrediger } from "./brennan-prediger";
import { cohenKappa } from "./cohen-kappa";
import { congerKappa } from "./conger-kappa";
import { contingencyTable, tableFromRows } from "./contingency-table";
import { fleissByCategory } from "./fleiss-by-category";
import { fleissKappa } from "./fleiss-kappa";
import { hayesKrippendorffInterval } from "./hayes-krippendorff-bootstrap";
import { intraclassCorrelation } from "./intraclass-correlation";
import { kappaContext, kappaMax, specificAgreement } from "./kappa-context";
import { testKappa } from "./kappa-test";
import { kendallW } from "./kendall-w";
import { krippendorffAlpha } from "./krippendorff-alpha";
import { meanPairwiseCorrelation } from "./mean-pairwise-correlation";
import { scottPi } from "./scott-pi";

const ratings = codeRatings([
  [1, 1, 2],
  [2, 2, 2],
  [1, 2, 1],
  [3, 3, 3],
  [2, 3, 3],
  [1, 1, 1],
  [3, null, 3],
]);

describe("coefficients with other ideas of chance", () => {
  test("Conger's kappa of two raters is Cohen's", () => {
    const two = codeRatings([
      ["a", "a"],
      ["a", "b"],
      ["b", "b"],
      ["c", "b"],
      ["c", "c"],
    ]);
    const cohen = requireDefined(cohenKappa(contingencyTable(two, 0, 1)));
    expect(requireDefined(congerKappa(two)).value).toBeCloseTo(cohen.value, 12);
  });

  test("Scott's pi is Fleiss' kappa of the two, over units both rated", () => {
    const pi = requireDefined(scottPi(ratings, 0, 1));
    const both = codeRatings([
      [1, 1],
      [2, 2],
      [1, 2],
      [3, 3],
      [2, 3],
      [1, 1],
    ]);
    expect(pi.value).toBeCloseTo(requireDefined(fleissKappa(both)).value, 12);
    expect(pi.basis).toMatchObject({ units: 6, unitsLeftOut: 1, ratingsLeftOut: 1 });
  });

  // Randolph (2005): Fleiss .33 and free-marginal .33 on four units, three raters.
  test("Randolph's examples", () => {
    const even = codeRatings([
      ["Y", "Y", "Y"],
      ["Y", "Y", "N"],
      ["N", "N", "Y"],
      ["N", "N", "N"],
    ]);
    expect(requireDefined(brennanPrediger(even)).value).toBeCloseTo(1 / 3, 12);
    expect(requireDefined(fleissKappa(even)).value).toBeCloseTo(1 / 3, 12);
  });

  test("one category, one rater and nothing shared say so", () => {
    const single = codeRatings([
      ["a", "a"],
      ["a", "a"],
    ]);
    expect(brennanPrediger(single)).toMatchObject({ because: expect.stringContaining("only one category") });
    expect(congerKappa(single).defined).toBe(false);
    expect(fleissByCategory(single)).toMatchObject({ because: "every rating is the same category" });
    expect(
      congerKappa(
        codeRatings([
          ["a", null],
          ["b", null],
        ]),
      ),
    ).toMatchObject({ because: expect.stringContaining("two raters") });
  });
});

test("Fleiss' kappa is the mean of its categories, weighted by share (1 - share)", () => {
  const complete = codeRatings([
    [1, 1, 2],
    [2, 2, 2],
    [1, 2, 1],
    [3, 3, 3],
    [2, 3, 3],
  ]);
  const { kappa, categories } = requireDefined(fleissByCategory(complete));
  const weights = categories.map(({ share }) => share * (1 - share));
  const sum = weights.reduce((total, weight) => total + weight, 0);
  const mean = categories.reduce((total, category, k) => total + requireDefined(category.kappa) * weights[k], 0);
  expect(mean / sum).toBeCloseTo(kappa, 12);
  expect(kappa).toBeCloseTo(requireDefined(fleissKappa(complete)).value, 12);
});

describe("what kappa is read with", () => {
  // Cohen (1960), page 45: kappa .492, largest possible .831.
  const table = tableFromRows([
    [88, 14, 18],
    [10, 40, 10],
    [2, 6, 12],
  ]);

  test("the largest kappa that the margins allow", () => {
    expect(requireDefined(kappaMax(table))).toBeCloseTo(0.831, 3);
  });

  test("agreement on single categories", () => {
    const rates = specificAgreement(table).map(({ agreement }) => requireDefined(agreement));
    expect(rates.map(({ value }) => Number(value.toFixed(12)))).toEqual([0.8, 0.666666666667, 0.4]);
    // 88 of 132 units that either calls the first: Wilson's .5825 to .7414, through 2 r / (1 + r).
    expect(rates[0]?.interval.low).toBeCloseTo((2 * 0.58254) / 1.58254, 4);
    expect(rates[0]?.interval.high).toBeCloseTo((2 * 0.74137) / 1.74137, 4);
    expect(() => overlapRate(0, 0)).toThrow("no overlap");
  });

  // Feinstein and Cicchetti (1990).
  test("prevalence and bias index and PABAK of a 2 x 2 table", () => {
    const context = requireDefined(
      kappaContext(
        tableFromRows([
          [40, 9],
          [6, 45],
        ]),
      ),
    );
    expect(context.prevalenceIndex.value).toBeCloseTo(-0.05, 12);
    expect(context.biasIndex.value).toBeCloseTo(0.03, 12);
    expect(context.pabak.value).toBeCloseTo(0.7, 12);
    expect(() => kappaContext(table)).toThrow("kappaContext: needs a 2 x 2 table");
  });

  test("a test that kappa is 0 has its own error, which is no basis of an interval", () => {
    const kappa = requireDefined(testKappa(table));
    const error = requireDefined(requireDefined(cohenKappa(table)).standardError);
    expect(kappa.nullError).not.toBeCloseTo(error, 4);
    expect(kappa.p).toBeLessThan(1e-15);
    expect(
      testKappa(
        tableFromRows([
          [3, 2],
          [0, 0],
        ]),
      ).defined,
    ).toBe(false);
  });
});

describe("intraclassCorrelation", () => {
  // Shrout and Fleiss (1979), table 2 and 4.
  const judges = codeRatings([
    [9, 2, 5, 8],
    [6, 1, 3, 2],
    [8, 4, 6, 8],
    [7, 1, 2, 6],
    [10, 5, 6, 9],
    [6, 2, 4, 7],
  ]);

  test.each([
    ["1,1", 0.17],
    ["2,1", 0.29],
    ["3,1", 0.71],
    ["1,k", 0.44],
    ["2,k", 0.62],
    ["3,k", 0.91],
  ] as const)("agrees with the published ICC(%s)", (form, expected) => {
    const { value, interval } = requireDefined(requireDefined(intraclassCorrelation(judges)).forms[form]);
    const { low, high } = requireDefined(interval);
    expect(value).toBeCloseTo(expected, 2);
    expect(low).toBeLessThan(value);
    expect(high).toBeGreaterThan(value);
  });

  test("says why it is undefined", () => {
    expect(intraclassCorrelation(codeRatings([[1, 2]])).defined).toBe(false);
    expect(
      intraclassCorrelation(
        codeRatings([
          [1, 1],
          [1, 1],
        ]),
      ),
    ).toMatchObject({ because: "every rating is the same" });
  });

  test("raters who never differ have ICC 1 and no interval, units that do not differ have no mean of k", () => {
    const same = requireDefined(intraclassCorrelation(codeRatings([1, 2, 5].map((value) => [value, value])))).forms;
    for (const form of Object.values(same)) {
      expect(form).toMatchObject({ value: { value: 1, test: { defined: false }, interval: { defined: false } } });
    }
    const level = requireDefined(
      intraclassCorrelation(codeRatings([1, 2, 5].map((value) => [value, value + 2]))),
    ).forms;
    expect(requireDefined(level["3,1"]).value).toBe(1);
    expect(requireDefined(level["2,1"]).value).toBeLessThan(0.8);
    const flat = codeRatings([
      [1, 3],
      [3, 1],
    ]);
    const { forms } = requireDefined(intraclassCorrelation(flat));
    expect(forms["1,k"]).toMatchObject({ because: expect.stringContaining("means of units do not differ") });
    expect(requireDefined(forms["1,1"])).toMatchObject({ value: -1, interval: { defined: false } });
  });

  test("mean squares that cancel out leave no interval, and no error", () => {
    const { forms } = requireDefined(
      intraclassCorrelation(
        codeRatings([
          [4, 2],
          [3, 3],
        ]),
      ),
    );
    expect(requireDefined(forms["2,1"])).toMatchObject({ interval: { defined: false } });
  });
});

test("Kendall's W is 1 for one ranking, and does not exist without any order", () => {
  expect(
    requireDefined(
      kendallW(
        codeRatings([
          [1, 2],
          [3, 4],
          [5, 6],
        ]),
      ),
    ).value,
  ).toBeCloseTo(1, 12);
  expect(
    kendallW(
      codeRatings([
        [1, 1],
        [1, 1],
      ]),
    ),
  ).toMatchObject({ because: expect.stringContaining("same value") });
});

test("mean correlations leave out constant raters and count them", () => {
  const mean = requireDefined(
    meanPairwiseCorrelation(
      codeRatings([
        [1, 2, 5],
        [2, 3, 5],
        [3, 5, 5],
      ]),
      "spearman",
    ),
  );
  expect(mean).toMatchObject({ value: 1, pairs: 1, undefinedPairs: 2, perfectPairs: 1 });
  expect(mean.fisherMean.defined).toBe(false);
});

describe("mean correlations where ratings are missing", () => {
  const gaps = codeRatings([
    [1, 1, null],
    [2, 3, 2],
    [3, 2, 3],
    [4, 5, 5],
    [5, 4, null],
    [null, 3, 1],
    [6, null, null],
  ]);

  test("take each pair over the units that both rated", () => {
    const mean = requireDefined(meanPairwiseCorrelation(gaps, "pearson"));
    const pairs = [
      pearson([1, 2, 3, 4, 5], [1, 3, 2, 5, 4]),
      pearson([2, 3, 4], [2, 3, 5]),
      pearson([3, 2, 5, 3], [2, 3, 5, 1]),
    ].map((own) => requireDefined(own).value);
    expect(mean.value).toBeCloseTo(pairs.reduce((sum, own) => sum + own, 0) / 3, 14);
    expect(mean).toMatchObject({
      pairs: 3,
      undefinedPairs: 0,
      unitsPerPair: { fewest: 3, most: 5 },
      basis: { units: 6, raters: 3, ratings: 15, unitsLeftOut: 1, ratingsLeftOut: 1 },
    });
  });

  test("take the units that all rated where that is asked", () => {
    const mean = requireDefined(meanPairwiseCorrelation(gaps, "pearson", { missing: "listwise" }));
    const pairs = [pearson([2, 3, 4], [3, 2, 5]), pearson([2, 3, 4], [2, 3, 5]), pearson([3, 2, 5], [2, 3, 5])].map(
      (own) => requireDefined(own).value,
    );
    expect(mean.value).toBeCloseTo(pairs.reduce((sum, own) => sum + own, 0) / 3, 14);
    expect(mean).toMatchObject({ unitsPerPair: { fewest: 3, most: 3 }, basis: { units: 3, unitsLeftOut: 4 } });
  });

  test("count pairs that share too little, and are undefined where all do", () => {
    const apart = codeRatings([
      [1, 1, null],
      [2, 2, null],
      [3, 1, 4],
    ]);
    expect(requireDefined(meanPairwiseCorrelation(apart, "spearman"))).toMatchObject({ pairs: 1, undefinedPairs: 2 });
    expect(meanPairwiseCorrelation(apart, "spearman", { missing: "listwise" }).defined).toBe(false);
  });
});

test("the Hayes-Krippendorff interval is far narrower than the one over units", () => {
  const random = seededRandom(9);
  const many = codeRatings(
    Array.from({ length: 40 }, (_, unit) =>
      Array.from({ length: 8 }, () => (random() < 0.6 ? unit % 3 : Math.floor(random() * 3))),
    ),
  );
  const pairs = requireDefined(hayesKrippendorffInterval(many, { random: seededRandom(1), replicates: 500 }));
  const units = requireDefined(requireDefined(krippendorffAlpha(many)).interval);
  expect(pairs.high - pairs.low).toBeLessThan(0.7 * (units.high - units.low));
});
