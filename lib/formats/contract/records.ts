import type {
  AnswerState,
  FactorRole,
  FactorScale,
  PersonaKind,
  Purpose,
  RaterKind,
  RaterOrigin,
  Reservation,
} from "@/lib/generated/prisma/enums";
import type { ItemLayout } from "@/lib/layouts/layouts";
import type { Protocol } from "@/lib/protocol/schema";
import type { UsedView } from "@/lib/reading/text-view";
import type { Problem } from "@/lib/text/rows/problem";
import type { Turn } from "@/lib/text/split-dialogue";

export type PersonaRecord = {
  kind: "persona";
  externalId: string;
  name: string;
  personaKind: PersonaKind;
  text: string;
  sections: Record<string, unknown>;
  covariates: Record<string, number>;
  statements: string[];
  tags: string[];
  /** Known by name only, because an output or a task names it: a persona of that name that exists already is taken as it is. */
  isImplied?: boolean;
};

/** One output of an item, or one candidate. Order in the array is the canonical order: keys "1", "2" ... */
export type PartRecord = {
  /** A response under judgment. */
  output?: {
    text: string | null;
    turns?: Turn[];
    /** What raters read in place of text and turns, where names were masked. */
    shown?: { text?: string; turns?: Turn[] };
    factors: Record<string, string>;
    persona?: string;
    extra?: Record<string, unknown>;
  };
  /** Candidates: what the option says and who it is. */
  label?: string;
  profile?: string;
  /** externalId of a persona of this import or of the study. */
  persona?: string;
};

export type ItemRecord = {
  kind: "item";
  externalId: string;
  layout: ItemLayout;
  task: {
    externalId: string;
    prompt: string;
    /** The prompt as turns, where it is a dialogue that raters are to see as one. */
    promptTurns?: Turn[];
    /** What raters read instead, where names are masked: in every item of the task. */
    shown?: { prompt?: string; turns?: Turn[] };
    persona?: string;
    track?: string;
    tier?: string;
    goldAnswer?: string;
    referenceAnswer?: string;
    policyText?: string;
  };
  /** Factor levels of the item as a whole (for SINGLE also those of its output). */
  factors: Record<string, string>;
  parts: PartRecord[];
  /** { questionKey: value }, options and sides as part keys. */
  truth?: Record<string, string>;
  fileMajority?: Record<string, string>;
  /** A judge's prompt was tuned on it: figures of judges leave it out. */
  isForTuning?: boolean;
  /** Kept for training, a test or hidden checks, with why its truth is the truth: never labeled in earnest. */
  reservedFor?: Reservation;
  goldRationale?: string;
  /** False when there is nothing to read: labels only. */
  isServable: boolean;
};

export type LabelRecord = {
  kind: "label";
  item: string;
  /** Name in the file; personal for people. */
  rater: string;
  raterKind: RaterKind;
  origin: RaterOrigin;
  /** The name is a place in the item's list and says nothing about who it was on another item (DICES-990): pairwise kappa is refused. */
  isAnonymous?: boolean;
  group?: string;
  modelFamily?: string;
  promptVersion?: string;
  question: string;
  state: AnswerState;
  /** Canonical: an option key, a scale point, a part key, tie ... null unless state is GIVEN. */
  value: string | null;
  /** UNPARSED alone: the number that a judge gave and the scale does not have. */
  offScale?: number;
  /** A preference for a side, where the question asks how plain it is. */
  strength?: "slight" | "clear";
  probabilities?: Record<string, number>;
  rationale?: string;
  /** How severe a mark is, from 1 for the mildest, and what stands there. */
  severity?: number;
  quote?: string;
  /** The answer to the confidence question about `question`, in the words of the file. */
  confidence?: string;
  raw?: string;
  /** 1, or 2 and more when this rater voted again on the same item and question. */
  occurrence: number;
  /** What the answer is about; absent means the item as a whole. */
  target?: string;
  /** True for somebody who could see conditions or results: stays out of the headline figures wherever the label goes. */
  sawConditions?: boolean;
  /**
   * What the app's own export (X4) knows beside the answer. A reader may ignore all of it but `purpose`: labels given
   * for training, gold, repeats, audits or adjudication and surplus ones stay what they were, everything else becomes IMPORTED.
   */
  purpose?: Purpose;
  /** The latest revision stands in an export; how many came before it is this less one. */
  revision?: number;
  /** Number of the protocol version the label was given under. */
  version?: number;
  /** Part keys in the order shown. */
  shown?: string[];
  /** In which view of the texts it was given. */
  view?: UsedView;
  activeMs?: number;
  elapsedMs?: number;
  /** ISO 8601, UTC. */
  date?: string;
};

/** A factor's declaration, where a format knows more than names. */
export type FactorRecord = {
  kind: "factor";
  name: string;
  scale: FactorScale;
  role: FactorRole;
  baseline?: string;
  levels?: string[];
};

/**
 * The protocol that the labels of a file were given under. Published when the study has none; else the study's own holds.
 * At most one per file, before the labels.
 */
export type ProtocolRecord = { kind: "protocol"; protocol: Protocol };

export type ImportRecord = PersonaRecord | FactorRecord | ProtocolRecord | ItemRecord | LabelRecord;

/**
 * A reader yields records and problems, with the line each came from, never holding the file in memory. `file` is given
 * where an import has several (a folder).
 */
export type Read = { line: number; file?: string; record: ImportRecord } | { problem: Problem };
