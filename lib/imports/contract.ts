import type { MappingInput } from "@/lib/formats/contract/mapping";
import type { ImportRecord } from "@/lib/formats/contract/records";
import type { FormatKey } from "@/lib/formats/formats";
import type { ImportState } from "@/lib/generated/prisma/enums";
import type { Mixing } from "@/lib/imports/count-mixing";
import type { AssignedItem } from "@/lib/labeling/contract";
import type { Question } from "@/lib/protocol/schema";
import type { EncodingGuess } from "@/lib/text/bytes/encodings";
import { headBytes } from "@/lib/text/bytes/source";
import type { Problem } from "@/lib/text/rows/problem";

/**
 * The import API, as a browser sees it. Types and constants only, so that a page may import it without paying for zod.
 *
 * Answers are JSON with `Cache-Control: no-store`. Who asks needs the right to design the study (owner, researcher);
 * anybody else gets 401 or 404. Writes are refused from another origin (403). Refusals are `{ error }`, a sentence for
 * the person; 400 is a query or mapping that cannot be (its `error` says which part).
 *
 * How a page uses it:
 * 1. The person drops a file. Send its first 256 kB (`file.slice(0, previewBytes)`) to `preview`: format, columns with
 *    suggested roles, questions, values and a sample come back at once. Nothing is stored. Send it again with the changed
 *    format or mapping as often as they change something. A zip archive cannot be looked into by its head: skip the step.
 * 2. Draw `id = crypto.randomUUID()` and POST the whole file as the raw body to `upload` with that id (fetch, or
 *    XMLHttpRequest for upload progress). The answer comes when everything is staged and checked. Meanwhile, or after a
 *    reload, poll `status(id)` (once a second is enough) for `bytesRead` of `bytesTotal`.
 * 3. `state` is READY: show `counts`, `sample`, `protocol`, and offer `commit`. FAILED: show `problems` (with
 *    `problemCount` in all); the way on is a changed mapping or a mended file, sent anew as a new import.
 * 4. POST `commit`: one transaction; labeling goes on meanwhile. It answers the final status (DONE), or 409 with the
 *    status when something came between (the import is FAILED or was not READY).
 * 5. DELETE `status(id)` stops and forgets an import that is not committed: also while it is being staged.
 *
 * An import whose process died is FAILED (staging) or READY again (committing) at the next look, within a minute.
 */
export const importPaths = (studyId: string) => {
  const base = `/api/studies/${studyId}/imports`;
  return {
    /** GET -> { imports: ImportSummary[] }, newest first. */
    list: base,
    /** POST ?fileName&format&mapping, body: the first bytes of the file -> Preview */
    preview: `${base}/preview`,
    /** POST ?id&fileName&format&mapping, body: the file -> 201 ImportStatus (READY or FAILED); 409 where the id is taken. */
    upload: base,
    /** GET -> ImportStatus. DELETE -> 204. */
    status: (importId: string) => `${base}/${importId}`,
    /** POST ?contentWarning -> ImportStatus (DONE); 409 ImportStatus. */
    commit: (importId: string) => `${base}/${importId}/commit`,
  } as const;
};

/** How much of a file a preview looks at, unless it asks for more. */
export const previewBytes = headBytes;

/** A first row may be as long as a row can be. More is refused (413). */
export const mostPreviewBytes = 17 * 1024 * 1024;

/** Query parameters of `preview` and `upload`. */
export type ImportQuery = {
  fileName: string;
  /** Left out: found out from the file. */
  format?: FormatKey;
  /** Of the whole file: tells a preview whether it sees all of it. */
  size?: number;
  /** JSON of what differs from the suggestion: see lib/formats/contract/mapping.ts. */
  mapping?: MappingInput;
};

/** One column with the role it has now, and some of its cells. */
export type ColumnView = { name: string; role: string; samples: string[] };

/** A value as the file has it, how often, and what becomes of it: a value of the question, a state, or the problem. */
export type SeenValue = { value: string; count: number; becomes: string | null; problem: string | null };

/** A question that labels of the file are about. */
export type SeenQuestion = {
  /** As the file calls it. */
  name: string;
  /** In the protocol; null where there is none to go with it. */
  key: string | null;
  /** The most frequent values, at most 50. */
  values: SeenValue[];
};

/** What committing does about the protocol. Labels answer a published version; items need none. */
export type ProtocolPlan =
  /** The file brings no labels. */
  | { action: "none" }
  | { action: "use"; number: number }
  /** Nothing is published yet: the study's draft fits and is published. */
  | { action: "publish-draft"; number: number }
  /** Nothing is published yet: the format's own protocol (or the file's) is. A draft that does not fit stays a draft. */
  | { action: "publish-suggested"; number: number }
  /** The published version with the format's own questions added becomes the next one. */
  | { action: "publish-added"; number: number };

/** Whose questions labels answer: the file's (or its format's) own, or the study's. */
export type ProtocolChoice = "own" | "study";

/** One way to file the labels, with the questions they would answer. */
export type ProtocolOffer = {
  choice: ProtocolChoice;
  plan: Exclude<ProtocolPlan, { action: "none" }>;
  questions: Question[];
};

/** What is shown of a record: as read, long texts cut. */
export type SampleRow = { line: number; file: string | null; record: ImportRecord };

/** What is stored with an item and kept from raters. `of` is the response or candidate that it belongs to, null for the item. */
export type KeptField = { of: string | null; name: string; value: string };

/** An item as a rater will see it, its parts in the order of the file. */
export type ShownItem = {
  line: number;
  file: string | null;
  item: AssignedItem;
  /** Of "who said it": the question that offers the candidates; null where the protocol has none. */
  question: Question | null;
  kept: KeptField[];
  /** Some of it is left out here; raters get the whole. */
  isCut: boolean;
};

export type Preview = {
  /** Null: not recognised, the only problem says why. Offer the formats to choose from. */
  format: FormatKey | null;
  /** Why this format is proposed; null where somebody chose it. */
  because: string | null;
  /** What somebody has to know about the columns before the file is loaded. */
  notes: string[];
  /** Empty for formats whose columns are fixed. */
  columns: ColumnView[];
  questions: SeenQuestion[];
  /** Questions a file's question may be mapped to. */
  protocolQuestions: Question[];
  sample: SampleRow[];
  /** The first items that raters can be given. */
  shownItems: ShownItem[];
  letters: Letters;
  /** Of the head alone; at most 100. */
  problems: Problem[];
  /** The file is text but not UTF-8: what it seems to be, with words to tell by. Send it again with `mapping.encoding`. */
  encoding: EncodingGuess | null;
  /** More of the file has to be sent to see anything: a longer head, up to `mostPreviewBytes`, or all of it. */
  needs: "more" | "whole" | null;
};

export type ImportCounts = {
  personas: number;
  items: number;
  /** Of the items, those without text: they hold labels and are never served. */
  unservable: number;
  /** Found in the study already, the same in every part, and left as they are. */
  itemsKnown: number;
  raters: number;
  judges: number;
  labels: number;
  labelsKnown: number;
  /** Labels that the study had without what this file says: an answer that was missing or not parsed, or probabilities. */
  labelsRepaired: number;
  missing: number;
  unparsed: number;
  /** Numbers of judges that their question's scale does not have. */
  offScale: number;
  /** Second and later votes of one rater on one item and question. */
  repeats: number;
};

/** Gold answers of single responses: of which question they are the truth, and how many no question takes, or several. */
export type Gold = { scored: { question: string; text: string; items: number }[]; unscored: number };

/** A name in texts that raters will read, which tells the condition. */
export type NamedTerm = {
  term: string;
  kind: "persona" | "model" | "condition" | "instruction" | "mark";
  /** It stands in a prompt, which all items of its task share: masked in all of them alike. */
  inPrompt: boolean;
  /** Items with the name in a text. */
  items: number;
  /** Raters read "[persona]" and the like in its place. */
  isMasked: boolean;
  /** The first places, with what masking makes of them. */
  examples: { file: string | null; line: number; item: string; before: string; after: string }[];
};

/** Names found in texts, the most frequent first, and the number of items with any. */
export type Naming = { items: number; terms: NamedTerm[] };

/** Rows with letters that were decoded twice, and the first of them with what mending makes of it. */
export type Letters = {
  rows: number;
  /** By `mapping.letters`. */
  isMended: boolean;
  examples: { file: string | null; line: number; before: string; after: string }[];
};

export type ImportSummary = {
  id: string;
  state: ImportState;
  format: FormatKey | null;
  fileName: string;
  /** ISO 8601. */
  createdAt: string;
  finishedAt: string | null;
  counts: ImportCounts;
  problemCount: number;
};

export type ImportStatus = ImportSummary & {
  bytesRead: number;
  /** 0 where it is not known beforehand. */
  bytesTotal: number;
  /** How many files are read before this one: one of a study is read at a time, and few at once. */
  filesAhead: number;
  /** As understood: roles of all columns, question names, value rules. */
  mapping: MappingInput;
  columns: ColumnView[];
  /** As in a preview. */
  because: string | null;
  notes: string[];
  questions: SeenQuestion[];
  protocol: ProtocolPlan;
  /** What the labels may answer, as they do now first; empty without labels. Another is chosen by `mapping.protocol`. */
  offers: ProtocolOffer[];
  /** The first 1,000. */
  problems: Problem[];
  /** While READY: the first records. */
  sample: SampleRow[];
  shownItems: ShownItem[];
  gold: Gold;
  /** Where the format is known for upsetting texts and the study warns of none: the warning that committing gives it, unless another is sent. */
  contentWarning: string | null;
  /** Names that tell raters the condition; which are masked is chosen by `mapping.mask`. */
  naming: Naming;
  letters: Letters;
  /** The items loaded before, among which the new ones come. */
  mixing: Mixing | null;
};
