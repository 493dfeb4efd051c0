import { expect, test } from "vitest";
import { requireDefined } from "@/lib/stats/require-defined";
import { seededRandom } from "@/lib/stats/resampling/seeded-random";
import { bayesianDawidSkene } from "./bayesian-dawid-skene";
import { listVotes } from "./label-votes";

/** Task, worker and label of eighteen labels. */
const labels = "000 010 021 101 111 121 202 212 222 300 311 412 421 500 510 520 602 622"
  .split(" ")
  .map((row) => ({ task: `t${row[0]}`, worker: `w${row[1]}`, label: Number(row[2]) }));

const infer = (seed: number, draws = 2000) =>
  requireDefined(bayesianDawidSkene(listVotes(labels, [0, 1, 2]), { random: seededRandom(seed), draws }));

/*
 * The posterior in full, in Python 3.11 without sampling: for each of the 3^7 ways the true labels may be, the product of
 * the Dirichlet-multinomial chances of the labels (row k of a worker's table: prior 3 for label k, 1 for each other).
 */
const exact = {
  truths: [
    [0.68414, 0.247344, 0.068516],
    [0.06936, 0.884039, 0.046602],
    [0.025811, 0.033798, 0.940391],
    [0.438644, 0.437874, 0.123482],
    [0.17299, 0.388839, 0.438171],
    [0.910552, 0.057974, 0.031474],
    [0.065266, 0.069195, 0.865539],
  ],
  shares: [0.336676, 0.311906, 0.351417],
  first: [
    [0.697156, 0.149981, 0.152863],
    [0.249418, 0.585654, 0.164928],
    [0.170194, 0.148543, 0.681263],
  ],
};

test("truths, shares and tables are those of the whole posterior, but for the noise of the draws", () => {
  const { posterior, prior, confusion, largestRhat } = infer(1);
  for (const [t, row] of exact.truths.entries())
    for (const [k, chance] of row.entries()) expect(Math.abs(posterior[t * 3 + k] - chance)).toBeLessThan(0.02);
  for (const [k, share] of exact.shares.entries()) expect(Math.abs(prior[k].mean - share)).toBeLessThan(0.01);
  for (const [k, row] of exact.first.entries())
    for (const [l, share] of row.entries()) expect(Math.abs(confusion[0][k][l].mean - share)).toBeLessThan(0.01);
  expect(largestRhat).toBeLessThan(1.05);
});

test("the same seed gives the same numbers, and another gives others", () => {
  expect(infer(3, 50)).toEqual(infer(3, 50));
  expect(infer(3, 50).prior[0].mean).not.toBe(infer(4, 50).prior[0].mean);
});

test("a worker who never met a class is uncertain about it and not banned from it", () => {
  const few = [
    { task: "a", worker: "w1", label: "no" },
    { task: "b", worker: "w1", label: "yes" },
    { task: "b", worker: "w2", label: "yes" },
  ];
  const { confusion } = requireDefined(bayesianDawidSkene(listVotes(few), { random: seededRandom(1) }));
  const [[, { interval: met }]] = [confusion[0][1]];
  const [{ interval: unmet }] = confusion[1][0];
  expect(unmet.high - unmet.low).toBeGreaterThan(met.high - met.low);
  expect(unmet.low).toBeGreaterThan(0);
});

test("without labels there is nothing to infer", () => {
  expect(bayesianDawidSkene(listVotes([], ["a", "b"]), { random: seededRandom(1) }).defined).toBe(false);
});
