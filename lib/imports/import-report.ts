import type { Prisma } from "@/lib/generated/prisma/client";
import type {
  ColumnView,
  Gold,
  ImportCounts,
  Letters,
  Naming,
  ProtocolOffer,
  ProtocolPlan,
  SampleRow,
  SeenQuestion,
  ShownItem,
} from "@/lib/imports/contract";
import type { Mixing } from "@/lib/imports/count-mixing";
import type { Protocol } from "@/lib/protocol/schema";

/** What is known of an import beside its row's own columns; kept in `Import.counts`, beside the counts. */
export type ImportReport = {
  problemCount: number;
  columns: ColumnView[];
  because: string | null;
  notes: string[];
  questions: SeenQuestion[];
  protocol: ProtocolPlan;
  offers: ProtocolOffer[];
  /** To be published, with the plan to do so. */
  suggested: Protocol | null;
  /** The questions that the labels were held against. They must still be the same when it is committed. */
  questionsDigest: number;
  /** Labels name parts, items by place, raters by our own pseudonyms, and items come with them: what the checks have to look at. */
  asks: { parts: boolean; targets: boolean; places: boolean; ownRaters: boolean; items: boolean };
  sample: SampleRow[];
  shownItems: ShownItem[];
  mixing: Mixing | null;
  gold: Gold;
  contentWarning: string | null;
  naming: Naming;
  letters: Letters;
};

export const noLetters: Letters = { rows: 0, isMended: false, examples: [] };

export const noCounts: ImportCounts = {
  personas: 0,
  items: 0,
  unservable: 0,
  itemsKnown: 0,
  raters: 0,
  judges: 0,
  labels: 0,
  labelsKnown: 0,
  labelsRepaired: 0,
  missing: 0,
  unparsed: 0,
  offScale: 0,
  repeats: 0,
};

export const noReport: ImportReport = {
  problemCount: 0,
  columns: [],
  because: null,
  notes: [],
  questions: [],
  protocol: { action: "none" },
  offers: [],
  suggested: null,
  questionsDigest: 0,
  asks: { parts: false, targets: false, places: false, ownRaters: false, items: false },
  sample: [],
  shownItems: [],
  mixing: null,
  gold: { scored: [], unscored: 0 },
  contentWarning: null,
  naming: { items: 0, terms: [] },
  letters: noLetters,
};

export type StoredCounts = ImportCounts & { report: ImportReport };

/** The column is written by this folder alone, so its shape is taken as it is; what an early row lacks is filled in. */
export function readStoredCounts(stored: Prisma.JsonValue): { counts: ImportCounts; report: ImportReport } {
  const { report, ...counts } = { ...(stored as Partial<StoredCounts>) };
  return { counts: { ...noCounts, ...counts }, report: { ...noReport, ...report } };
}
