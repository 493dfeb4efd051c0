import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { tableFromRows } from "@/lib/stats/agreement/contingency-table";
import { codeRatings } from "@/lib/stats/coded-ratings";
import { normalCdf } from "@/lib/stats/distributions/normal-distribution";
import { bowkerSymmetry, cochranQ, marginalHomogeneity, mcNemar } from "@/lib/stats/effects/paired-tests";
import { requireDefined } from "@/lib/stats/require-defined";
import { kendallTau, pearson, spearman } from "./correlation";
import { scoreAgreement } from "./score-agreement";
import { somersD } from "./somers-d";

describe("tests of two raters", () => {
  test("McNemar, exact and not, looks only at units on which they differ", () => {
    const test = requireDefined(
      mcNemar(
        tableFromRows([
          [40, 9],
          [6, 45],
        ]),
      ),
    );
    expect(test.chiSquared.chiSquared).toBeCloseTo(0.6, 12);
    expect(test.corrected.chiSquared).toBeCloseTo(4 / 15, 12);
    expect(test.exactP).toBeCloseTo(0.60723876953125, 12);
    expect(test).toMatchObject({ firstOnly: 9, secondOnly: 6, units: 100 });
    expect(
      mcNemar(
        tableFromRows([
          [3, 0],
          [0, 3],
        ]),
      ),
    ).toEqual({ defined: false, because: "the two raters never differ" });
  });

  // Three categories by Stuart's closed form: 8000 / 592.
  test("Stuart-Maxwell counts categories with equal margins, and Bhapkar follows from it", () => {
    const { stuartMaxwell, bhapkar, units } = requireDefined(
      marginalHomogeneity(
        tableFromRows([
          [88, 14, 18],
          [10, 40, 10],
          [2, 6, 12],
        ]),
      ),
    );
    expect(stuartMaxwell).toMatchObject({ chiSquared: expect.closeTo(8000 / 592, 10), df: 2 });
    expect(requireDefined(bhapkar).chiSquared).toBeCloseTo(14.4927536231884, 10);
    expect(units).toBe(200);
  });

  test("two categories make Stuart-Maxwell and Bowker McNemar's test", () => {
    const table = tableFromRows([
      [10, 7],
      [2, 9],
    ]);
    const expected = requireDefined(mcNemar(table)).chiSquared.chiSquared;
    expect(requireDefined(marginalHomogeneity(table)).stuartMaxwell.chiSquared).toBeCloseTo(expected, 12);
    expect(requireDefined(bowkerSymmetry(table)).chiSquared).toBeCloseTo(expected, 12);
  });

  test("groups of categories that are never confused with each other leave no margin test", () => {
    const apart = tableFromRows([
      [20, 0, 0, 5],
      [0, 10, 15, 0],
      [0, 15, 10, 0],
      [5, 0, 0, 20],
    ]);
    expect(marginalHomogeneity(apart)).toMatchObject({ because: expect.stringContaining("fall apart") });
    expect(requireDefined(bowkerSymmetry(apart))).toMatchObject({ chiSquared: 0, df: 2, units: 100 });
  });

  test("Cochran's Q of two raters is McNemar's chi-squared", () => {
    const rows = [
      [1, 1],
      [1, 0],
      [1, 0],
      [0, 1],
      [0, 0],
      [1, 0],
    ];
    const q = requireDefined(cochranQ(codeRatings(rows, [0, 1])));
    expect(q.chiSquared).toBeCloseTo((3 - 1) ** 2 / 4, 12);
    expect(() => cochranQ(codeRatings([["a", "b", "c"]]))).toThrow("cochranQ: needs two categories");
  });
});

describe("correlations", () => {
  test("are 1 for the same order, and have no interval there", () => {
    const [x, y] = [
      [1, 2, 3, 4, 5],
      [2, 4, 6, 8, 10],
    ];
    for (const correlation of [pearson(x, y), spearman(x, y), kendallTau(x, y)]) {
      const { value, interval } = requireDefined(correlation);
      expect(value).toBeCloseTo(1, 12);
      expect(interval.defined).toBe(false);
    }
  });

  test("are undefined for a constant side and refuse unequal lengths and NaN", () => {
    expect(pearson([1, 1, 1], [1, 2, 3])).toEqual({ defined: false, because: "one side is constant" });
    expect(kendallTau([1, 1, 1], [1, 2, 3]).defined).toBe(false);
    expect(() => pearson([1], [1, 2])).toThrow("pearson: 1 values against 2");
    expect(() => spearman([Number.NaN, 1], [1, 2])).toThrow("spearman: value 0 is NaN");
  });

  test("rank correlations do not care for a rising transformation", () => {
    const pairs = fc.array(fc.tuple(fc.integer({ min: -5, max: 5 }), fc.integer({ min: -5, max: 5 })), {
      minLength: 6,
      maxLength: 20,
    });
    fc.assert(
      fc.property(pairs, (sample) => {
        const [x, y] = [sample.map(([a]) => a), sample.map(([, b]) => b)];
        for (const correlation of [spearman, kendallTau]) {
          const [plain, bent] = [correlation(x, y), correlation(x.map(Math.exp), y)];
          expect(bent.defined).toBe(plain.defined);
          if (plain.defined && bent.defined) expect(bent.value.value).toBeCloseTo(plain.value.value, 12);
        }
      }),
    );
  });

  test("a side counts as constant by its own size, not by the other's", () => {
    const times = [3, 1, 4, 1, 5].map((own) => 1.7e12 + 1000 * own);
    const { value } = requireDefined(pearson([2, 1, 4, 1, 5], times));
    expect(value).toBeCloseTo(requireDefined(pearson([2, 1, 4, 1, 5], [3, 1, 4, 1, 5])).value, 9);
  });

  test("Kendall's test counts all orders where there are no ties, and few pairs", () => {
    // Of 120 orders of five, 1 + 4 + 9 have two inversions or fewer: 2 x 14 / 120.
    const few = requireDefined(kendallTau([1, 2, 3, 4, 5], [2, 1, 4, 3, 5]));
    expect(requireDefined(few.p)).toBeCloseTo(28 / 120, 12);
    const [x, y] = [Array.from({ length: 33 }, (_, i) => i), Array.from({ length: 33 }, (_, i) => (i * 7) % 33)];
    const exact = requireDefined(kendallTau(x, y));
    const normal = 2 * normalCdf(-Math.abs(exact.z));
    expect(Math.abs(requireDefined(exact.p) / normal - 1)).toBeLessThan(0.05);
    const tied = requireDefined(kendallTau([1, 2, 3, 4, 5], [2, 1, 4, 4, 5]));
    expect(requireDefined(tied.p)).toBeCloseTo(2 * normalCdf(-Math.abs(tied.z)), 12);
  });

  test("Somers' D is tested by the error that holds if it is 0", () => {
    // By hand: concordant less discordant 8, sum of squared scores 46; S = 46 - 256 / 6, Z = 16 / sqrt(4 S).
    const { p, standardError, units } = requireDefined(somersD([1, 1, 1, 2, 2, 3], [1, 2, 2, 2, 3, 3]));
    expect(p).toBeCloseTo(1.1771339e-5, 10);
    expect(standardError).toBeGreaterThan(0);
    expect(units).toBe(6);
  });

  test("Somers' D without ties is Kendall's tau", () => {
    const [x, y] = [
      [1, 2, 3, 4, 5, 6],
      [2, 1, 4, 3, 6, 5],
    ];
    expect(requireDefined(somersD(x, y)).value).toBeCloseTo(requireDefined(kendallTau(x, y)).value, 12);
    expect(somersD([1, 1], [1, 2])).toMatchObject({ because: "x is constant" });
  });
});

test("a judge who always gives one point more has bias 1, no spread and no certain interval", () => {
  const scores = requireDefined(scoreAgreement([1, 2, 3, 4], [2, 3, 4, 5]));
  expect(scores).toMatchObject({ bias: 1, meanAbsoluteError: 1, rootMeanSquareError: 1 });
  expect(scores.biasInterval.defined).toBe(false);
  expect(requireDefined(scores.concordance)).toBeCloseTo(2.5 / (2.5 + 1), 12);
});
