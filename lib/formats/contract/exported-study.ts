import type { HeadlineRule } from "@/lib/counting/headline";
import type { ExportOptions } from "@/lib/formats/contract/export-options";
import type { FactorRecord, ItemRecord, PersonaRecord } from "@/lib/formats/contract/records";
import type {
  AnswerState,
  Purpose,
  RaterKind,
  RaterOrigin,
  RaterStatus,
  StudyRole,
  TieRule,
} from "@/lib/generated/prisma/enums";
import type { QuestionTerms } from "@/lib/judge-terms/terms";
import type { Protocol } from "@/lib/protocol/schema";
import type { UsedView } from "@/lib/reading/text-view";

/*
 * What the writers of exports are given. No database identifiers and no names of people: what is not here cannot leave.
 */

/** Whoever gave a label. `name` is the pseudonym of a person, the own name of a judge or classifier. */
export type ExportedRater = {
  name: string;
  kind: RaterKind;
  origin: RaterOrigin;
  status: RaterStatus;
  sawConditions: boolean;
  isAnonymous: boolean;
  group: string | null;
  modelFamily: string | null;
  promptVersion: string | null;
};

export type ExportedAnswer = {
  question: string;
  /** "item", or the part or statement that the answer is about. */
  target: string;
  state: AnswerState;
  value: string | null;
  /** A scale point, a percentage, 1-3 for low to high, 1-2 for a slight or clear preference (0 for a tie), how severe a mark is. */
  number: number | null;
  probabilities: Record<string, number> | null;
  rationale: string | null;
  /** What stands at a mark. */
  quote: string | null;
};

export type ExportedJudgment = {
  rater: ExportedRater;
  purpose: Purpose;
  occurrence: number;
  revision: number;
  /** False for a revision that the rater replaced later. */
  isLatest: boolean;
  /** Number of the protocol version. */
  version: number;
  shown: string[];
  /** In which view of the texts it was given; null where that was not kept. */
  view: UsedView | null;
  activeMs: number | null;
  elapsedMs: number | null;
  raw: string | null;
  /** ISO 8601, UTC. */
  date: string;
  answers: ExportedAnswer[];
};

/** Judgments in a fixed order: rater, purpose, vote, revision; answers by question and target. */
export type ExportedItem = { record: ItemRecord; judgments: ExportedJudgment[] };

/** What judges have to show, as it was fixed, with every change: in which role, when, and what stood before. */
export type ExportedTerms = {
  epsilon: number;
  /** Null: the default, chosen by nobody. */
  epsilonSetAt: string | null;
  epsilonSetBy: StudyRole | null;
  /** By key of the question. */
  questions: Record<string, QuestionTerms>;
  /** Names of the factors in each level of which a judge has to hold. */
  strata: string[];
  changes: { what: string; at: string; by: StudyRole; before: unknown; after: unknown }[];
};

export type ExportedStudy = {
  id: string;
  name: string;
  isDemo: boolean;
  seed: number;
  tieRule: TieRule;
  labelsPerItem: number;
  /** The version that `rule` names, or the latest where all count. */
  protocol: Protocol;
  rule: HeadlineRule;
  judgeTerms: ExportedTerms;
  /** On which prompts of judges were tuned: labels of judges do not count there. */
  itemsForTuning: number;
  /** Judgments erased because people withdrew: nothing of them is left but the count. */
  erased: number;
};

/** What of the items is left unread: the labels; all texts with the parts; or only the texts of the parts (a mark stands for each). */
export type ItemOptions = { withLabels?: boolean; withParts?: boolean | "marks" };

/** A study as it is at one moment. What is read bit by bit is never held as a whole. */
export type StudyReader = {
  /** Throws a `Refusal` where there is no such version. */
  study: (version: ExportOptions["version"]) => Promise<ExportedStudy>;
  /** By name. */
  factors: () => Promise<FactorRecord[]>;
  /** In the order of the numbers or names that their file gave them. */
  personas: () => AsyncIterable<PersonaRecord>;
  /** Whoever labels and has not withdrawn. */
  raters: () => Promise<readonly ExportedRater[]>;
  /** In the order of the file they came from, some hundreds at a time. */
  items: (options?: ItemOptions) => AsyncIterable<readonly ExportedItem[]>;
  /** How many options an item has at most, and whether any of them has a profile. */
  optionColumns: () => Promise<{ options: number; hasProfiles: boolean }>;
};
