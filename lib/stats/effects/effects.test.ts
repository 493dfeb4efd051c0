import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { tableFromRows } from "@/lib/stats/agreement/contingency-table";
import { defined } from "@/lib/stats/defined";
import { normalQuantile } from "@/lib/stats/distributions/normal-distribution";
import { rankConcordance } from "@/lib/stats/ranking/rank-concordance";
import { requireDefined } from "@/lib/stats/require-defined";
import { seededRandom } from "@/lib/stats/resampling/seeded-random";
import { adjustPValues } from "./adjust-p-values";
import { fisherExact } from "./fisher-exact";
import { pairedProportionDifference } from "./paired-proportion-difference";
import { mcNemar } from "./paired-tests";
import { exchangeTest, groupPermutation } from "./permutation-test";
import { proportionDifference } from "./proportion-difference";
import { proportionInterval } from "./proportion-interval";
import { proportionTrend } from "./proportion-trend";
import { rankSumTest, signedRankTest } from "./rank-tests";
import {
  cliffsDelta,
  glassDelta,
  pairedDifference,
  pairedTest,
  standardisedDifference,
  welchTest,
} from "./standardised-difference";

// Student (1908): hours of sleep gained under two drugs, ten patients.
const first = [0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0, 2];
const second = [1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4];

describe("proportions", () => {
  // Newcombe (1998): 81 of 263.
  test.each([
    ["wilson", 0.2553, 0.3662],
    ["clopper-pearson", 0.2527, 0.3676],
    ["jeffreys", 0.2545, 0.3656],
  ] as const)("agrees with the published %s interval", (method, low, high) => {
    const interval = proportionInterval(81, 263, { method });
    expect(interval.low).toBeCloseTo(low, 4);
    expect(interval.high).toBeCloseTo(high, 4);
  });

  test("none of twenty is still an interval, and Blaker's lies within Clopper-Pearson's", () => {
    expect(proportionInterval(0, 20)).toMatchObject({ low: 0, high: expect.closeTo(0.1611, 4) });
    const [blaker, exact] = [
      proportionInterval(3, 40, { method: "blaker" }),
      proportionInterval(3, 40, { method: "clopper-pearson" }),
    ];
    expect(blaker.low).toBeGreaterThanOrEqual(exact.low);
    expect(blaker.high).toBeLessThanOrEqual(exact.high);
    expect(() => proportionInterval(3, 2)).toThrow("proportionInterval: 3 of 2");
  });

  // Newcombe (1998), table II: 56/70 against 48/80.
  test("agrees with the published differences", () => {
    const [a, b] = [
      { count: 56, of: 70 },
      { count: 48, of: 80 },
    ];
    const newcombe = proportionDifference(a, b).interval;
    expect([newcombe.low.toFixed(4), newcombe.high.toFixed(4)]).toEqual(["0.0524", "0.3339"]);
    const score = proportionDifference(a, b, { method: "miettinen-nurminen" }).interval;
    expect([score.low.toFixed(4), score.high.toFixed(4)]).toEqual(["0.0528", "0.3382"]);
  });

  // Newcombe (1998), Statistics in Medicine 17:2635: the example 36, 12, 2, 0.
  test("agrees with the published paired difference", () => {
    const { value, interval } = pairedProportionDifference({ both: 36, firstOnly: 12, secondOnly: 2, neither: 0 });
    expect(value).toBeCloseTo(0.2, 12);
    expect([interval.low.toFixed(4), interval.high.toFixed(4)]).toEqual(["0.0569", "0.3404"]);
  });

  const pairedCounts = fc
    .record({ both: fc.nat(40), firstOnly: fc.nat(40), secondOnly: fc.nat(40), neither: fc.nat(40) })
    .filter((counts) => Object.values(counts).some((count) => count > 0));

  test("Tango's interval leaves out 0 just where McNemar's test rejects", () => {
    fc.assert(
      fc.property(pairedCounts, (counts) => {
        const { both, firstOnly, secondOnly, neither } = counts;
        const { interval } = pairedProportionDifference(counts, { method: "tango" });
        const table = tableFromRows([
          [both, firstOnly],
          [secondOnly, neither],
        ]);
        const mcnemar = mcNemar(table);
        const isRejected = mcnemar.defined && mcnemar.value.chiSquared.chiSquared > normalQuantile(0.975) ** 2;
        expect(interval.low > 1e-9 || interval.high < -1e-9).toBe(isRejected);
      }),
    );
  });

  test.each(["newcombe", "tango"] as const)(
    "a paired interval turns round with its sides and stays in -1 to 1: %s",
    (method) => {
      fc.assert(
        fc.property(pairedCounts, (counts) => {
          const own = pairedProportionDifference(counts, { method });
          const turned = { ...counts, firstOnly: counts.secondOnly, secondOnly: counts.firstOnly };
          const other = pairedProportionDifference(turned, { method }).interval;
          expect(own.interval.low).toBeCloseTo(-other.high, 9);
          expect(own.interval.high).toBeCloseTo(-other.low, 9);
          expect(own.interval.low).toBeGreaterThanOrEqual(-1);
          expect(own.interval.low).toBeLessThanOrEqual(own.value + 1e-9);
          expect(own.interval.high).toBeGreaterThanOrEqual(own.value - 1e-9);
        }),
      );
    },
  );

  test("pairs that are no counts are refused", () => {
    const none = { both: 0, firstOnly: 0, secondOnly: 0, neither: 0 };
    expect(() => pairedProportionDifference(none)).toThrow("0, 0, 0, 0 are not counts");
    expect(() => pairedProportionDifference({ ...none, both: -1, neither: 3 })).toThrow("not counts");
  });

  test("9 of 10 against 4 of 10 is no proof: Fisher's p is .057", () => {
    expect(fisherExact(9, 1, 4, 6)).toBeCloseTo(0.0573, 4);
    expect(fisherExact(3, 0, 0, 3)).toBeCloseTo(0.1, 12);
    expect(() => fisherExact(1.5, 1, 1, 1)).toThrow("fisherExact");
  });

  test("a trend needs levels that differ, and names its largest step", () => {
    const trend = requireDefined(
      proportionTrend([
        { count: 1, of: 20 },
        { count: 4, of: 20 },
        { count: 12, of: 20 },
      ]),
    );
    expect(trend.z).toBeGreaterThan(3);
    expect(trend.largestStep).toEqual({ from: 1, to: 2, difference: expect.closeTo(0.4, 12) });
    expect(trend).toMatchObject({ levels: 3, units: 60 });
    expect(
      proportionTrend([
        { count: 0, of: 5 },
        { count: 0, of: 5 },
      ]).defined,
    ).toBe(false);
  });
});

describe("means", () => {
  test("agrees with R's effectsize and t.test on the sleep data", () => {
    const independent = requireDefined(standardisedDifference(first, second));
    expect(independent.cohensD).toBeCloseTo(-0.83218, 5);
    expect(independent.interval.low).toBeCloseTo(-1.73882, 4);
    expect(independent.hedgesG).toBeCloseTo(-0.79694, 5);
    expect(requireDefined(pairedDifference(first, second)).cohensD).toBeCloseTo(-1.28456, 5);
    expect(requireDefined(glassDelta(first, second))).toBeCloseTo(-0.78911, 5);
    expect(requireDefined(welchTest(first, second)).p).toBeCloseTo(0.07939, 5);
    expect(requireDefined(pairedTest(first, second)).p).toBeCloseTo(0.00283, 5);
    expect(requireDefined(rankSumTest(first, second))).toMatchObject({
      statistic: 25.5,
      p: expect.closeTo(0.06933, 5),
    });
    expect(requireDefined(signedRankTest(first, second))).toMatchObject({ statistic: 0, pairs: 9 });
    expect(requireDefined(cliffsDelta(first, second)).value).toBeCloseTo(-0.49, 12);
  });

  test("every comparison of means says how many values each side had", () => {
    const [shorter, longer] = [first.slice(0, 6), second];
    const of = { units: { first: 6, second: 10 } };
    for (const compare of [standardisedDifference, welchTest, rankSumTest, cliffsDelta])
      expect(requireDefined<object>(compare(shorter, longer))).toMatchObject(of);
    for (const compare of [pairedDifference, pairedTest, signedRankTest])
      expect(requireDefined<object>(compare(first, second))).toMatchObject({ units: { first: 10, second: 10 } });
  });

  test("turning the sides round turns the sign of d and delta", () => {
    const samples = fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 3, maxLength: 9 });
    fc.assert(
      fc.property(samples, samples, (a, b) => {
        const [forth, back] = [standardisedDifference(a, b), standardisedDifference(b, a)];
        expect(back.defined).toBe(forth.defined);
        if (forth.defined && back.defined) expect(back.value.cohensD).toBeCloseTo(-forth.value.cohensD, 10);
        expect(requireDefined(cliffsDelta(b, a)).value).toBeCloseTo(-requireDefined(cliffsDelta(a, b)).value, 12);
      }),
    );
  });

  test("two pairs have a d, and a g that keeps nothing of it", () => {
    const { cohensD, hedgesG } = requireDefined(pairedDifference([1, 2], [2, 4]));
    expect(cohensD).toBeCloseTo(-2.1213, 4);
    expect(hedgesG).toBeCloseTo(0, 12);
  });

  test("samples without spread have no d", () => {
    expect(standardisedDifference([1, 1], [1, 1])).toEqual({ defined: false, because: "neither side varies" });
    expect(pairedDifference([1, 2], [0, 1])).toMatchObject({ because: "every pair differs by the same" });
    expect(() => pairedDifference([1], [1, 2])).toThrow("pairedDifference: 1 values against 2");
    expect(requireDefined(cliffsDelta([5, 6], [1, 2])).interval.defined).toBe(false);
  });
});

describe("many tests", () => {
  // Benjamini and Hochberg (1995): fifteen p values, four rejections at .05, three by Holm.
  const published = [
    0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.324, 0.4262, 0.5719, 0.6528, 0.759, 1,
  ];
  const rejections = (method: Parameters<typeof adjustPValues>[1]) =>
    adjustPValues(published, method).filter((p) => p <= 0.05).length;

  test("agrees with the published rejections", () => {
    expect(rejections("benjamini-hochberg")).toBe(4);
    expect(rejections("holm")).toBe(3);
    expect(rejections("bonferroni")).toBe(3);
  });

  test("no adjustment lowers a p value, and each is as strict as its theory says", () => {
    const pValues = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(pValues, (p) => {
        const by = (method: Parameters<typeof adjustPValues>[1]) => adjustPValues(p, method);
        const [bonferroni, holm, hochberg, hommel] = [by("bonferroni"), by("holm"), by("hochberg"), by("hommel")];
        const [bh, yekutieli] = [by("benjamini-hochberg"), by("benjamini-yekutieli")];
        for (const i of p.keys()) {
          const order = [p[i], bh[i], hommel[i], hochberg[i], holm[i], bonferroni[i]];
          for (let k = 1; k < order.length; k++) expect(order[k]).toBeGreaterThanOrEqual(order[k - 1] - 1e-12);
          expect(yekutieli[i]).toBeGreaterThanOrEqual(bh[i] - 1e-12);
        }
      }),
    );
    expect(() => adjustPValues([1.2], "holm")).toThrow("adjustPValues: 1.2 is no p value");
  });
});

test("an inversion is clear only where both differences are", () => {
  const clear = () => defined({ low: 0.1, high: 0.4, level: 0.95, method: "given" });
  const unclear = () => defined({ low: -0.1, high: 0.4, level: 0.95, method: "given" });
  const [before, after] = [
    [1, 2, 3],
    [2, 1, 3],
  ];
  expect(rankConcordance(before, after, [clear, clear]).inversions).toEqual([
    { first: 0, second: 1, differences: [-1, 1], isClear: true },
  ]);
  expect(rankConcordance(before, after, [clear, unclear]).inversions[0]?.isClear).toBe(false);
  expect(requireDefined(rankConcordance(before, after).kendall).value).toBeCloseTo(1 / 3, 12);
});

describe("permutation tests", () => {
  const gaps = first.map((value, i) => value - second[i]);

  test("exchanging versions finds the paired difference, and never p = 0", () => {
    const difference = (isExchanged: Uint8Array) =>
      gaps.reduce((sum, gap, i) => sum + (isExchanged[i] ? -gap : gap), 0);
    const test = requireDefined(exchangeTest(10, difference, { random: seededRandom(1) }));
    expect(test.p).toBeLessThan(0.02);
    expect(test.p).toBeGreaterThan(0);
  });

  test("shuffling groups that do not differ finds nothing", () => {
    const marks = Uint8Array.from(first, (_, i) => i % 2);
    const difference = (inFirst: Uint8Array) => first.reduce((sum, value, i) => sum + (inFirst[i] ? value : -value), 0);
    expect(requireDefined(groupPermutation(marks, difference, { random: seededRandom(1) })).p).toBeGreaterThan(0.05);
    expect(groupPermutation(marks, () => Number.NaN, { random: seededRandom(1) }).defined).toBe(false);
  });
});
