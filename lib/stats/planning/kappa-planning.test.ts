import { expect, test } from "vitest";
import { cohenKappa } from "@/lib/stats/agreement/cohen-kappa";
import { tableFromRows } from "@/lib/stats/agreement/contingency-table";
import { fleissKappa } from "@/lib/stats/agreement/fleiss-kappa";
import { codeRatings } from "@/lib/stats/coded-ratings";
import { normalQuantile } from "@/lib/stats/distributions/normal-distribution";
import { proportionInterval } from "@/lib/stats/effects/proportion-interval";
import { maximiseLinear } from "@/lib/stats/planning/parts/linear-programme";
import { requireDefined } from "@/lib/stats/require-defined";
import { seededRandom } from "@/lib/stats/resampling/seeded-random";
import { expectedLowerEnd, unitsForCohen, unitsForInterval, unitsForPower, unitsForWorstCase } from "./kappa-planning";
import { expectedHalfWidths, ratersForHalfWidth, ratersForPower, unitsForHalfWidth } from "./kappa-width";
import { ratersForProportion, unitsAgainstProportion, unitsForProportion, unitsPerGroup } from "./proportion-planning";

// The examples of R's kappaSize and irr.
test("agrees with published sample sizes", () => {
  const even = { shares: [0.5, 0.5], raters: 3 };
  expect(unitsForPower({ shares: [0.3, 0.7] }, { hypothesis: 0.4, alternative: 0.6 })).toBeCloseTo(190.456, 2);
  expect(unitsForPower(even, { hypothesis: 0.6, alternative: 0.8, power: 0.9 })).toBeCloseTo(98.07, 2);
  const four = { shares: [0.25, 0.25, 0.25, 0.25], raters: 3, model: "dirichlet" } as const;
  expect(unitsForPower(four, { hypothesis: 0.4, alternative: 0.6 })).toBeCloseTo(48.02, 2);
  expect(unitsForInterval({ shares: [0.3, 0.7] }, { anticipated: 0.4, low: 0.3, high: 0.5 }).units).toBe(397);
  expect(expectedLowerEnd({ shares: [0.5, 0.5], raters: 4 }, { anticipated: 0.7, units: 100 }).low).toBe(0.61);
  expect(unitsForCohen([0.5, 0.5], { hypothesis: 0.85, alternative: 0.7, isTwoSided: false })).toBe(96);
  expect(unitsForWorstCase([0.2, 0.25, 0.55], { hypothesis: 0.4, alternative: 0.6, isTwoSided: false })).toBe(101);
});

test("two raters need the same number under both models", () => {
  const ask = { hypothesis: 0.5, alternative: 0.7 };
  const plan = (model: "mixture" | "dirichlet") => unitsForPower({ shares: [0.2, 0.8], model }, ask);
  expect(plan("mixture")).toBeCloseTo(plan("dirichlet"), 9);
});

test("more units, narrower intervals", () => {
  const widths = expectedHalfWidths({ shares: [0.4, 0.6] }, 0.6, [50, 200, 800]).map(({ halfWidth }) => halfWidth);
  expect(widths[0] / widths[1]).toBeCloseTo(2, 10);
  expect(widths[1] / widths[2]).toBeCloseTo(2, 10);
});

// Two raters with common rates in a population: Cohen's kappa and Fleiss' have the same large-sample error there.
test("with two raters and two categories the width is that of Cohen's kappa in the population", () => {
  const [share, kappa] = [0.3, 0.6];
  const chance = share * share + (1 - share) ** 2;
  const both = share * share + kappa * share * (1 - share);
  const cells = [both, share - both, share - both, 1 - 2 * share + both].map((cell) => cell * 1e6);
  const table = tableFromRows([cells.slice(0, 2), cells.slice(2)]);
  const cohen = requireDefined(cohenKappa(table));
  expect(cohen.expected).toBeCloseTo(chance, 9);
  const error = requireDefined(cohen.standardError) * 1000;
  const [width] = expectedHalfWidths({ shares: [share, 1 - share] }, kappa, [1]);
  expect(width?.halfWidth).toBeCloseTo(normalQuantile(0.975) * error, 6);
});

test("the expected width is the one that simulated studies of three raters and three categories have", () => {
  const [shares, kappa, raters, units] = [[0.2, 0.3, 0.5], 0.5, 3, 200];
  const random = seededRandom(5);
  const draw = () => {
    const at = random();
    return at < 0.2 ? 0 : at < 0.5 ? 1 : 2;
  };
  const kappas = Array.from({ length: 400 }, () => {
    const rows = Array.from({ length: units }, () => {
      const common = random() < kappa ? draw() : null;
      return Array.from({ length: raters }, () => common ?? draw());
    });
    return requireDefined(fleissKappa(codeRatings(rows, [0, 1, 2]))).value;
  });
  const mean = kappas.reduce((sum, own) => sum + own, 0) / kappas.length;
  const spread = Math.sqrt(kappas.reduce((sum, own) => sum + (own - mean) ** 2, 0) / (kappas.length - 1));
  const [width] = expectedHalfWidths({ shares, raters }, kappa, [units]);
  expect((width?.halfWidth ?? 0) / (1.96 * spread)).toBeGreaterThan(0.88);
  expect((width?.halfWidth ?? 0) / (1.96 * spread)).toBeLessThan(1.14);
});

test("planned units and raters keep the half-width, and one fewer does not", () => {
  const ask = { kappa: 0.6, halfWidth: 0.1 };
  const units = unitsForHalfWidth({ shares: [0.3, 0.7], raters: 3 }, ask);
  const width = (n: number) => expectedHalfWidths({ shares: [0.3, 0.7], raters: 3 }, 0.6, [n])[0]?.halfWidth ?? 0;
  expect(width(units)).toBeLessThanOrEqual(0.1);
  expect(width(units - 1)).toBeGreaterThan(0.1);
  expect(ratersForHalfWidth([0.3, 0.7], { ...ask, units })).toEqual({ defined: true, value: 3 });
  expect(ratersForHalfWidth([0.3, 0.7], { ...ask, units: 20 })).toMatchObject({
    because: expect.stringContaining("more units"),
  });
  const power = { hypothesis: 0.4, alternative: 0.6 };
  const needed = Math.ceil(unitsForPower({ shares: [0.3, 0.7], raters: 4 }, power));
  expect(ratersForPower({ shares: [0.3, 0.7] }, { ...power, units: needed })).toEqual({ defined: true, value: 4 });
});

test("a planned proportion keeps its half-width, and one unit fewer does not", () => {
  const n = unitsForProportion(0.5, 0.05);
  const half = (units: number) => {
    const { low, high } = proportionInterval(units / 2, units);
    return (high - low) / 2;
  };
  expect(half(n)).toBeLessThanOrEqual(0.05);
  expect(half(n - 1)).toBeGreaterThan(0.05);
});

test("labels that agree add nothing to a proportion, labels that do not count in full", () => {
  const one = unitsForProportion(0.3, 0.05);
  expect(unitsForProportion(0.3, 0.05, { raters: 4, agreement: 1 })).toBe(one);
  expect(unitsForProportion(0.3, 0.05, { raters: 4, agreement: 0 })).toBe(Math.ceil(one / 4));
  const half = unitsForProportion(0.3, 0.05, { raters: 3, agreement: 0.5 });
  expect(half).toBe(Math.ceil((one * 2) / 3));
  expect(ratersForProportion(0.3, 0.05, { units: half, agreement: 0.5 })).toEqual({ defined: true, value: 3 });
  expect(ratersForProportion(0.3, 0.05, { units: one, agreement: 0.5 })).toEqual({ defined: true, value: 1 });
  expect(ratersForProportion(0.3, 0.05, { units: 40, agreement: 0.5 }).defined).toBe(false);
});

// R's power.prop.test: .5 against .75 with power .9 takes 76.7 in each group.
test("agrees with R on the power of a proportion", () => {
  expect(unitsPerGroup(0.5, 0.75, { power: 0.9 })).toBe(77);
  expect(unitsPerGroup(0.5, 0.75, { power: 0.9, raters: 3, agreement: 0 })).toBe(26);
  // By hand: ((1.959964 x sqrt(.25) + .841621 x sqrt(.24)) / .1) squared is 193.9.
  expect(unitsAgainstProportion(0.6, 0.5)).toBe(194);
});

test("impossible plans are refused by name", () => {
  expect(() => unitsForPower({ shares: [0.5, 0.2] }, { hypothesis: 0.4, alternative: 0.6 })).toThrow(
    "unitsForPower: shares",
  );
  expect(() => expectedHalfWidths({ shares: [0.5, 0.5] }, 1, [10])).toThrow("expectedHalfWidths: kappa");
  expect(() => ratersForPower({ shares: [0.5, 0.5] }, { hypothesis: 0.4, alternative: 0.6, units: 0 })).toThrow(
    "units",
  );
  expect(() => unitsPerGroup(0.5, 0.5)).toThrow("two different shares");
  expect(() => unitsForProportion(0.5, 0.1, { raters: 2, agreement: 2 })).toThrow("agreement");
  expect(() => unitsForCohen([0.1, 0.9], { hypothesis: 0.4, alternative: 0.9 })).toThrow("do not allow kappa");
});

test("a linear programme finds its corner, or that there is none", () => {
  expect(
    maximiseLinear(
      [3, 2, 0, 0],
      [
        [1, 1, 1, 0],
        [1, 3, 0, 1],
      ],
      [4, 6],
    ),
  ).toBeCloseTo(12, 10);
  expect(maximiseLinear([1], [[1], [1]], [1, 2])).toBeNull();
  expect(() => maximiseLinear([1, 0], [[0, 1]], [1])).toThrow("no bound");
});
