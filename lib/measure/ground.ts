import type { Design } from "@/lib/measure/design";
import type { SetCategories, WeightName } from "@/lib/measure/ratings";
import type { Category, CodedRatings } from "@/lib/stats/coded-ratings";

/** Labels of people on one question, laid out so that anything that labels too can be held against them. */
export type Ground = {
  design: Design;
  /** Whether answers are equal or not, numbers of a scale, or options that every item has for itself. */
  kind: "nominal" | "scale" | "own-options";
  /** What each category holds, where an answer is a set; null elsewhere. */
  sets: SetCategories | null;
  /** How far two answers of a scale agree. */
  weights: WeightName;
  /** Votes as units x people (or x places, where people cannot be told apart). One vote a person and unit. */
  people: CodedRatings;
  /** Whose each column of `people` is; null where columns are places and not people. */
  names: readonly Person[] | null;
  /** Every single label of a person, repeats that count included. */
  votes: { unit: Int32Array; code: Int32Array };
  /** The item of each unit. */
  unitItem: Int32Array;
  /** Per unit, the code of the majority of the people; -1 without one. */
  majority: Int32Array;
  /** What the others say, cell by cell of `people`: see `leaveOneOutReferences`. */
  others: Int32Array;
  /** Leaves out comparisons in which either side has no preference. */
  isDecisive: boolean;
  isUndecided: (code: number) => boolean;
  /** What stands for each category, and whether it could have been chosen though nobody did. */
  categories: readonly { category: Category; label: string; isOffered: boolean }[];
  /** What a judge is forgiven in the alternative-annotator test. */
  epsilon: number;
};

export type Person = { id: string; name: string };

/**
 * Other people's labels that a reference takes, at least: the majority of one is that one's word, and a person who agrees
 * with it says as much about the other as about themself.
 */
export const minimumOthers = 2;
