import { type Defined, defined, undefinedBecause } from "@/lib/stats/defined";
import { countVotes, type LabelVotes, startingShares, type VoteBasis } from "./label-votes";

/** True labels and workers' errors, estimated together. */
export type DawidSkene = {
  /** Share of each category among tasks. */
  prior: Float64Array;
  /** workers x true x given, row by row: how often a worker gives each label for each truth. */
  confusion: Float64Array;
  /** tasks x categories, row by row. */
  posterior: Float64Array;
  logLikelihood: number;
  iterations: number;
  hasConverged: boolean;
  basis: VoteBasis;
};

export type AggregationOptions = {
  /** Stops when the log-likelihood of all labels rises by less than this share of itself. */
  tolerance?: number;
  mostIterations?: number;
};

/**
 * Dawid and Skene's model by expectation-maximisation. Each worker w has a table c_w(k, l) of how often label l is
 * given where the truth is k, each truth a prior p_k, and labels of a task are independent given its truth:
 *
 *   P(labels of a task) = sum_k p_k x product over its labels of c_w(k, l).
 *
 * Rounds alternate: priors and tables from the chances of each task's truth (shares of expected counts), then those
 * chances from priors and tables by Bayes. Each round raises the likelihood. It starts from the shares of labels
 * per task, which is what picks, among solutions that only swap names of categories, the one where workers are more
 * right than wrong.
 *
 * There is no smoothing: a table may hold zeros, and a label that a worker never gives where the truth is k then
 * rules k out. It stops where the likelihood does, which may be a local maximum; `hasConverged` says whether it got
 * there. A table has q (q - 1) numbers, so with few labels per worker they are rough: take `oneCoinDawidSkene`.
 * Independence is what fails in practice: people who err alike are taken for people who are right.
 *
 * A worker may label a task more than once; every label counts. A true category that a worker never met gets even
 * chances: the likelihood is the same whatever stands there, and zeros would rule that category out for ever in all
 * tasks of a worker about whom nothing is known. Undefined without labels. O(labels x categories) a round.
 * Source: Dawid and Skene, Applied Statistics 28 (1979) 20-28.
 */
export function dawidSkene(
  votes: LabelVotes,
  { tolerance = 1e-12, mostIterations = 5000 }: AggregationOptions = {},
): Defined<DawidSkene> {
  requireRounds("dawidSkene", mostIterations);
  if (votes.label.length === 0) return undefinedBecause("there are no labels");
  const q = votes.categories.length;
  const state = {
    prior: new Float64Array(q),
    confusion: new Float64Array(votes.workers.length * q * q),
    posterior: startingShares(votes),
  };
  const cells = groupVotes(votes);
  let likelihood = Number.NEGATIVE_INFINITY;
  for (let iteration = 1; ; iteration++) {
    maximise(cells, q, state);
    const reached = expect(cells, q, state);
    const hasConverged = reached - likelihood <= tolerance * Math.abs(reached);
    likelihood = reached;
    if (hasConverged || iteration >= mostIterations) {
      const basis = countVotes(votes);
      return defined({ ...state, logLikelihood: likelihood, iterations: iteration, hasConverged, basis });
    }
  }
}

/** Throws unless at least one round is allowed. */
export function requireRounds(caller: string, mostIterations: number): void {
  if (!(mostIterations >= 1)) throw new RangeError(`${caller}: ${mostIterations} rounds are none`);
}

/** What one round hands to the next; laid out as in `DawidSkene`. */
type State = { prior: Float64Array; confusion: Float64Array; posterior: Float64Array };

/** Labels by task: `starts` has one more entry than tasks. */
type Cells = { starts: Int32Array; worker: Int32Array; label: Int32Array };

/** Sorts the labels by task, by counting, so that both steps of a round run through memory in order. */
function groupVotes({ tasks, task, worker, label }: LabelVotes): Cells {
  const starts = new Int32Array(tasks.length + 1);
  for (const own of task) starts[own + 1]++;
  for (let i = 0; i < tasks.length; i++) starts[i + 1] += starts[i];
  const next = starts.slice();
  const cells = { starts, worker: new Int32Array(label.length), label: new Int32Array(label.length) };
  for (let i = 0; i < label.length; i++) {
    const place = next[task[i]];
    next[task[i]] = place + 1;
    cells.worker[place] = worker[i];
    cells.label[place] = label[i];
  }
  return cells;
}

/**
 * Prior and confusions from the posterior q_t(k): p_k the mean of q_t(k) over tasks, c_w(k, l) the sum of q_t(k)
 * over w's labels l, divided by that over all of w's labels; 1 / q where that sum is 0.
 */
function maximise({ starts, worker, label }: Cells, q: number, { prior, confusion, posterior }: State): void {
  const tasks = starts.length - 1;
  prior.fill(0);
  confusion.fill(0);
  for (let task = 0; task < tasks; task++) {
    for (let k = 0; k < q; k++) prior[k] += posterior[task * q + k] / tasks;
    for (let i = starts[task]; i < starts[task + 1]; i++) {
      const base = worker[i] * q * q + label[i];
      for (let k = 0; k < q; k++) {
        confusion[base + k * q] += posterior[task * q + k];
      }
    }
  }
  for (let row = 0; row < confusion.length; row += q) {
    let sum = 0;
    for (let l = 0; l < q; l++) sum += confusion[row + l];
    for (let l = 0; l < q; l++) confusion[row + l] = sum > 0 ? confusion[row + l] / sum : 1 / q;
  }
}

/**
 * Posteriors from prior and confusions, q_t(k) in proportion to p_k x product of c_w(k, l); returns the
 * log-likelihood of all labels. Sums of logarithms, for a product of many chances vanishes; ln 0 is -Infinity and
 * stays an exclusion.
 */
function expect({ starts, worker, label }: Cells, q: number, { prior, confusion, posterior }: State): number {
  const tasks = starts.length - 1;
  const logs = confusion.map(Math.log);
  const logPrior = prior.map(Math.log);
  let likelihood = 0;
  for (let task = 0; task < tasks; task++) {
    const start = task * q;
    for (let k = 0; k < q; k++) posterior[start + k] = logPrior[k];
    for (let i = starts[task]; i < starts[task + 1]; i++) {
      const base = worker[i] * q * q + label[i];
      for (let k = 0; k < q; k++) posterior[start + k] += logs[base + k * q];
    }
    likelihood += normalise(posterior, start, q);
  }
  return likelihood;
}

/**
 * Turns q logarithms into shares that sum to 1, in place; returns the logarithm of their sum. The largest is taken
 * off first, so that at least one term is 1 and nothing overflows or vanishes together.
 */
export function normalise(values: Float64Array, start: number, q: number): number {
  let top = Number.NEGATIVE_INFINITY;
  for (let k = start; k < start + q; k++) top = Math.max(top, values[k]);
  let sum = 0;
  for (let k = start; k < start + q; k++) {
    const share = Math.exp(values[k] - top);
    values[k] = share;
    sum += share;
  }
  for (let k = start; k < start + q; k++) values[k] /= sum;
  return top + Math.log(sum);
}
