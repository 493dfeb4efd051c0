import { expect, test } from "vitest";
import { countOf, formatCoefficient, formatEstimate, formatPercent, formatPoints } from "@/lib/format-number";
import { defined, undefinedBecause } from "@/lib/stats/defined";

test.each([
  [0.4294, ".43"],
  [-0.051, "−.05"],
  [1, "1.00"],
  [0.001, ".00"],
  [-0.001, ".00"],
])("a coefficient of %d reads %s", (value, text) => {
  expect(formatCoefficient(value)).toBe(text);
});

test.each([
  [0.672, "67 %"],
  [0, "0 %"],
  [0.004, "0.4 %"],
  [0.997, "99.7 %"],
  [1, "100 %"],
])("a share of %d reads %s", (share, text) => {
  expect(formatPercent(share)).toBe(text);
});

test("a difference says its direction", () => {
  expect([0.041, -0.12, 0.001].map(formatPoints)).toEqual(["+4", "−12", "0"]);
});

test("an estimate has its interval beside it where there is one", () => {
  expect(formatEstimate({ value: 0.43, interval: defined({ low: 0.31, high: 0.55 }) }, "coefficient")).toBe(
    ".43 [.31, .55]",
  );
  expect(formatEstimate({ value: 0.43, interval: defined({ low: 0.31, high: 0.55 }) }, "percent")).toBe(
    "43 % [31, 55]",
  );
  expect(formatEstimate({ value: 1, interval: undefinedBecause("no spread") }, "coefficient")).toBe(
    "1.00 [no interval: no spread]",
  );
});

test("one is not many", () => {
  expect([countOf(1, "person", "people"), countOf(1814, "item")]).toEqual(["1 person", "1,814 items"]);
});

test.each([
  [0.998, ".998"],
  [-0.998, "−.998"],
  [0.99996, ".99996"],
  [0.994, ".99"],
  [1 - 1e-12, "1.00"],
  [1, "1.00"],
  [1.002, "1.00"],
])("a coefficient near 1 keeps the decimals that tell it from 1: %s is %s", (value, said) => {
  expect(formatCoefficient(value)).toBe(said);
});
