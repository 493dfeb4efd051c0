import { expect, test } from "vitest";
import { designOf } from "@/lib/measure/design";

const ints = (values: readonly number[]) => Int32Array.from(values);

test("prompts are resampled where items share one", () => {
  const design = designOf({ items: ints([0, 1, 2, 3]), prompts: ints([7, 7, 8, 8]) }, 5);
  expect(design).toMatchObject({
    seed: 5,
    clusters: [7, 7, 8, 8],
    over: { by: "prompts", count: 2, replicates: 1000 },
  });
  expect(design.clusterOf(3)).toBe(8);
});

test("one prompt alone cannot be resampled: its items are", () => {
  const design = designOf({ items: ints([0, 1, 2]), prompts: ints([7, 7, 7]) }, 1);
  expect(design.over).toEqual({ by: "items", count: 3, replicates: 1000 });
  expect(design.clusters).toBeUndefined();
  expect(design.clusterOf(2)).toBe(2);
});

test("units of one item hang together though no prompt is shared", () => {
  const design = designOf({ items: ints([0, 0, 1]), prompts: ints([4, 4, 5]) }, 1);
  expect(design).toMatchObject({ clusters: [0, 0, 1], over: { by: "items", count: 2 } });
});

test("more than fifty thousand units are drawn two hundred times", () => {
  const many = Int32Array.from({ length: 50_001 }, (_, unit) => unit);
  expect(designOf({ items: many, prompts: many }, 1).replicates).toBe(200);
  expect(designOf({ items: many.subarray(1), prompts: many.subarray(1) }, 1).replicates).toBe(1000);
});
