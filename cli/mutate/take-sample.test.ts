import { expect, test } from "vitest";
import { takeSample } from "./take-sample";

const all = Array.from({ length: 50 }, (_, place) => place);

test("a sample holds as many as asked for, in their order, and is the same for the same seed", () => {
  const sample = takeSample(all, 10, 7);
  expect(sample).toHaveLength(10);
  expect(sample).toEqual([...new Set(sample)].sort((a, b) => a - b));
  expect(takeSample(all, 10, 7)).toEqual(sample);
  expect(takeSample(all, 10, 8)).not.toEqual(sample);
});

test("where there are no more, all are taken", () => {
  expect(takeSample(all, 50, 1)).toEqual(all);
  expect(takeSample(all, 1000, 1)).toEqual(all);
});
