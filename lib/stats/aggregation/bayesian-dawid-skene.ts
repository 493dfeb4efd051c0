import { type Defined, defined, type Random, undefinedBecause } from "@/lib/stats/defined";
import { type Interval, requireLevel } from "@/lib/stats/interval";
import { drawGamma } from "@/lib/stats/resampling/draw-gamma";
import { countVotes, type LabelVotes, labelShares, type VoteBasis } from "./label-votes";

/** A number with the interval that holds so much of its posterior. */
type Posterior = { mean: number; interval: Interval };

export type BayesianDawidSkene = {
  /** Share of each category among tasks. */
  prior: Posterior[];
  /** For each worker, true category by given one. */
  confusion: Posterior[][][];
  /** tasks x categories, row by row: how probable each is to be the true one. */
  posterior: Float64Array;
  draws: number;
  /** Of the shares of categories: over 1.05 the chains have not met, and draws are too few. */
  largestRhat: number;
  basis: VoteBasis;
};

export type BayesianDawidSkeneOptions = {
  random: Random;
  /** Of each of the chains, after as many again that are thrown away. */
  draws?: number;
  chains?: number;
  level?: number;
  /** Pseudo-counts: of a category's share, of a right label, and of each wrong one. */
  priors?: { share: number; right: number; wrong: number };
};

/**
 * Dawid and Skene's model with priors, by Gibbs sampling. As in `dawidSkene` a worker w has a table c_w of how often each
 * label is given for each truth; here its rows, and the shares of categories, have Dirichlet priors,
 *
 *   shares ~ Dirichlet(1, ...),   row k of c_w ~ Dirichlet(1 for wrong labels, q for the right one, of q categories)
 *
 * unless given otherwise: a worker is taken to be right half the time or a little more, with the weight of 2 q - 1 labels,
 * until labels say otherwise. That is what keeps a row that few labels speak for from claiming certainty, which
 * expectation-maximisation does, and it holds the names of categories in place. Rounds draw truths given tables, then
 * tables and shares given truths; what is handed out are means and quantiles over rounds.
 *
 * The intervals are of what is not known given the model and the priors. Independence of workers given the truth is still
 * taken for granted: people who err alike pass for right. `largestRhat` compares the chains (Gelman and Rubin 1992).
 *
 * O(labels x categories) a round. Undefined without labels.
 * Sources: Dawid and Skene, Applied Statistics 28 (1979) 20-28; Paun, Carpenter, Chamberlain, Hovy, Kruschwitz and Poesio,
 * TACL 6 (2018) 571-585.
 */
export function bayesianDawidSkene(
  votes: LabelVotes,
  { random, draws = 1000, chains = 4, level = 0.95, priors }: BayesianDawidSkeneOptions,
): Defined<BayesianDawidSkene> {
  requireLevel("bayesianDawidSkene", level);
  if (!(draws >= 10 && chains >= 2)) throw new RangeError("bayesianDawidSkene: needs 10 draws and 2 chains");
  if (votes.label.length === 0) return undefinedBecause("there are no labels");
  const q = votes.categories.length;
  const pseudo = priors ?? { share: 1, right: q, wrong: 1 };
  const kept: Kept = {
    shares: Array.from({ length: q }, () => []),
    cells: Array.from({ length: votes.workers.length * q * q }, () => []),
    truths: new Float64Array(votes.tasks.length * q),
  };
  for (let chain = 0; chain < chains; chain++) runChain(votes, { random, draws, pseudo }, kept);
  const of = (values: readonly number[]) => summarise(values, level);
  const total = draws * chains;
  return defined({
    prior: kept.shares.map(of),
    confusion: votes.workers.map((_, w) =>
      votes.categories.map((__, k) => votes.categories.map((___, l) => of(kept.cells[(w * q + k) * q + l]))),
    ),
    posterior: kept.truths.map((count) => count / total),
    draws: total,
    largestRhat: Math.max(...kept.shares.map((values) => rhat(values, chains))),
    basis: countVotes(votes),
  });
}

type Kept = { shares: number[][]; cells: number[][]; truths: Float64Array };
type Chain = { random: Random; draws: number; pseudo: { share: number; right: number; wrong: number } };

function runChain({ tasks, workers, categories, task, worker, label }: LabelVotes, chain: Chain, kept: Kept): void {
  const { random, draws, pseudo } = chain;
  const q = categories.length;
  const truth = drawTruths(labelShares({ tasks, workers, categories, task, worker, label }), q, random);
  const [shares, confusion] = [new Float64Array(q), new Float64Array(workers.length * q * q)];
  const weights = new Float64Array(tasks.length * q);
  for (let round = 0; round < 2 * draws; round++) {
    shares.fill(pseudo.share);
    for (let cell = 0; cell < confusion.length; cell++)
      confusion[cell] = Math.floor(cell / q) % q === cell % q ? pseudo.right : pseudo.wrong;
    for (const own of truth) shares[own]++;
    for (let i = 0; i < label.length; i++) confusion[(worker[i] * q + truth[task[i]]) * q + label[i]]++;
    drawDirichlet(shares, 0, q, random);
    for (let row = 0; row < confusion.length; row += q) drawDirichlet(confusion, row, q, random);
    for (let t = 0; t < tasks.length; t++) for (let k = 0; k < q; k++) weights[t * q + k] = Math.log(shares[k]);
    for (let i = 0; i < label.length; i++)
      for (let k = 0; k < q; k++) weights[task[i] * q + k] += Math.log(confusion[(worker[i] * q + k) * q + label[i]]);
    truth.set(drawTruths(toShares(weights, q), q, random));
    if (round < draws) continue;
    for (let k = 0; k < q; k++) kept.shares[k].push(shares[k]);
    for (let cell = 0; cell < confusion.length; cell++) kept.cells[cell].push(confusion[cell]);
    // The chances and not the draw itself: the same mean with less noise.
    for (let cell = 0; cell < weights.length; cell++) kept.truths[cell] += weights[cell];
  }
}

/** Logarithms to shares, task by task, in place. */
function toShares(logs: Float64Array, q: number): Float64Array {
  for (let start = 0; start < logs.length; start += q) {
    const top = Math.max(...logs.subarray(start, start + q));
    let sum = 0;
    for (let k = start; k < start + q; k++) {
      logs[k] = Math.exp(logs[k] - top);
      sum += logs[k];
    }
    for (let k = start; k < start + q; k++) logs[k] /= sum;
  }
  return logs;
}

function drawTruths(shares: Float64Array, q: number, random: Random): Int32Array {
  return Int32Array.from({ length: shares.length / q }, (_, task) => {
    let left = random();
    let k = 0;
    while (k < q - 1 && left >= shares[task * q + k]) {
      left -= shares[task * q + k];
      k++;
    }
    return k;
  });
}

/** Replaces pseudo-counts by a draw of shares: gamma draws over their sum. */
function drawDirichlet(counts: Float64Array, start: number, q: number, random: Random): void {
  let sum = 0;
  for (let k = start; k < start + q; k++) {
    counts[k] = drawGamma(counts[k], random);
    sum += counts[k];
  }
  for (let k = start; k < start + q; k++) counts[k] /= sum;
}

function summarise(values: readonly number[], level: number): Posterior {
  const sorted = Float64Array.from(values).sort();
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))];
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return { mean, interval: { low: at((1 - level) / 2), high: at((1 + level) / 2), level, method: "posterior" } };
}

/** sqrt(((n - 1) / n W + B / n) / W), W the mean variance within chains and B / n the variance of their means. */
function rhat(values: readonly number[], chains: number): number {
  const n = values.length / chains;
  const own = Array.from({ length: chains }, (_, chain) => values.slice(chain * n, (chain + 1) * n));
  const means = own.map((list) => list.reduce((sum, value) => sum + value, 0) / n);
  const within =
    own.reduce((sum, list, c) => sum + list.reduce((inner, value) => inner + (value - means[c]) ** 2, 0), 0) /
    (chains * (n - 1));
  const centre = means.reduce((sum, mean) => sum + mean, 0) / chains;
  const between = means.reduce((sum, mean) => sum + (mean - centre) ** 2, 0) / (chains - 1);
  return within > 0 ? Math.sqrt((n - 1) / n + between / within) : 1;
}
