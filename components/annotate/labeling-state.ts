import type { GivenAnswer, Judging, PickedChoice } from "@/components/annotate/judging";
import { emptyOutbox, type Outbox, type OutboxEvent } from "@/components/annotate/outbox";
import { type Pace, startingPace } from "@/components/annotate/pace";
import type {
  AssignedItem,
  EmptyQueue,
  News,
  PersonaCard,
  Progress,
  ProtocolView,
  Queue,
  Stage,
  ToRead,
} from "@/lib/labeling/contract";
import type { AnswersInput } from "@/lib/protocol/schema";
import type { TextView } from "@/lib/reading/text-view";

/** An answer in progress as this device keeps it. `isSaved`: the server has it as well. */
type Draft = Readonly<{ answers: AnswersInput; isSaved: boolean; views?: readonly TextView[] }>;
export type Drafts = Readonly<Record<string, Draft>>;

export type LabelingState = Readonly<{
  /** elsewhere: another tab of this browser labels this study. */
  phase: "starting" | "ready" | "elsewhere";
  protocols: Readonly<Record<string, ProtocolView>>;
  current: Judging | null;
  /** Held behind the current item, in the order to show. */
  behind: readonly AssignedItem[];
  /** An earlier or refused item, shown over the current one. */
  review: Judging | null;
  /** How many items back the review is; 0 when there is none. */
  depth: number;
  leases: Readonly<Record<string, string>>;
  leaseMinutes: number;
  /** By version, what this rater has not seen of its guidelines. */
  toRead: Readonly<Record<string, ToRead>>;
  /** What has to be read before the next item, those that were read, and the assignment whose right answer is still to come. */
  news: readonly News[];
  newsRead: readonly string[];
  /** The assignment on screen when news came: they wait until it is answered. */
  newsAfter: string | null;
  awaits: string | null;
  /** By assignment, what is no part of the work itself. */
  stages: Readonly<Record<string, Stage>>;
  /** What was begun of items that are not on screen: in an earlier visit, or before the study stopped. By assignment. */
  drafts: Drafts;
  empty: EmptyQueue | null;
  progress: Progress | null;
  pace: Pace;
  /** The persona of an item just answered, where the protocol shows it then. */
  reveal: PersonaCard | null;
  /** What the person should know; stays until the next item. */
  note: string | null;
  /** Why no item could be asked for. */
  trouble: string | null;
  outbox: Outbox;
  /** saving: on its way to the server; kept: on this device only; refused: the same, the server does not take it. */
  draft: "saved" | "saving" | "kept" | "refused";
  /** The view of the texts that the person wishes: it holds from item to item. */
  view: TextView;
  /** False when the browser keeps nothing: labels live in this page only. */
  isKept: boolean;
}>;

export const startingState: LabelingState = {
  phase: "starting",
  protocols: {},
  current: null,
  behind: [],
  review: null,
  depth: 0,
  leases: {},
  leaseMinutes: 30,
  toRead: {},
  news: [],
  newsRead: [],
  newsAfter: null,
  awaits: null,
  stages: {},
  drafts: {},
  empty: null,
  progress: null,
  pace: startingPace,
  reveal: null,
  note: null,
  trouble: null,
  outbox: emptyOutbox,
  draft: "saved",
  view: "marked-up",
  isKept: true,
};

export type LabelingEvent =
  /** Begins anew: another tab may have labeled meanwhile. */
  | { type: "restarted" }
  | { type: "phase"; phase: LabelingState["phase"] }
  /** What this device kept of an earlier visit. */
  | { type: "draftsFound"; drafts: Drafts }
  | { type: "queue"; queue: Queue }
  /** A label of a new item was stored, and nothing was told of what comes next. */
  | { type: "counted" }
  | { type: "trouble"; trouble: string | null }
  /** The study, or this rater, takes no labels now. */
  | { type: "stopped"; empty: EmptyQueue }
  /** The guidelines of a version were shown. */
  | { type: "read"; versionId: string }
  | { type: "newsRead"; id: string }
  | ({ type: "answered" } & Omit<GivenAnswer, "isAdvancing">)
  | ({ type: "picked" } & PickedChoice)
  | { type: "inHand"; address: string }
  | { type: "partOpened"; partId: string }
  | { type: "viewTurned" }
  | { type: "errors"; errors: Readonly<Record<string, string>> }
  | { type: "left" }
  /** A label of a new item was given at a moment, after so much active time. */
  | { type: "paced"; activeMs: number; at: number }
  | { type: "review"; review: Judging; depth: number }
  | { type: "reviewClosed" }
  | { type: "reveal"; persona: PersonaCard | null }
  | { type: "note"; note: string | null }
  | { type: "outbox"; event: OutboxEvent }
  | { type: "draft"; draft: LabelingState["draft"] }
  | { type: "leases"; leases: Queue["leases"] }
  | { type: "notKept" };

export const onScreen = ({ review, current }: LabelingState): Judging | null => review ?? current;
