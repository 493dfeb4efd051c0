import { describe, expect, test } from "vitest";
import { undrawn } from "@/lib/measure/estimate";
import { defined, undefinedBecause } from "@/lib/stats/defined";
import { describeLabels, listNames } from "./list-names";
import { type Measured, measuredJson, measuredLines, three } from "./measured";

const interval = (method: string) => ({ low: 0.1, high: 0.35, level: 0.95, method });

const measured: Measured[] = [
  { key: "a", name: "Accuracy", result: defined(undrawn(0.25, defined(interval("wilson")))), n: "1 unit" },
  {
    key: "b",
    name: "Matthews' correlation",
    n: "40 units",
    result: defined({
      value: -0.0001,
      interval: defined(interval("bootstrap, percentile")),
      replicates: 1000,
      undefinedReplicates: 12,
    }),
  },
  { key: "c", name: "Cohen's kappa", result: undefinedBecause("nothing is shared"), n: "" },
  { key: "d", name: "Fleiss' kappa", result: undefinedBecause("nothing is shared"), n: "" },
  {
    key: "e",
    name: "Mean kappa of pairs",
    n: "40 units",
    result: defined(undrawn(0.5, undefinedBecause("one unit alone shows no spread"))),
    pairs: { used: 3, withoutKappa: 1, fewest: 8, most: 1200 },
  },
];

describe("figures", () => {
  test("stand in a narrow table, with reasons, lost resamples and pairs below it", () => {
    expect(measuredLines(measured)).toEqual([
      "coefficient            value  95 %          n         interval by",
      "Accuracy               .250   [.100, .350]  1 unit    Wilson",
      "Matthews' correlation  .000   [.100, .350]  40 units  bootstrap, percentile",
      "Cohen's kappa          -",
      "Fleiss' kappa          -",
      "Mean kappa of pairs    .500   -             40 units",
      "Mean kappa of pairs: 3 pairs, sharing 8 to 1,200 units; 1 without a kappa.",
      "Matthews' correlation: 12 of 1,000 resamples undefined.",
      "Cohen's kappa; Fleiss' kappa: not defined: nothing is shared.",
      "Mean kappa of pairs: no interval: one unit alone shows no spread.",
    ]);
  });

  test("carry the same in JSON", () => {
    expect(measured.map(measuredJson)).toMatchObject([
      { value: 0.25, interval: { method: "wilson" }, resamples: null, because: null },
      { value: -0.0001, resamples: { drawn: 1000, undefined: 12 } },
      { value: null, interval: null, because: "nothing is shared" },
      { value: null },
      { value: 0.5, interval: null, because: "one unit alone shows no spread", pairs: { used: 3, withoutKappa: 1 } },
    ]);
  });

  test.each([
    [0.12345, ".123"],
    [-0.5, "-.500"],
    [-0.0004, ".000"],
    [1, "1.000"],
    [-10.25, "-10.250"],
  ])("have three decimals: %d", (value, text) => {
    expect(three(value)).toBe(text);
  });
});

describe("names in a list", () => {
  test("are quoted where they would be taken for several, and shortened", () => {
    expect(listNames(["a", "yes, but", "two\nlines", "d"], 3)).toBe('a, "yes, but", "two\\nlines" and 1 more');
  });

  test("of many numbers are only their ends", () => {
    expect(describeLabels(Array.from({ length: 1001 }, (_, n) => n))).toBe("1,001 different numbers from 0 to 1000");
    expect(describeLabels([1, 2])).toBe("1, 2");
  });
});
