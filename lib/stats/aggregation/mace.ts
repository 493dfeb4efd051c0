import { type Defined, defined, type Random, undefinedBecause } from "@/lib/stats/defined";
import { digamma } from "@/lib/stats/distributions/log-gamma";
import { normalise } from "./dawid-skene";
import { countVotes, type LabelVotes, type VoteBasis } from "./label-votes";

export type Mace = {
  /** The chance that each worker knows the label rather than guesses by habit. */
  competence: Float64Array;
  /** workers x categories, row by row: what a worker gives when guessing. */
  habit: Float64Array;
  posterior: Float64Array;
  logLikelihood: number;
  /** Rounds of the best start, and whether its likelihood stood still by then. */
  iterations: number;
  hasConverged: boolean;
  restarts: number;
  basis: VoteBasis;
};

/**
 * MACE: each worker either knows the true label or gives one by habit, whatever the truth. Variational Bayes with
 * Beta(1/2, 1/2) on competence and Dirichlet(10) on habits, the best of some random starts; a start ends where the
 * likelihood moves by less than `tolerance` of itself. Robust to workers who give the same answer throughout.
 * Source: Hovy, Berg-Kirkpatrick, Vaswani and Hovy, NAACL 2013.
 */
export function mace(
  votes: LabelVotes,
  {
    random,
    restarts = 10,
    tolerance = 1e-7,
    mostIterations = 500,
  }: { random: Random; restarts?: number; tolerance?: number; mostIterations?: number },
): Defined<Mace> {
  if (!(restarts >= 1 && mostIterations >= 1))
    throw new RangeError(`mace: ${restarts} starts of ${mostIterations} rounds are none`);
  const q = votes.categories.length;
  if (votes.label.length === 0) return undefinedBecause("there are no labels");
  if (q < 2) return undefinedBecause("there is only one category");
  const basis = countVotes(votes);
  let best: Mace | null = null;
  for (let restart = 0; restart < restarts; restart++) {
    const fit = { ...fitOnce(votes, random, tolerance, mostIterations), restarts, basis };
    if (!best || fit.logLikelihood > best.logLikelihood) best = fit;
  }
  return defined(best as Mace);
}

type Expected = { known: Float64Array; guessed: Float64Array; guesses: Float64Array };

function fitOnce(
  votes: LabelVotes,
  random: Random,
  tolerance: number,
  mostIterations: number,
): Omit<Mace, "restarts" | "basis"> {
  const [workers, q] = [votes.workers.length, votes.categories.length];
  const competence = new Float64Array(workers);
  const habit = new Float64Array(workers * q);
  const posterior = new Float64Array(votes.tasks.length * q);
  for (let worker = 0; worker < workers; worker++) {
    const [know, guess] = [1 + random(), 1 + random()];
    competence[worker] = know / (know + guess);
    for (let k = 0; k < q; k++) habit[worker * q + k] = (1 + random()) / (1.5 * q);
  }
  let logLikelihood = Number.NEGATIVE_INFINITY;
  for (let iteration = 1; ; iteration++) {
    const expected = {
      known: new Float64Array(workers),
      guessed: new Float64Array(workers),
      guesses: new Float64Array(workers * q),
    };
    const reached = expectation(votes, { competence, habit, posterior }, expected);
    const hasConverged = Math.abs(reached - logLikelihood) <= tolerance * Math.abs(reached);
    logLikelihood = reached;
    const isLast = hasConverged || iteration >= mostIterations;
    updateBeliefs(q, { competence, habit }, expected, !isLast);
    if (isLast) return { competence, habit, posterior, logLikelihood, iterations: iteration, hasConverged };
  }
}

type Beliefs = { competence: Float64Array; habit: Float64Array };

function expectation(
  { task, worker, label, tasks, categories }: LabelVotes,
  { competence, habit, posterior }: Beliefs & { posterior: Float64Array },
  { known, guessed, guesses }: Expected,
): number {
  const q = categories.length;
  posterior.fill(-Math.log(q));
  for (let i = 0; i < label.length; i++) {
    const [own, given] = [worker[i] as number, label[i] as number];
    const know = competence[own] as number;
    const byHabit = (1 - know) * (habit[own * q + given] as number);
    const start = (task[i] as number) * q;
    for (let k = 0; k < q; k++) {
      posterior[start + k] = (posterior[start + k] as number) + Math.log(k === given ? know + byHabit : byHabit);
    }
  }
  let likelihood = 0;
  for (let own = 0; own < tasks.length; own++) likelihood += normalise(posterior, own * q, q);
  for (let i = 0; i < label.length; i++) {
    const [own, given] = [worker[i] as number, label[i] as number];
    const know = competence[own] as number;
    const byHabit = (1 - know) * (habit[own * q + given] as number);
    const share = ((posterior[(task[i] as number) * q + given] as number) * know) / (know + byHabit);
    known[own] = (known[own] as number) + share;
    guessed[own] = (guessed[own] as number) + 1 - share;
    guesses[own * q + given] = (guesses[own * q + given] as number) + 1 - share;
  }
  return likelihood;
}

/** Variational rounds take exp(E ln); the last one takes means, so that what is handed out are chances. */
function updateBeliefs(q: number, { competence, habit }: Beliefs, expected: Expected, isVariational: boolean): void {
  const { known, guessed, guesses } = expected;
  const weigh = isVariational ? (count: number) => Math.exp(digamma(count)) : (count: number) => count;
  for (let worker = 0; worker < competence.length; worker++) {
    const [know, guess] = [weigh((known[worker] as number) + 0.5), weigh((guessed[worker] as number) + 0.5)];
    competence[worker] = know / (know + guess);
    let sum = 0;
    for (let k = 0; k < q; k++) sum += (guesses[worker * q + k] as number) + 10;
    for (let k = 0; k < q; k++) {
      habit[worker * q + k] = weigh((guesses[worker * q + k] as number) + 10) / weigh(sum);
    }
  }
}
