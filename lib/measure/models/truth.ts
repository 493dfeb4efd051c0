import { type BayesianDawidSkene, bayesianDawidSkene } from "@/lib/stats/aggregation/bayesian-dawid-skene";
import { type LabelVotes, labelShares } from "@/lib/stats/aggregation/label-votes";
import type { Category } from "@/lib/stats/coded-ratings";
import { labelEntropy } from "@/lib/stats/comparison/soft-labels";
import { type Defined, defined, undefinedBecause } from "@/lib/stats/defined";
import { seededRandom } from "@/lib/stats/resampling/seeded-random";
import { type LabelFrame, refuseAnonymous, usedCategories } from "./label-frame";

export type Truth = {
  categories: readonly Category[];
  model: BayesianDawidSkene;
  /** Bits: how divided the labels of each unit are. */
  entropy: Float64Array;
};

const chains = 4;

/** Draws are kept for every cell of every rater's table: so many numbers in all at most. */
const mostKept = 8_000_000;

/** How probable each label is to be the true one, unit by unit, and how often each rater finds it. */
export function measureTruth(frame: LabelFrame, { seed }: { seed: number }): Defined<Truth> {
  const refused = refuseAnonymous(frame);
  if (refused !== null) return undefinedBecause(refused);
  const { categories, code } = usedCategories(frame);
  const { unit, rater, units, raters } = frame;
  const votes: LabelVotes = { tasks: units, workers: raters, categories, task: unit, worker: rater, label: code };
  const cells = raters.length * categories.length ** 2;
  const draws = Math.max(100, Math.min(1000, Math.floor(mostKept / (cells * chains))));
  const model = bayesianDawidSkene(votes, { random: seededRandom(seed), draws, chains });
  if (!model.defined) return model;
  const shares = labelShares(votes);
  const q = categories.length;
  const entropy = Float64Array.from(units, (_, i) => labelEntropy(shares.subarray(i * q, (i + 1) * q)));
  return defined({ categories, model: model.value, entropy });
}
