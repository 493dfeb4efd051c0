import type { Layout, PersonaVisibility } from "@/lib/generated/prisma/enums";
import type { AnswersInput, Question } from "@/lib/protocol/schema";

/**
 * The labeling API, as a browser sees it. Types and constants only, so that a page may import it without paying for zod.
 *
 * All bodies are JSON, all answers carry `Cache-Control: no-store`. Every request names its study; who asks comes from
 * the session. Writes are refused from another origin (403). Refusals are `AnnotateError`:
 *
 * | status | when |
 * |---|---|
 * | 400 | the body is not what this file says |
 * | 401 | nobody is signed in |
 * | 403 | another origin, or the rater has withdrawn |
 * | 404 | no such study or assignment for this person |
 * | 409 | the key came before with another body; or the answer can no longer be changed (`reason` says which) |
 * | 413 | the body is larger than 1 MB |
 * | 422 | answers that the protocol does not allow: `fieldErrors` has one message per question, nothing is stored |
 *
 * 5xx and a dropped connection mean "not known": send the same body with the same key again, as often as needed.
 * 4xx other than 401 will not change by repeating.
 *
 * How a page uses it:
 * 1. `claim` on load, `want: 2`: the first item goes on screen, the second waits behind it.
 * 2. `submit` in the background (outbox), show the waiting item at once; `next.items` of the answer wait behind that.
 * 3. `draft` while somebody answers: saves and keeps every lease of this rater alive. Once a minute while active is enough.
 * 4. `release` by `navigator.sendBeacon` on `pagehide`, for items held but not on screen.
 * 5. `next.empty` says why nothing more came. Show it when nothing is left on screen; ask again at `until`.
 */
export const annotatePaths = {
  /** POST ClaimRequest -> Queue */
  claim: "/api/annotate/claim",
  /** POST SubmitRequest -> SubmitAnswer */
  submit: "/api/annotate/submit",
  /** POST SkipRequest -> SkipAnswer */
  skip: "/api/annotate/skip",
  /** POST ReleaseRequest -> 204 */
  release: "/api/annotate/release",
  /** PUT DraftRequest -> DraftAnswer */
  draft: "/api/annotate/draft",
  /** GET ?studyId&before&limit -> FinishedPage, newest first. GET /{assignmentId}?studyId -> FinishedItem */
  finished: "/api/annotate/finished",
  /** GET ?studyId -> Progress */
  progress: "/api/annotate/progress",
} as const;

/** A rater holds at most this many items: the one on screen and one waiting behind it. */
export const maxLeases = 2;

// ---------------------------------------------------------------- requests

type Holding = {
  studyId: string;
  /** Assignments whose content the page already has: they are not sent again. Default []. */
  holds?: string[];
  /** Protocol versions the page already has: they are not sent again. Default []. */
  knows?: string[];
};

export type ClaimRequest = Holding & {
  /** How many items the rater should hold after this. Default 2. */
  want?: 1 | 2;
};

export type SubmitRequest = Holding & {
  assignmentId: string;
  /** A random UUID made once per answer and kept through all retries. A later edit is another answer with another key. */
  key: string;
  /** Question key -> answer. Sides and candidates are named by `partId`. Leave out what is hidden or unanswered. */
  answers: AnswersInput;
  /** Time with the item on screen and somebody there, and all time since it appeared, in ms. */
  activeMs: number;
  elapsedMs: number;
};

export type SkipRequest = Holding & { assignmentId: string; reason: string };

/** `leaseExpiresAt` as last told to this page: a lease that another tab renewed since then is left alone. */
export type ReleaseRequest = { studyId: string; leases: { assignmentId: string; leaseExpiresAt: string }[] };

/** Leave `answers` out to keep the leases alive without saving. */
export type DraftRequest = { studyId: string; assignmentId: string; answers?: AnswersInput };

// ---------------------------------------------------------------- answers

export type Turn = { speaker: string; text: string };

/** One response under judgment. `text` or `turns`, sometimes both. */
export type ShownText = {
  partId: string;
  /** "A", "B" by the order shown; null where there is only one. */
  letter: string | null;
  text: string | null;
  turns: Turn[] | null;
};

/** One answer to "who said it". */
export type ShownCandidate = {
  partId: string;
  letter: string;
  label: string;
  profile: string | null;
};

export type PersonaCard = {
  name: string;
  text: string;
  /** { [heading]: text, list or nested }, as loaded. */
  sections: Record<string, unknown>;
  statements: string[];
};

/** One item, reserved for this rater. Sides and candidates stand in the order drawn for this rater: show them so. */
export type AssignedItem = {
  assignmentId: string;
  versionId: string;
  layout: Layout;
  prompt: string;
  texts: ShownText[];
  /** Only in the layout CANDIDATES. */
  candidates: ShownCandidate[];
  /** Null where there is none or the protocol hides it (for now or for good). */
  persona: PersonaCard | null;
  /** What this rater had answered when they left, in the form of `SubmitRequest.answers`. */
  draft: AnswersInput | null;
  /** ISO 8601. */
  leaseExpiresAt: string;
};

export type ProtocolView = {
  versionId: string;
  number: number;
  /** Markdown. */
  guidelines: string;
  questions: Question[];
  personaVisibility: PersonaVisibility;
};

/**
 * Why nothing more can be claimed.
 * - study-draft, study-paused, study-closed: the study takes no labels now
 * - rater-paused: this person is paused
 * - no-protocol: no version is published
 * - nothing-loaded: there is no item to label
 * - quota: as many items done or held as agreed for this person
 * - all-done: every item was labeled or skipped by this person
 * - all-full: the other items have all the labels they need
 * - reserved: the other items are on other people's screens; `until` is when the first of them may come free
 */
export type EmptyReason =
  | "study-draft"
  | "study-paused"
  | "study-closed"
  | "rater-paused"
  | "no-protocol"
  | "nothing-loaded"
  | "quota"
  | "all-done"
  | "all-full"
  | "reserved";

export type EmptyQueue = {
  reason: EmptyReason;
  /** A sentence for the person, without the time. */
  message: string;
  /** ISO 8601; null where waiting does not help. */
  until: string | null;
};

export type Progress = {
  /** Items this rater has labeled. */
  done: number;
  /** The quota, or every item there is to label. The work may end earlier, when others have labeled the rest. */
  total: number;
  quota: number | null;
};

export type Queue = {
  /** What the rater holds and the page does not have yet, in the order to show. */
  items: AssignedItem[];
  /** All that the rater holds now, in the order to show, with fresh leases. A held item missing here went to others; its label is still taken. */
  leases: { assignmentId: string; leaseExpiresAt: string }[];
  /** Set when the rater holds fewer items than wanted. */
  empty: EmptyQueue | null;
  /** The versions of `items` that the page does not know. */
  protocols: ProtocolView[];
  progress: Progress;
};

export type SubmitAnswer = {
  saved: true;
  /** True when the item had gone to others meanwhile and is full: the label is kept, but does not count. */
  surplus: boolean;
  /** 1, or higher for an edit. */
  revision: number;
  /** The persona, where the protocol shows it after the answer. */
  reveal: PersonaCard | null;
  next: Queue;
};

export type SkipAnswer = { skipped: true; next: Queue };

export type DraftAnswer = {
  /** False when the reservation had run out: the answer is still taken when it is submitted. */
  held: boolean;
  /** All leases of this rater, renewed. */
  leases: { assignmentId: string; leaseExpiresAt: string }[];
};

type FinishedSummary = {
  assignmentId: string;
  /** ISO 8601: when it was first submitted. */
  finishedAt: string;
  revision: number;
  /** The beginning of the prompt. */
  excerpt: string;
};

export type FinishedPage = {
  items: FinishedSummary[];
  /** Pass as `before` for the next page; null at the end. */
  before: string | null;
};

export type FinishedItem = {
  item: AssignedItem;
  protocol: ProtocolView;
  /** The latest revision, in the form of `SubmitRequest.answers`. Submit it changed, with a new key, to edit. */
  answers: AnswersInput;
  revision: number;
  /** Why it cannot be changed (study closed, persona already revealed), or null. */
  locked: string | null;
};

export type AnnotateErrorReason =
  | "malformed"
  | "too-large"
  | "not-signed-in"
  | "other-origin"
  | "withdrawn"
  | "not-found"
  | "key-reused"
  | "revealed"
  | "study-closed"
  | "already-labeled"
  | "answers";

export type AnnotateError = {
  reason: AnnotateErrorReason;
  /** A sentence for the person. */
  error: string;
  /** Question key -> message, with the reason "answers". */
  fieldErrors?: Record<string, string>;
};
