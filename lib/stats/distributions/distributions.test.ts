import fc from "fast-check";
import { expect, test } from "vitest";
import { betaQuantile } from "./beta-distribution";
import { binomialPoint, binomialTails, binomialTest } from "./binomial-distribution";
import { chiSquaredQuantile, chiSquaredTails } from "./chi-squared-distribution";
import { fQuantile, fTails } from "./f-distribution";
import { incompleteBeta } from "./incomplete-beta";
import { digamma, logGamma } from "./log-gamma";
import { noncentralTCdf, noncentralTShift } from "./noncentral-t-distribution";
import { normalCdf, normalQuantile } from "./normal-distribution";
import { studentTCdf, studentTQuantile } from "./student-t-distribution";

const relative = (got: number, expected: number) => Math.abs(got / expected - 1);

// Printed tables of the distributions (R 4.2.2, to 15 digits).
test.each([
  ["normal quantile", normalQuantile(0.975), 1.95996398454005],
  ["far normal quantile", normalQuantile(1e-10), -6.36134090240406],
  ["normal tail", normalCdf(-10), 7.61985302416053e-24],
  ["t quantile", studentTQuantile(0.975, 1), 12.7062047361747],
  ["t tail", studentTCdf(-40, 1), 0.00795608991202581],
  ["chi-squared quantile", chiSquaredQuantile(0.95, 1), 3.84145882069412],
  ["tiny chi-squared quantile", chiSquaredQuantile(1e-10, 1), 1.57079632679489e-20],
  ["chi-squared tail", chiSquaredTails(10, 1).lower, 0.998434597741997],
])("%s", (_, got, expected) => {
  expect(relative(got, expected)).toBeLessThan(1e-12);
});

// By multiple precision (30 digits); R's qf is off in the ninth digit here.
test("an F quantile near 0 keeps its digits", () => {
  expect(relative(fQuantile(0.001, 1, 57), 0.0000015846359917911887)).toBeLessThan(1e-12);
});

test("quantiles and probabilities undo each other", () => {
  const probability = fc.double({ min: 1e-6, max: 1 - 1e-6, noNaN: true });
  const df = fc.double({ min: 1, max: 500, noNaN: true });
  fc.assert(
    fc.property(probability, df, df, (p, a, b) => {
      expect(normalCdf(normalQuantile(p))).toBeCloseTo(p, 10);
      expect(studentTCdf(studentTQuantile(p, a), a)).toBeCloseTo(p, 9);
      expect(chiSquaredTails(chiSquaredQuantile(p, a), a).lower).toBeCloseTo(p, 9);
      expect(fTails(fQuantile(p, a, b), a, b).lower).toBeCloseTo(p, 7);
      expect(incompleteBeta(a, b, betaQuantile(p, a, b)).lower).toBeCloseTo(p, 7);
    }),
  );
});

test("gamma functions know their exact values", () => {
  expect(logGamma(0.5)).toBeCloseTo(Math.log(Math.PI) / 2, 14);
  expect(logGamma(11)).toBeCloseTo(Math.log(3628800), 13);
  expect(digamma(1)).toBeCloseTo(-0.5772156649015329, 13);
});

test("Student's t comes to the normal distribution as its degrees of freedom grow", () => {
  // The true value at 1e10 degrees of freedom, to 11 digits.
  expect(studentTCdf(2, 1e10)).toBeCloseTo(0.97724986804, 11);
  expect(Math.abs(studentTCdf(-3, 9.9e6) / studentTCdf(-3, 1.01e7) - 1)).toBeLessThan(1e-6);
});

// By numerical integration over the denominator, in another language.
test.each([
  [1223.23, 398, 1138.225782, 1308.154943],
  [900, 1e6, 897.676638, 902.323034],
  [58.4, 40, 45.484249, 71.273919],
  [35, 12, 21.048154, 48.934554],
])("the noncentral t keeps its tails where the noncentrality is large: t = %s, df = %s", (t, df, low, high) => {
  expect(noncentralTShift(t, df, 0.975)).toBeCloseTo(low, 5);
  expect(noncentralTShift(t, df, 0.025)).toBeCloseTo(high, 5);
});

test("the two ways to the noncentral t meet", () => {
  expect(noncentralTCdf(40, 20, 30.000001)).toBeCloseTo(noncentralTCdf(40, 20, 29.999999), 7);
  expect(noncentralTCdf(2, 5, 40)).toBe(0);
  expect(noncentralTCdf(2, 5, -40)).toBe(1);
});

test("the binomial is exact in small cases", () => {
  expect(binomialPoint(2, 4, 0.5)).toBeCloseTo(0.375, 14);
  expect(binomialTails(1, 4, 0.5)).toEqual({ lower: expect.closeTo(5 / 16, 14), upper: expect.closeTo(15 / 16, 14) });
  expect(binomialTest(3, 4, 0.5)).toBeCloseTo(0.625, 12);
});

test("the noncentral t is the central one without a shift, and its shift can be found again", () => {
  expect(noncentralTCdf(1.5, 7, 0)).toBeCloseTo(studentTCdf(1.5, 7), 13);
  expect(noncentralTCdf(-1.5, 7, 0.8)).toBeCloseTo(1 - noncentralTCdf(1.5, 7, -0.8), 13);
  expect(noncentralTCdf(2.1, 18, noncentralTShift(2.1, 18, 0.975))).toBeCloseTo(0.975, 10);
});

test("what is no probability is refused by name", () => {
  expect(() => normalQuantile(1)).toThrow("normalQuantile: a probability has to lie between 0 and 1");
  expect(() => studentTQuantile(0.5, 0)).toThrow("studentTQuantile");
  expect(() => betaQuantile(0.5, -1, 1)).toThrow("betaQuantile");
  expect(() => logGamma(0)).toThrow("logGamma");
});
