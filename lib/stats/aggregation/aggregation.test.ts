import { describe, expect, test } from "vitest";
import { requireDefined } from "@/lib/stats/require-defined";
import { seededRandom } from "@/lib/stats/resampling/seeded-random";
import { dawidSkene } from "./dawid-skene";
import { hardLabels, labelShares, listVotes } from "./label-votes";
import { mace } from "./mace";
import { oneCoinDawidSkene } from "./one-coin-dawid-skene";

const random = seededRandom(12);
const truths = Array.from({ length: 300 }, () => (random() < 0.4 ? "yes" : "no"));
const skills = [0.92, 0.85, 0.8, 0.55];
const labels = truths.flatMap((truth, task) => [
  ...skills.map((skill, worker) => ({
    task: `t${task}`,
    worker: `w${worker}`,
    label: random() < skill ? truth : truth === "yes" ? "no" : "yes",
  })),
  // One who answers the same whatever is asked.
  { task: `t${task}`, worker: "always-no", label: "no" },
]);
const votes = listVotes(labels);
const rightShare = (posterior: Float64Array) => {
  const { codes } = hardLabels(posterior, 2);
  return truths.filter((truth, task) => votes.categories[codes[task]] === truth).length / truths.length;
};

test("votes are numbered as they come, and undeclared labels refused", () => {
  const own = listVotes([
    { task: "b", worker: "x", label: 2 },
    { task: "a", worker: "x", label: 1 },
  ]);
  expect([own.tasks, own.workers, own.categories]).toEqual([["b", "a"], ["x"], [1, 2]]);
  expect(() => listVotes([{ task: "a", worker: "x", label: "maybe" }], ["no", "yes"])).toThrow("maybe is none");
});

test("shares count a worker's repeated labels, and ties are marked", () => {
  const own = listVotes([
    { task: "a", worker: "x", label: "n" },
    { task: "a", worker: "x", label: "n" },
    { task: "a", worker: "y", label: "y" },
    { task: "b", worker: "x", label: "n" },
    { task: "b", worker: "y", label: "y" },
  ]);
  expect([...labelShares(own)]).toEqual([2 / 3, 1 / 3, 0.5, 0.5]);
  expect(hardLabels(labelShares(own), 2)).toEqual({ codes: Int32Array.of(0, 0), tied: Uint8Array.of(0, 1) });
});

describe("models of workers", () => {
  test("Dawid-Skene finds truths better than shares do, and workers' skills", () => {
    const fit = requireDefined(dawidSkene(votes));
    expect(fit.hasConverged).toBe(true);
    expect(fit.basis).toEqual({ tasks: votes.tasks.length, workers: 5, labels: labels.length });
    expect(rightShare(fit.posterior)).toBeGreaterThan(rightShare(labelShares(votes)));
    const chanceOf = (worker: number, truth: number, given: number) => fit.confusion[(worker * 2 + truth) * 2 + given];
    expect(chanceOf(0, 1, 1)).toBeGreaterThan(0.8);
    expect(chanceOf(4, 1, 0)).toBeCloseTo(1, 6);
    for (let row = 0; row < fit.confusion.length; row += 2) {
      expect(fit.confusion[row] + fit.confusion[row + 1]).toBeCloseTo(1, 12);
    }
  });

  test("the likelihood does not fall with more rounds, and the order of labels changes nothing", () => {
    const reached = (mostIterations: number) => requireDefined(dawidSkene(votes, { mostIterations })).logLikelihood;
    expect(reached(5)).toBeGreaterThanOrEqual(reached(2));
    const turned = requireDefined(dawidSkene(listVotes(labels.toReversed())));
    expect(turned.logLikelihood).toBeCloseTo(requireDefined(dawidSkene(votes)).logLikelihood, 6);
  });

  test("one coin per worker orders them by skill", () => {
    const { skill, basis } = requireDefined(oneCoinDawidSkene(votes));
    expect(basis).toEqual({ tasks: votes.tasks.length, workers: 5, labels: labels.length });
    expect(skill[0]).toBeGreaterThan(skill[2]);
    expect(skill[2]).toBeGreaterThan(skill[3]);
  });

  test("MACE trusts least the one who always answers the same", () => {
    const fit = requireDefined(mace(votes, { random: seededRandom(1) }));
    expect(Math.min(...fit.competence)).toBe(fit.competence[4]);
    expect(rightShare(fit.posterior)).toBeGreaterThan(0.85);
    expect(fit.basis).toEqual({ tasks: votes.tasks.length, workers: 5, labels: labels.length });
    expect(fit).toEqual(requireDefined(mace(votes, { random: seededRandom(1) })));
  });

  test("a worker who never met a class rules it out in no task", () => {
    const few = listVotes([
      { task: "t0", worker: "w2", label: 0 },
      { task: "t2", worker: "w1", label: 1 },
      { task: "t3", worker: "w1", label: 0 },
    ]);
    const fit = requireDefined(dawidSkene(few));
    expect(fit.logLikelihood).toBeCloseTo(-Math.log(4), 9);
    expect(fit.posterior[0]).toBeCloseTo(0.5, 6);
    expect([...fit.posterior.subarray(2)].map((share) => Math.round(share))).toEqual([0, 1, 1, 0]);
  });

  test("a class met by nobody has even chances, and rows always sum to 1", () => {
    const { confusion, prior } = requireDefined(dawidSkene(listVotes(labels, ["no", "yes", "never"])));
    expect(prior[2]).toBe(0);
    expect([...confusion.subarray(6, 9)]).toEqual([1 / 3, 1 / 3, 1 / 3]);
  });

  test("tasks and workers without labels change nothing and hold no NaN", () => {
    const more = { ...votes, tasks: [...votes.tasks, "new"], workers: [...votes.workers, "idle"] };
    const fits = [dawidSkene, oneCoinDawidSkene].map((model) => [
      requireDefined<{ logLikelihood: number; posterior: Float64Array }>(model(votes)),
      requireDefined<{ logLikelihood: number; posterior: Float64Array }>(model(more)),
    ]);
    for (const [own, longer] of fits) {
      expect(longer.logLikelihood).toBeCloseTo(own.logLikelihood, 6);
      expect(longer.posterior.every(Number.isFinite)).toBe(true);
    }
    expect(requireDefined(oneCoinDawidSkene(more)).skill[5]).toBe(0.5);
    const { competence, posterior } = requireDefined(mace(more, { random: seededRandom(1), restarts: 2 }));
    expect([...competence, ...posterior].every(Number.isFinite)).toBe(true);
  });

  test("nothing to go by is said", () => {
    const none = listVotes([]);
    expect(dawidSkene(none)).toEqual({ defined: false, because: "there are no labels" });
    const one = listVotes([{ task: "a", worker: "x", label: 1 }]);
    expect(mace(one, { random })).toEqual({ defined: false, because: "there is only one category" });
    expect(oneCoinDawidSkene(one).defined).toBe(false);
  });
});
