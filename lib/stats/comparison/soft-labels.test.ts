import { expect, test } from "vitest";
import { requireDefined } from "@/lib/stats/require-defined";
import { responseSetError } from "./response-sets";
import { labelEntropy, softLabelDistances } from "./soft-labels";

test("distances of soft labels are those of the formulas worked by hand", () => {
  const { jensenShannon, manhattan, wasserstein } = softLabelDistances([0.5, 0.5, 0], [0, 0.5, 0.5], [1, 2, 4]);
  // H(.25, .5, .25) = 1.5 bits, less 1 bit.
  expect(jensenShannon).toBeCloseTo(0.5, 12);
  expect(manhattan).toBeCloseTo(0.5, 12);
  // Half of the labels moves from 1 to 4.
  expect(wasserstein).toBeCloseTo(1.5, 12);
});

test("a near miss is nearer than a far one on a scale, and as far without order", () => {
  const near = softLabelDistances([1, 0, 0], [0, 1, 0], [1, 2, 3]);
  const far = softLabelDistances([1, 0, 0], [0, 0, 1], [1, 2, 3]);
  expect([near.wasserstein, far.wasserstein]).toEqual([1, 2]);
  expect(near.jensenShannon).toBe(far.jensenShannon);
  expect(far.jensenShannon).toBe(1);
});

test("the entropy of an item is 0 where all agree and 1 bit where two halves stand against each other", () => {
  expect(labelEntropy([1, 0, 0])).toBe(0);
  expect(labelEntropy([0.5, 0.5])).toBe(1);
  expect(labelEntropy([0.25, 0.25, 0.25, 0.25])).toBe(2);
});

test("what does not sum to 1, or a scale that does not rise, is refused", () => {
  expect(() => labelEntropy([0.5, 0.4])).toThrow("sum to 0.9");
  expect(() => softLabelDistances([0.5, 0.5], [0.5, 0.5], [2, 1])).toThrow("values have to rise");
});

test("the error over response sets is the squared difference of shares, over items that both answered", () => {
  // Item 1: people (1, .5), judge (1, 0). Item 2: nobody. Item 3: alike.
  const people = [[[0, 1], [0]], [], [[1], [1]]];
  const judge = [[[0]], [[0]], [[1]]];
  const { value, items } = requireDefined(responseSetError(people, judge, 2));
  expect(items).toBe(2);
  expect(value).toBeCloseTo(0.25 / 2, 12);
});

test("a judge who picks the other right answer is as wrong as it left one out, and an option beyond the list is refused", () => {
  const { value } = requireDefined(
    responseSetError(
      [
        [
          [0, 1],
          [0, 1],
        ],
      ],
      [[[1]]],
      2,
    ),
  );
  expect(value).toBe(1);
  expect(() => responseSetError([[[2]]], [[[0]]], 2)).toThrow("none of 2");
});
