import { describe, expect, test } from "vitest";
import { requireDefined } from "@/lib/stats/require-defined";
import { clusteredMean } from "./clustered-mean";

const values = [1, 0, -1, 0, 1, 1, 0, -1, 0, 0, 1, 1, -1, 0, 1, 0, 0, -1, 1, 0];
const prompts = [1, 1, 1, 1, 2, 2, 2, 3, 3, 4, 4, 4, 4, 4, 5, 6, 6, 7, 7, 7];

describe("a mean over clusters", () => {
  // R 4.2.2, sandwich 3.0.2: vcovCL(lm(x ~ 1), type = "HC2"); df by the matrices of Bell and McCaffrey.
  test("has the error and degrees of freedom of the bias-reduced sandwich", () => {
    const { value, standardError, df, clusters } = requireDefined(clusteredMean(values, prompts));
    expect([value, clusters]).toEqual([0.15, 7]);
    expect(standardError).toBeCloseTo(0.125860471448, 11);
    expect(df).toBeCloseTo(4.914596685083, 9);
  });

  test("is the plain standard error where every value stands alone", () => {
    const { standardError, df } = requireDefined(clusteredMean(values));
    expect(standardError).toBeCloseTo(0.166622801245, 11);
    expect(df).toBeCloseTo(19, 9);
  });

  test("has one degree of freedom less than clusters where they are alike", () => {
    expect(requireDefined(clusteredMean([1, 2, 3, 4, 6, 8], ["a", "a", "b", "b", "c", "c"])).df).toBeCloseTo(2, 12);
  });

  test("says why there is none", () => {
    expect(clusteredMean([])).toEqual({ defined: false, because: "there is no value" });
    expect(clusteredMean([1, 2], ["p", "p"])).toEqual({ defined: false, because: "one cluster alone shows no spread" });
  });
});
