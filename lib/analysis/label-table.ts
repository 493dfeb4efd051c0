import type { VersionCount } from "@/lib/analysis/version-counts";
import type { AnswerState, Purpose, RaterKind, RaterOrigin, RaterStatus } from "@/lib/generated/prisma/enums";
import type { JudgeTerms } from "@/lib/judge-terms/terms";
import type { Question } from "@/lib/protocol/schema";

/*
 * A study's labels as columns of small integers: a million of them weigh some 20 MB and are read in one go, where
 * a million objects would weigh ten times that. Indices point into the lists beside them.
 */

export type RaterFacts = {
  id: string;
  kind: RaterKind;
  origin: RaterOrigin;
  status: RaterStatus;
  sawConditions: boolean;
  /** A place in a file's list rather than a person who stays the same from item to item. */
  isAnonymous: boolean;
  pseudonym: string;
  /** Judges only: a person's name in a file never gets this far. */
  modelName: string | null;
  promptVersion: string | null;
  modelFamily: string | null;
  group: string | null;
};

export type ItemColumns = {
  ids: string[];
  /** Which task (prompt) each item belongs to: items of one prompt hang together. */
  tasks: Int32Array;
  tiers: (string | null)[];
  /** Parts of the item: the options, where they are its own. */
  parts: Uint8Array;
  /** 1 where the two sides of a pair have to change places to stand in order of model (else condition) name. */
  isFlipped: Uint8Array;
  /** What the sides of the study's pairs are called, in that order; null where nothing tells them apart. */
  sideNames: readonly [string, string] | null;
  /** The side of a pair with more text, 1 or 2 as loaded; 0 where neither has, or the item is no pair of texts. */
  longestSide: Uint8Array;
  /** Bytes of text of both sides of a pair as loaded, two numbers an item; 0 where there is none, or the item is no pair. */
  sideBytes: Int32Array;
  /** Whether an item's only response begins as a refusal does: 1, 0; 2 where it has not one response alone. */
  refuses: Uint8Array;
  /** Indices into `conditions`: the item's own cell, or the cells of its outputs. */
  conditions: number[][];
  truth: (Readonly<Record<string, unknown>> | null)[];
  fileMajority: (Readonly<Record<string, unknown>> | null)[];
  /** 1 where a judge's prompt was tuned on the item. */
  isForTuning: Uint8Array;
};

export type FactorFacts = {
  id: string;
  name: string;
  role: string;
  /** The level that others are compared with, where one was declared. */
  baselineLevelId: string | null;
  levels: { id: string; name: string }[];
};

export type LabelColumns = {
  item: Int32Array;
  rater: Int32Array;
  /** Index into `versions`. */
  version: Uint16Array;
  /** Indices into `purposes` and `states`. */
  purpose: Uint8Array;
  state: Uint8Array;
  occurrence: Uint16Array;
  isLatest: Uint8Array;
  question: Uint16Array;
  target: Int32Array;
  /** Index into `values`, off the scale too; -1 where nothing was given. */
  value: Int32Array;
  /** Judges only: label index -> { [optionKey]: probability }. */
  probabilities: Map<number, Readonly<Record<string, number>>>;
};

export type LabelTable = {
  study: {
    seed: number;
    isDemo: boolean;
    countRepeats: boolean;
    tieRule: "CATEGORY" | "EXCLUDE" | "FILE";
    /** What a judge is forgiven in the alternative-annotator test. */
    epsilon: number;
    /** Somebody chose it; else it is the default. */
    isEpsilonSet: boolean;
    /** What else was fixed before judges were looked at. */
    judgeTerms: JudgeTerms;
    /** Judgments of people who withdrew, erased since. */
    erased: number;
  };
  versions: (VersionCount & { id: string; questions: Question[] })[];
  raters: RaterFacts[];
  items: ItemColumns;
  factors: FactorFacts[];
  /** Level ids of each condition. */
  conditions: string[][];
  questionKeys: string[];
  targets: string[];
  values: string[];
  labels: LabelColumns;
  /** Items that raters passed over, one a place. */
  skips: { item: Int32Array; rater: Int32Array };
};

export const purposes: readonly Purpose[] = [
  "PRIMARY",
  "TRAINING",
  "GOLD",
  "REPEAT",
  "AUDIT",
  "ADJUDICATION",
  "IMPORTED",
  "SURPLUS",
  "QUALIFICATION",
];
/** States of answers; a judge's number that its scale does not have is told apart from what could not be parsed. */
export type LabelState = AnswerState | "OFF_SCALE";
export const states: readonly LabelState[] = [
  ...(["GIVEN", "CANNOT_JUDGE", "REFUSAL", "MISSING", "UNPARSED", "OFF_SCALE"] as const),
];

/** How many labels the table holds. */
export const countLabels = ({ labels }: LabelTable): number => labels.item.length;

/** How many of these labels came in a file. */
export function countImported({ labels }: LabelTable, { label }: { label: Int32Array }): number {
  const imported = purposes.indexOf("IMPORTED");
  return label.reduce((sum, own) => sum + (labels.purpose[own] === imported ? 1 : 0), 0);
}
