import { expect, test } from "vitest";
import {
  expectedHalfWidths,
  expectedLowerEnd,
  unitsForCohen,
  unitsForInterval,
  unitsForPower,
  unitsForProportion,
  unitsForWorstCase,
} from "./kappa-planning";
import { maximiseLinear } from "./linear-programme";
import { proportionInterval } from "./proportion-interval";

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
  const widths = expectedHalfWidths([0.4, 0.5], 0.6, [50, 200, 800]).map(({ halfWidth }) => halfWidth);
  expect((widths[0] as number) / (widths[1] as number)).toBeCloseTo(2, 10);
  expect((widths[1] as number) / (widths[2] as number)).toBeCloseTo(2, 10);
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

test("impossible plans are refused by name", () => {
  expect(() => unitsForPower({ shares: [0.5, 0.2] }, { hypothesis: 0.4, alternative: 0.6 })).toThrow(
    "unitsForPower: shares",
  );
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
