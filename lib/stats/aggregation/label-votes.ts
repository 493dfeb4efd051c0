import type { Category } from "@/lib/stats/coded-ratings";
import { numberKeys } from "@/lib/stats/parts/number-keys";

/** Labels as they came, one entry each: which task, which worker, which category. A worker may label a task again. */
export type LabelVotes = {
  tasks: readonly string[];
  workers: readonly string[];
  categories: readonly Category[];
  task: Int32Array;
  worker: Int32Array;
  label: Int32Array;
};

/** What true labels were estimated from: tasks and workers with a label, and labels. */
export type VoteBasis = { tasks: number; workers: number; labels: number };

/** Tasks and workers that occur in the labels (others may be listed), and the labels themselves, repeats included. */
export function countVotes({ tasks, workers, task, worker, label }: LabelVotes): VoteBasis {
  const countUsed = (size: number, used: Int32Array) => {
    const isUsed = new Uint8Array(size);
    for (const own of used) isUsed[own] = 1;
    return isUsed.reduce((sum, flag) => sum + flag, 0);
  };
  return { tasks: countUsed(tasks.length, task), workers: countUsed(workers.length, worker), labels: label.length };
}

/**
 * Numbers tasks and workers in the order in which they appear; categories as declared, else sorted. Throws
 * RangeError for a label of NaN or Infinity (what is missing has to be left out), or one that is none of the
 * declared categories.
 */
export function listVotes(
  labels: Iterable<{ task: string; worker: string; label: Category }>,
  categories?: readonly Category[],
): LabelVotes {
  const rows = [...labels];
  const odd = rows.find(({ label }) => typeof label === "number" && !Number.isFinite(label));
  if (odd) throw new RangeError(`listVotes: ${odd.label} is no label of task ${odd.task}; leave out what is missing`);
  const tasks = numberKeys(rows.map(({ task }) => task));
  const workers = numberKeys(rows.map(({ worker }) => worker));
  const known = categories ?? sortCategories(new Set(rows.map(({ label }) => label)));
  const place = new Map(known.map((category, i) => [category, i]));
  const codeOf = (label: Category) => {
    const code = place.get(label);
    if (code === undefined) throw new RangeError(`listVotes: ${label} is none of the declared categories`);
    return code;
  };
  return {
    tasks: tasks.names,
    workers: workers.names,
    categories: known,
    task: tasks.codes,
    worker: workers.codes,
    label: Int32Array.from(rows, ({ label }) => codeOf(label)),
  };
}

const sortCategories = (categories: Iterable<Category>) =>
  [...categories].sort((a, b) => {
    if (typeof a === "number" && typeof b === "number") return a - b;
    return String(a) < String(b) ? -1 : 1;
  });

/**
 * Shares of each category among a task's labels: tasks x categories, row by row. The soft label: it keeps that
 * three of five said yes, where a majority keeps yes. A task without labels has no shares (NaN).
 */
export function labelShares({ tasks, categories, task, label }: LabelVotes): Float64Array {
  const q = categories.length;
  const shares = new Float64Array(tasks.length * q);
  const sizes = new Float64Array(tasks.length);
  for (let i = 0; i < task.length; i++) {
    const cell = task[i] * q + label[i];
    shares[cell]++;
    sizes[task[i]]++;
  }
  return shares.map((count, cell) => count / sizes[Math.floor(cell / q)]);
}

/** Where the models of workers start: shares of labels; those of all labels for a task that has none. */
export function startingShares(votes: LabelVotes): Float64Array {
  const q = votes.categories.length;
  const all = new Float64Array(q);
  for (const label of votes.label) all[label] += 1 / votes.label.length;
  return labelShares(votes).map((share, cell) => (Number.isNaN(share) ? all[cell % q] : share));
}

/**
 * The most probable category of each task, the first of several, and whether another is as probable (to 1e-12): a
 * tie that is broken by order has to be told, and shares computed on two ways differ by rounding.
 */
export function hardLabels(posterior: Float64Array, categories: number): { codes: Int32Array; tied: Uint8Array } {
  const tasks = posterior.length / categories;
  const codes = new Int32Array(tasks);
  const tied = new Uint8Array(tasks);
  for (let task = 0; task < tasks; task++) {
    let best = 0;
    for (let k = 1; k < categories; k++) {
      const gap = posterior[task * categories + k] - posterior[task * categories + best];
      if (gap > 1e-12) {
        best = k;
        tied[task] = 0;
      } else if (gap > -1e-12) tied[task] = 1;
    }
    codes[task] = best;
  }
  return { codes, tied };
}
