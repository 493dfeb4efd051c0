import { type Defined, defined, undefinedBecause } from "@/lib/stats/defined";
import { type AggregationOptions, normalise, requireRounds } from "./dawid-skene";
import { countVotes, type LabelVotes, startingShares, type VoteBasis } from "./label-votes";

/** True labels and one number per worker; laid out as in `DawidSkene`. */
export type OneCoinDawidSkene = {
  prior: Float64Array;
  /** The chance that each worker gives the true label. */
  skill: Float64Array;
  posterior: Float64Array;
  logLikelihood: number;
  iterations: number;
  hasConverged: boolean;
  basis: VoteBasis;
};

/**
 * Dawid and Skene's model with one number per worker: right with chance s_w, else any other category alike,
 *
 *   P(w gives l where the truth is k) = s_w if l = k, else (1 - s_w) / (q - 1).
 *
 * For workers with few labels, where whole confusion matrices are guesswork: q (q - 1) numbers a worker become one,
 * at the price that nobody has a bias to one category. Expectation-maximisation from label shares: s_w is the mean,
 * over w's labels, of the chance that the label given is the truth; priors and chances as in `dawidSkene`. With two
 * categories an s_w below 1/2 turns the worker's votes round. Where everybody who saw a worker's tasks said the same,
 * that worker starts, and stays, at 1: certain beyond what the labels say. Undefined without labels, or with one
 * category.
 * Source: Zhang, Chen, Zhou and Jordan (2016).
 */
export function oneCoinDawidSkene(
  votes: LabelVotes,
  { tolerance = 1e-12, mostIterations = 5000 }: AggregationOptions = {},
): Defined<OneCoinDawidSkene> {
  const q = votes.categories.length;
  requireRounds("oneCoinDawidSkene", mostIterations);
  if (votes.label.length === 0) return undefinedBecause("there are no labels");
  if (q < 2) return undefinedBecause("there is only one category");
  const posterior = startingShares(votes);
  const prior = new Float64Array(q);
  const skill = new Float64Array(votes.workers.length);
  let likelihood = Number.NEGATIVE_INFINITY;
  for (let iteration = 1; ; iteration++) {
    updateSkill(votes, posterior, skill);
    prior.fill(0);
    for (const [cell, share] of posterior.entries()) {
      prior[cell % q] += share / votes.tasks.length;
    }
    const reached = updatePosterior(votes, { prior, skill, posterior });
    const hasConverged = reached - likelihood <= tolerance * Math.abs(reached);
    likelihood = reached;
    if (hasConverged || iteration >= mostIterations) {
      return defined({
        prior,
        skill,
        posterior,
        logLikelihood: likelihood,
        iterations: iteration,
        hasConverged,
        basis: countVotes(votes),
      });
    }
  }
}

/** s_w from the chances of each task's truth; a guess's, 1 / q, for a worker without labels. */
function updateSkill(
  { task, worker, label, categories }: LabelVotes,
  posterior: Float64Array,
  skill: Float64Array,
): void {
  const sizes = new Float64Array(skill.length);
  skill.fill(0);
  for (let i = 0; i < label.length; i++) {
    const own = worker[i];
    sizes[own]++;
    skill[own] += posterior[task[i] * categories.length + label[i]];
  }
  for (let own = 0; own < skill.length; own++) {
    skill[own] = sizes[own] > 0 ? skill[own] / sizes[own] : 1 / categories.length;
  }
}

/** The chances of each task's truth from priors and skills; returns the log-likelihood of all labels. */
function updatePosterior(
  { task, worker, label, tasks, categories }: LabelVotes,
  { prior, skill, posterior }: { prior: Float64Array; skill: Float64Array; posterior: Float64Array },
): number {
  const q = categories.length;
  for (let cell = 0; cell < posterior.length; cell++) posterior[cell] = Math.log(prior[cell % q]);
  for (let i = 0; i < label.length; i++) {
    const right = Math.log(skill[worker[i]]);
    const wrong = Math.log((1 - skill[worker[i]]) / (q - 1));
    const start = task[i] * q;
    for (let k = 0; k < q; k++) posterior[start + k] += k === label[i] ? right : wrong;
  }
  let likelihood = 0;
  for (let own = 0; own < tasks.length; own++) likelihood += normalise(posterior, own * q, q);
  return likelihood;
}
