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
 * MACE: each worker either knows the true label or gives one by habit, whatever the truth. With competence a_w and
 * habit h_w(l), and every truth equally likely beforehand,
 *
 *   P(w gives l where the truth is k) = a_w [l = k] + (1 - a_w) h_w(l).
 *
 * A worker has q numbers where Dawid and Skene's table has q (q - 1), and the model cannot have a worker who is
 * wrong by system: it looks for people who do not look. Variational Bayes with Beta(1/2, 1/2) on competence, which
 * draws to 0 or 1, and Dirichlet(10) on habits, which draws to even guessing and keeps a habit from fitting a
 * handful of labels. The best of some random starts, by likelihood, since there are local maxima; a start ends
 * where the likelihood moves by less than `tolerance` of itself. Its last round takes plain means, so that what is
 * handed out are chances.
 *
 * Undefined without labels, or with one category. Source: Hovy, Berg-Kirkpatrick, Vaswani and Hovy, NAACL 2013.
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
  const start = () => fitOnce(votes, random, tolerance, mostIterations);
  let best = start();
  for (let restart = 1; restart < restarts; restart++) {
    const fit = start();
    if (fit.logLikelihood > best.logLikelihood) best = fit;
  }
  return defined({ ...best, restarts, basis });
}

/** Expected counts of a round: labels that each worker knew, guessed, and guessed by category. */
type Expected = { known: Float64Array; guessed: Float64Array; guesses: Float64Array };

/** One start: competences and habits drawn around even, then rounds until the likelihood stands still. */
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

/**
 * Truths given beliefs: ln 1/q plus the logarithms of the chances above, made to sum to 1. Then the expected
 * counts: a label l of worker w was known with chance q_t(l) a_w / (a_w + (1 - a_w) h_w(l)), for only a label that
 * is the truth may have been known, and else guessed. Returns the log-likelihood.
 */
function expectation(
  { task, worker, label, tasks, categories }: LabelVotes,
  { competence, habit, posterior }: Beliefs & { posterior: Float64Array },
  { known, guessed, guesses }: Expected,
): number {
  const q = categories.length;
  posterior.fill(-Math.log(q));
  for (let i = 0; i < label.length; i++) {
    const [own, given] = [worker[i], label[i]];
    const know = competence[own];
    const byHabit = (1 - know) * habit[own * q + given];
    const start = task[i] * q;
    for (let k = 0; k < q; k++) {
      posterior[start + k] += Math.log(k === given ? know + byHabit : byHabit);
    }
  }
  let likelihood = 0;
  for (let own = 0; own < tasks.length; own++) likelihood += normalise(posterior, own * q, q);
  for (let i = 0; i < label.length; i++) {
    const [own, given] = [worker[i], label[i]];
    const know = competence[own];
    const byHabit = (1 - know) * habit[own * q + given];
    const share = (posterior[task[i] * q + given] * know) / (know + byHabit);
    known[own] += share;
    guessed[own] = guessed[own] + 1 - share;
    guesses[own * q + given] = guesses[own * q + given] + 1 - share;
  }
  return likelihood;
}

/**
 * From expected counts plus the prior's (1/2 and 1/2; 10 a category) to beliefs. Variational rounds take
 * exp(digamma(count)) over that of the sum, the geometric mean under the belief, which holds small counts for
 * smaller than their share; the two of competence are made to sum to 1. The last round takes means.
 */
function updateBeliefs(q: number, { competence, habit }: Beliefs, expected: Expected, isVariational: boolean): void {
  const { known, guessed, guesses } = expected;
  const weigh = isVariational ? (count: number) => Math.exp(digamma(count)) : (count: number) => count;
  for (let worker = 0; worker < competence.length; worker++) {
    const [know, guess] = [weigh(known[worker] + 0.5), weigh(guessed[worker] + 0.5)];
    competence[worker] = know / (know + guess);
    let sum = 0;
    for (let k = 0; k < q; k++) sum += guesses[worker * q + k] + 10;
    for (let k = 0; k < q; k++) {
      habit[worker * q + k] = weigh(guesses[worker * q + k] + 10) / weigh(sum);
    }
  }
}
