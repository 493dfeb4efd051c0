import { expect, test } from "vitest";
import { codeLabels } from "@/lib/stats/coded-ratings";
import { requireDefined } from "@/lib/stats/require-defined";
import { fleissKappa } from "./fleiss-kappa";
import { labelChanceKappa } from "./label-chance-kappa";
import { pooledPairsKappa } from "./pooled-pairs-kappa";

test("what is observed goes by pairs, chance by labels, single ones included", () => {
  // Of 2 x (1 + 6 + 1) = 16 ordered pairs 2 + 6 agree; of 9 labels 6 are a.
  const ratings = codeLabels([["a", "a"], ["a", "a", "a", "b"], ["b", "a"], ["b"]]);
  const { observed, expected, value, pairs, labels } = requireDefined(labelChanceKappa(ratings));
  expect([pairs, labels]).toEqual([8, 9]);
  expect(observed).toBeCloseTo(8 / 16, 12);
  expect(expected).toBeCloseTo((36 + 9) / 81, 12);
  expect(value).toBeCloseTo((8 / 16 - 45 / 81) / (1 - 45 / 81), 12);
  expect(value).not.toBeCloseTo(requireDefined(pooledPairsKappa(ratings)).value, 3);
});

test("with as many labels everywhere it is Fleiss' kappa", () => {
  const ratings = codeLabels([
    ["a", "a", "b"],
    ["b", "b", "b"],
    ["a", "b", "c"],
  ]);
  expect(requireDefined(labelChanceKappa(ratings)).value).toBeCloseTo(requireDefined(fleissKappa(ratings)).value, 12);
});

test("without a pair, and with one label only, there is none", () => {
  expect(labelChanceKappa(codeLabels([["a"], ["b"]])).defined).toBe(false);
  expect(labelChanceKappa(codeLabels([["a", "a"]])).defined).toBe(false);
});
