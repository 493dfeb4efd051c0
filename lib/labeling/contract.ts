import type { PersonaVisibility, SurplusReason, TextStyle } from "@/lib/generated/prisma/enums";
import type { ItemLayout } from "@/lib/layouts/layouts";
import type { AnswersInput, Question } from "@/lib/protocol/schema";
import type { MarkdownTree } from "@/lib/reading/markdown-tree";
import type { UsedView } from "@/lib/reading/text-view";

/**
 * The labeling API, as a browser sees it. Types and constants only, so that a page may import it without paying for zod.
 *
 * All bodies are JSON, all answers carry `Cache-Control: no-store`. Every request names its study; who asks comes from
 * the session. Writes are refused from another origin (403). Refusals are `AnnotateError`:
 *
 * | status | when |
 * |---|---|
 * | 400 | the body is not what this file says |
 * | 401 | nobody is signed in, or the account is gone with its person's last study |
 * | 403 | another origin, or the rater has withdrawn |
 * | 404 | no such study or assignment for this person, or they are no longer in the study |
 * | 409 | somebody else is signed in than the page was made for (`as`); the key came before with another body; the answer can no longer be changed; it is not the answer that this edits; or an owner has not chosen to try the labeling (`reason` says which) |
 * | 413 | the body is larger than 1 MB |
 * | 422 | answers that the protocol does not allow: `fieldErrors` has one message per answer, nothing is stored |
 * | 429 | too many changes of one answer in a minute: nothing is stored, send it again after `Retry-After` |
 *
 * 5xx and a dropped connection mean "not known": send the same body with the same key again, as often as needed.
 * 4xx other than 401 and 429 will not change by repeating.
 *
 * How a page uses it:
 * 1. `claim` on load, `want: 2`: the first item goes on screen, the second waits behind it.
 * 2. `submit` in the background (outbox) with `unseen`, show the waiting item at once; `next.items` of the answer wait behind
 *    that, as many as the study lets a page hold ahead: a break in the connection costs nobody anything.
 * 3. `draft` while somebody answers: saves and keeps every lease of this rater alive. Once a minute while active is enough.
 * 4. `read` once the guidelines of a version, or what is new in them, were before the rater's eyes.
 * 5. `release` by `navigator.sendBeacon` on `pagehide`, for items held but not on screen.
 * 6. `news` stands before the next item until it was read: `acknowledge` says so, and news that the server has not heard of come again.
 * 7. `next.empty` says why nothing more came. Show it when nothing is left on screen; ask again at `until`.
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
  /** POST ReadRequest -> 204 */
  read: "/api/annotate/read",
  /** POST AcknowledgeRequest -> 204 */
  acknowledge: "/api/annotate/acknowledge",
  /** GET ?studyId&before&limit -> FinishedPage, newest first. GET /{assignmentId}?studyId&answers=by-target -> FinishedItem */
  finished: "/api/annotate/finished",
  /** GET ?studyId -> Progress */
  progress: "/api/annotate/progress",
} as const;

/** A page that does not say what waits in it unseen holds this many items: the one on screen and one behind it. */
export const fewestLeases = 2;

// ---------------------------------------------------------------- requests

/** `as`: the person that the page was made for. Where somebody else is signed in by now the request is refused. */
type Asking = { studyId: string; as?: string };

type Holding = Asking & {
  /** Assignments whose content the page already has: they are not sent again. Default []. */
  holds?: string[];
  /** Protocol versions the page already has: they are not sent again. Default []. */
  knows?: string[];
  /**
   * The first so many of `holds` wait unseen, in the order they will be shown. A page that tells this holds more than two
   * items while there are plenty; of those that wait, the last may be given to others when few are left.
   */
  unseen?: number;
};

type Sending = Holding & {
  /** How many items the rater should hold after this: 0 from a page that only sends what waits. Default 2. */
  want?: 0 | 2;
};

export type ClaimRequest = Holding & {
  /** How many items the rater should hold after this. Default 2. */
  want?: 1 | 2;
};

export type SubmitRequest = Sending & {
  assignmentId: string;
  /** A random UUID made once per answer and kept through all retries. A later edit is another answer with another key. */
  key: string;
  /** The revision that this edits, as last told; null (the default) for a first answer. Another than the latest is a conflict. */
  edits?: number | null;
  /**
   * Question key -> target -> answer: `item` for the item as a whole (see `lib/questions/targets.ts`). Sides and candidates
   * are named by `partId`. Leave out what is hidden or unanswered.
   */
  answers: AnswersInput;
  /** Time with the item on screen and somebody there, and all time since it appeared, in ms. */
  activeMs: number;
  elapsedMs: number;
  /** In which view the texts were read while this was answered. */
  view?: UsedView;
  /** How long before this request the rater answered, in ms: labels keep their order through an outage. Default 0. */
  answeredMsAgo?: number;
};

export type SkipRequest = Sending & { assignmentId: string; reason: string };

/** `leaseExpiresAt` as last told to this page: a lease that another tab renewed since then is left alone. */
export type ReleaseRequest = Asking & { leases: { assignmentId: string; leaseExpiresAt: string }[] };

/** Leave `answers` out to keep the leases alive without saving. */
export type DraftRequest = Asking & { assignmentId: string; answers?: AnswersInput };

/** The guidelines of this version, or what is new in them, were shown. Told twice is told once. */
export type ReadRequest = Asking & { versionId: string };

/** The person has read this, or goes on as it offers. Told twice is told once. */
export type AcknowledgeRequest = Asking & { newsId: string };

// ---------------------------------------------------------------- answers

/** `place` is its number in the whole dialogue, from 1, where a turn before it is left out. */
export type Turn = { speaker: string; text: string; place?: number };

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
  layout: ItemLayout;
  prompt: string;
  /** The prompt as a dialogue, where it is one: shown in its place. */
  promptTurns?: Turn[] | null;
  texts: ShownText[];
  /** Only in a layout that takes some. */
  candidates: ShownCandidate[];
  /** Null where there is none or the protocol hides it (for now or for good). */
  persona: PersonaCard | null;
  /** What this rater had answered when they left, in the form of `SubmitRequest.answers`. */
  draft: AnswersInput | null;
  /** ISO 8601. */
  leaseExpiresAt: string;
};

/** A paragraph of guidelines against those of an earlier version. */
export type GuidelinesPart = { tree: MarkdownTree; kind: "same" | "new" | "gone" };

/** What a rater has to see before the first item under a version. */
export type ToRead = {
  /** The version they know; null before their first. */
  since: number | null;
  /** What is asked otherwise than under that version, a sentence each. */
  changes: string[];
  /** Null where the guidelines are the same, or the first. */
  guidelines: GuidelinesPart[] | null;
};

export type ProtocolView = {
  versionId: string;
  number: number;
  guidelines: MarkdownTree;
  questions: Question[];
  personaVisibility: PersonaVisibility;
  /** PLAIN: texts are shown as written and never otherwise. */
  textStyle: TextStyle;
};

/**
 * Why nothing more can be claimed.
 * - study-draft, study-paused, study-closed: the study takes no labels now
 * - rater-paused: this person is paused
 * - no-protocol: no version is published
 * - nothing-loaded: there is no item to label
 * - rater-checked: this person is paused because of answers that are known otherwise
 * - test-open: the test goes on once what is on screen is answered
 * - test-again: it was not passed and may be taken again, by acknowledging `testAgain`
 * - test-wait: the same from `until` on
 * - test-failed: it may not be taken again
 * - quota: as many items done or held as agreed for this person
 * - all-done: every item was labeled or skipped by this person
 * - all-full: the other items have all the labels they need
 * - for-others: the other items wait for people of other groups
 * - not-asked: items are given to groups or a panel that this person is not of
 * - reserved: the other items are on other people's screens; `until` is when the first of them may come free
 */
export type EmptyReason =
  | "study-draft"
  | "study-paused"
  | "study-closed"
  | "rater-paused"
  | "rater-checked"
  | "test-open"
  | "test-again"
  | "test-wait"
  | "test-failed"
  | "no-protocol"
  | "nothing-loaded"
  | "quota"
  | "day-limit"
  | "all-done"
  | "all-full"
  | "all-capped"
  | "for-others"
  | "not-asked"
  | "reserved";

export type EmptyQueue = {
  reason: EmptyReason;
  /** A sentence for the person, without the time. */
  message: string;
  /** ISO 8601; null where waiting does not help. */
  until: string | null;
  /** Sentences beneath. Of a closed study: how many of this rater's labels count, and why others do not. Else more about the reason. */
  tally: string[];
};

/** Items that come openly apart from the work, and how many of them this rater has finished. */
export type Stage = { name: "training" | "qualification"; done: number; total: number };

/** What was right of an item of the training set, told once its answer is stored. */
export type Feedback = {
  kind: "feedback";
  id: string;
  item: AssignedItem;
  protocol: ProtocolView;
  /** What this rater answered, and what is right; in the form of `SubmitRequest.answers`. */
  answers: AnswersInput;
  right: AnswersInput;
  /** Keys of the questions that were answered otherwise. */
  missed: string[];
  /** Why it is right, where the study says so. */
  rationale: string | null;
};

/** What stands before the next item until this rater has read it. */
export type News = Feedback | { kind: "message"; id: string; title: string; lines: string[] };

/** What acknowledges a test that is to be taken again. */
export const testAgain = "test-again";

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
  /** What has to be read first, oldest first; left out where there is nothing. */
  news?: News[];
  /** By assignment, of those of `leases` that are no part of the work itself; left out where all are. */
  stages?: Record<string, Stage>;
  /** By id, those of `protocols` that this rater has not seen the guidelines of. */
  toRead: Record<string, ToRead>;
  progress: Progress;
  /** How long a lease lasts: renewed by `draft` at a third of it, it never runs out on somebody who is there. */
  leaseMinutes: number;
};

export type SubmitAnswer = {
  saved: true;
  /** True when the label is kept but does not count. */
  surplus: boolean;
  /** What kept it from counting, where that is known. */
  surplusReason: SurplusReason | null;
  /** The same as a sentence; null for a label that counts. */
  surplusMessage: string | null;
  /** 1, or higher for an edit. */
  revision: number;
  /** The persona, where the protocol shows it after the answer. */
  reveal: PersonaCard | null;
  next: Queue | null;
};

/** `next` is null, here and with a label, where it was not asked for or could not be read: a claim tells. */
export type SkipAnswer = { skipped: true; next: Queue | null };

export type DraftAnswer = {
  /** False when the reservation had run out: the answer is still taken when it is submitted. */
  held: boolean;
  /** All leases of this rater, renewed. */
  leases: { assignmentId: string; leaseExpiresAt: string }[];
  /** Set where the study, or this rater, takes no labels now. */
  stopped: EmptyQueue | null;
};

type FinishedSummary = {
  assignmentId: string;
  /** ISO 8601: when it was first answered. */
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

/** A rater's own label as it is stored. */
export type StoredLabel = {
  /** The latest revision, in the form of `SubmitRequest.answers`. Submit it changed, with a new key, to edit. */
  answers: AnswersInput;
  revision: number;
  /** ISO 8601: when it was answered. */
  answeredAt: string;
};

/** An item that this rater was given. Without a label yet (a refused one is mended from this) there are no answers. */
export type FinishedItem = (StoredLabel | { answers: Record<string, never>; revision: null; answeredAt: null }) & {
  item: AssignedItem;
  protocol: ProtocolView;
  /** Why it cannot be changed (study closed, persona already revealed), or null. */
  locked: string | null;
};

export type AnnotateErrorReason =
  | "malformed"
  | "too-large"
  | "not-signed-in"
  | "account-gone"
  | "not-enrolled"
  | "other-origin"
  | "other-person"
  | "withdrawn"
  | "removed"
  | "not-found"
  | "item-gone"
  | "conflict"
  | "key-reused"
  | "revealed"
  | "taught"
  | "study-closed"
  | "already-labeled"
  | "too-often"
  | "too-many-edits"
  | "answers";

export type AnnotateError = {
  reason: AnnotateErrorReason;
  /** A sentence for the person. */
  error: string;
  /** Question key (`key@target` where not about the whole item) -> message, with the reason "answers". */
  fieldErrors?: Record<string, string>;
  /** This rater's own stored label, with the reason "conflict". */
  stored?: StoredLabel;
};
