import { type Category, type CodedRatings, codeRatings } from "@/lib/stats/coded-ratings";

/** What one rater ticked; an empty list is an answer (none of them), null is a missing one. */
export type Selection = readonly Category[] | null;

/** Ratings whose categories are whole selections: category k stands for `sets[k]`. */
export type SetRatings = { ratings: CodedRatings; sets: readonly ReadonlySet<Category>[] };

/**
 * Codes multi-select answers, one row per unit and one column per rater, so that any coefficient that takes a table
 * of weights reads them: every set that was given is a category, and `sets[k]` says which. The order in which
 * options were ticked, and ticking one twice, mean nothing. The empty set is a category like any other; null stays
 * missing. Categories are in the order of their text, which no coefficient of sets may read as a scale.
 */
export function codeSelections(rows: readonly (readonly Selection[])[]): SetRatings {
  const sets = new Map<string, ReadonlySet<Category>>();
  const keyed = rows.map((row) =>
    row.map((selection) => {
      if (selection === null) return null;
      const set = new Set(selection);
      const key = JSON.stringify([...set].map((option) => JSON.stringify(option)).sort());
      if (!sets.has(key)) sets.set(key, set);
      return key;
    }),
  );
  const sorted = [...sets].sort(([a], [b]) => (a < b ? -1 : 1));
  const keys = sorted.map(([key]) => key);
  return { ratings: codeRatings(keyed, keys), sets: sorted.map(([, set]) => set) };
}

/**
 * Codes one option of multi-select answers as yes or no (ticked: true), so that any coefficient reads it. Ticking
 * nothing is a no to every option; a missing answer stays missing. An option nobody ticked is a no throughout, on which
 * kappa and alpha are undefined.
 */
export const codeOption = (rows: readonly (readonly Selection[])[], option: Category): CodedRatings =>
  codeRatings(
    rows.map((row) => row.map((selection) => selection?.includes(option))),
    [false, true],
  );

/**
 * MASI distance of two sets, 0 to 1: 1 - J x M, with Jaccard's index J = |A and B| / |A or B| and
 *
 *   M = 1 (equal), 2/3 (one holds the other), 1/3 (they overlap), 0 (nothing shared).
 *
 * Jaccard counts options only. M tells a difference in kind from one in number: where each set has something that
 * the other lacks, raters contradict each other; where one holds the other, one only says less. Two empty sets are
 * equal. Sets of one option each are 0 or 1 apart, as nominal labels are. It is no squared distance of scores, so
 * it costs a table.
 * Source: Passonneau, "Measuring Agreement on Set-valued Items (MASI)", LREC 2006. NLTK rounds the thirds to .67
 * and .33.
 */
export function masiDistance(a: ReadonlySet<Category>, b: ReadonlySet<Category>): number {
  const shared = countShared(a, b);
  if (shared === a.size && shared === b.size) return 0;
  if (shared === 0) return 1;
  const isNested = shared === a.size || shared === b.size;
  return 1 - (shared / (a.size + b.size - shared)) * (isNested ? 2 / 3 : 1 / 3);
}

type Sets = SetRatings["sets"];

const countShared = (a: ReadonlySet<Category>, b: ReadonlySet<Category>) =>
  [...a].filter((option) => b.has(option)).length;

/**
 * Jaccard's index of two sets: |A and B| / |A or B|, 0 to 1: of the options that either ticked, the share that both
 * did. What both left unticked does not count, so a long list of options that nobody takes does not raise it. Two
 * empty sets are the same answer, so 1. Source: Jaccard, "The distribution of the flora in the alpine zone", New
 * Phytologist 11 (1912).
 */
export function jaccardIndex(a: ReadonlySet<Category>, b: ReadonlySet<Category>): number {
  const shared = countShared(a, b);
  const all = a.size + b.size - shared;
  return all === 0 ? 1 : shared / all;
}

/** 1 where two sets have an option in common, or both are empty; else 0. */
export const overlapOf = (a: ReadonlySet<Category>, b: ReadonlySet<Category>): number =>
  countShared(a, b) > 0 || (a.size === 0 && b.size === 0) ? 1 : 0;

/** The table of agreement weights of every pair of sets, sets x sets, in their order. */
const weightsBy = (agreement: (a: ReadonlySet<Category>, b: ReadonlySet<Category>) => number) => (sets: Sets) =>
  sets.map((a) => sets.map((b) => agreement(a, b)));

/** Agreement weights 1 - MASI distance, for `krippendorffAlpha(ratings, { weights })`. */
export const masiWeights = weightsBy((a, b) => 1 - masiDistance(a, b));
/** Agreement weights by Jaccard's index: the mean over pairs of the share of options in common. */
export const jaccardWeights = weightsBy(jaccardIndex);
/**
 * Agreement weights 1 for two sets with an option in common or both empty, else 0. Not transitive: {a} and {b} both
 * agree with {a, b}, and not with each other; so read it as a share of pairs, and not inside a coefficient.
 */
export const overlapWeights = weightsBy(overlapOf);
