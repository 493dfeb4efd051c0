import type { Ground } from "@/lib/measure/ground";

/** What the items of a study say about themselves without being read: a code a unit, -1 where there is nothing. */
export type Material = {
  /** The side of a pair that stands first as it was loaded, and the one with more text. */
  firstSide: Int32Array;
  longestSide: Int32Array;
  /** Whether a response refuses: 1, 0, and -1 where the item is no single response. */
  refuses: Int8Array;
};

/** Answers of a baseline, and in words what it does here. */
export type BaselineAnswers = { codes: Int32Array; says: string };

/** A judge that needs no model, computed from the items and the people's labels of a question. */
export type Baseline = {
  name: string;
  /** Blind to the items: its kappa is 0 by what kappa is, or in expectation. */
  isBlind: boolean;
  /** `material` is null where only labels are known. Null where it has nothing to say here. */
  answer: (ground: Ground, material: Material | null) => BaselineAnswers | null;
};

/** How often each category is the people's majority. */
export function countMajorities({ majority, categories }: Ground): Float64Array {
  const counts = new Float64Array(categories.length);
  for (const code of majority) if (code >= 0) counts[code] = (counts[code] ?? 0) + 1;
  return counts;
}

/** The category with the highest count, the first of several; -1 where all are 0. */
export function mostCommon(counts: Float64Array): number {
  const most = Math.max(0, ...counts);
  return most === 0 ? -1 : counts.indexOf(most);
}

/** Answers that are on every unit, or on none: then the baseline does not exist. */
export const answersOrNone = (codes: Int32Array, says: string): BaselineAnswers | null =>
  codes.some((code) => code >= 0) ? { codes, says } : null;
