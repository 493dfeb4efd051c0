import {
  findFirstError,
  type GivenAnswer,
  giveAnswer,
  inView,
  type Judging,
  type PickedChoice,
  pickChoice,
  startJudging,
} from "@/components/annotate/judging";
import { emptyOutbox, type Outbox, type OutboxEvent, reduceOutbox } from "@/components/annotate/outbox";
import type {
  AssignedItem,
  EmptyQueue,
  EmptyReason,
  PersonaCard,
  Progress,
  ProtocolView,
  Queue,
  ToRead,
} from "@/lib/labeling/contract";
import type { AnswersInput } from "@/lib/protocol/schema";
import { otherView, type TextView } from "@/lib/reading/text-view";

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
  /** What was begun of items that are not on screen: in an earlier visit, or before the study stopped. By assignment. */
  drafts: Drafts;
  empty: EmptyQueue | null;
  progress: Progress | null;
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
  drafts: {},
  empty: null,
  progress: null,
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
  | ({ type: "answered" } & Omit<GivenAnswer, "isAdvancing">)
  | ({ type: "picked" } & PickedChoice)
  | { type: "inHand"; address: string }
  | { type: "partOpened"; partId: string }
  | { type: "viewTurned" }
  | { type: "errors"; errors: Readonly<Record<string, string>> }
  | { type: "left" }
  | { type: "review"; review: Judging; depth: number }
  | { type: "reviewClosed" }
  | { type: "reveal"; persona: PersonaCard | null }
  | { type: "note"; note: string | null }
  | { type: "outbox"; event: OutboxEvent }
  | { type: "draft"; draft: LabelingState["draft"] }
  | { type: "leases"; leases: Queue["leases"] }
  | { type: "notKept" };

export const onScreen = ({ review, current }: LabelingState): Judging | null => review ?? current;

/** Changes what is on screen: the review if there is one. */
function onView(state: LabelingState, to: (judging: Judging) => Judging): LabelingState {
  if (state.review) return { ...state, review: to(state.review) };
  return state.current ? { ...state, current: to(state.current) } : state;
}

const leaseTable = (leases: Queue["leases"]) =>
  Object.fromEntries(leases.map(({ assignmentId, leaseExpiresAt }) => [assignmentId, leaseExpiresAt]));

/** The other view, for this item and those after it; there is none under a protocol of plain texts. */
function turnView(state: LabelingState): LabelingState {
  const { protocol, views } = onScreen(state) ?? {};
  if (!protocol || protocol.textStyle === "PLAIN") return state;
  const view = otherView(views?.at(-1) ?? "marked-up");
  return onView({ ...state, view }, (judging) => ({ ...judging, views: [...judging.views, view] }));
}

/** Puts the first waiting item on screen when there is room, with what was begun of it, in the view it was last read in. */
function promote(state: LabelingState): LabelingState {
  const [item, ...behind] = state.behind;
  const protocol = item && state.protocols[item.versionId];
  if (state.current || !item || !protocol) return state;
  const { [item.assignmentId]: draft, ...drafts } = state.drafts;
  const answers = draft && !draft.isSaved ? draft.answers : (item.draft ?? {});
  const judging = startJudging(item, protocol, answers);
  const last = draft?.views?.at(-1);
  const current = draft?.views && last ? { ...judging, views: draft.views } : inView(judging, state.view);
  return { ...state, behind, drafts, current, view: last ?? state.view };
}

/** Nothing is labeled now, whatever is on the screen. */
const stops: readonly EmptyReason[] = ["study-draft", "study-paused", "study-closed", "rater-paused", "no-protocol"];

/** What was on the screen goes, what was answered of it stays: an item that does not count is not shown. */
function stop(state: LabelingState, empty: EmptyQueue): LabelingState {
  const { current, drafts } = state;
  if (!current) return { ...state, empty, behind: [], trouble: null };
  const { item, answers, views } = current;
  const kept = { ...drafts, [item.assignmentId]: { answers, views, isSaved: false } };
  return { ...state, empty, current: null, behind: [], drafts: kept, trouble: null };
}

function takeQueue(state: LabelingState, queue: Queue): LabelingState {
  const leases = leaseTable(queue.leases);
  const onItsWay = new Set(state.outbox.entries.map(({ body }) => body.assignmentId));
  const currentId = state.current?.item.assignmentId;
  const known = new Set([currentId, ...state.behind.map(({ assignmentId }) => assignmentId)]);
  const found = queue.items.filter(({ assignmentId }) => !known.has(assignmentId) && !onItsWay.has(assignmentId));
  // A waiting item that went to others is dropped; one on screen stays, its label is still taken.
  const behind = [...state.behind.filter(({ assignmentId }) => assignmentId in leases), ...found];
  const protocols = { ...state.protocols };
  for (const protocol of queue.protocols) protocols[protocol.versionId] = protocol;
  const next: LabelingState = {
    ...state,
    phase: "ready",
    behind,
    protocols,
    leases,
    trouble: null,
    empty: queue.empty,
    progress: queue.progress,
    leaseMinutes: queue.leaseMinutes,
    toRead: { ...state.toRead, ...queue.toRead },
    outbox: reduceOutbox(state.outbox, { type: "inTouch" }),
  };
  const { empty } = queue;
  return empty && stops.includes(empty.reason) ? stop(next, empty) : promote(next);
}

const countOneMore = ({ done, total, quota }: Progress): Progress => ({
  done: done + 1,
  total: Math.max(total, done + 1),
  quota,
});

/** The labeling page as a pure function of what happens to it. */
export function reduceLabeling(state: LabelingState, event: LabelingEvent): LabelingState {
  switch (event.type) {
    case "restarted":
      return { ...startingState, view: state.view };
    case "phase":
      return { ...state, phase: event.phase };
    case "queue":
      return takeQueue(state, event.queue);
    case "draftsFound":
      return { ...state, drafts: event.drafts };
    case "stopped":
      return stop(state, event.empty);
    case "read": {
      const { [event.versionId]: _, ...toRead } = state.toRead;
      return { ...state, toRead };
    }
    case "counted":
      return { ...state, progress: state.progress && countOneMore(state.progress) };
    case "trouble":
      return { ...state, trouble: event.trouble, phase: "ready" };
    case "picked":
    case "answered": {
      const next = onView(state, (judging) =>
        event.type === "picked" ? pickChoice(judging, event) : giveAnswer(judging, event),
      );
      return state.review ? next : { ...next, draft: "saving" };
    }
    case "inHand":
      return onScreen(state)?.inHand === event.address
        ? state
        : onView(state, (judging) => ({ ...judging, inHand: event.address }));
    case "partOpened":
      return onView(state, (judging) =>
        judging.openedParts.includes(event.partId)
          ? judging
          : { ...judging, openedParts: [...judging.openedParts, event.partId] },
      );
    case "viewTurned":
      return turnView(state);
    case "errors":
      return onView(state, (judging) => {
        const first = findFirstError(judging, event.errors);
        return { ...judging, errors: event.errors, inHand: first ?? judging.inHand };
      });
    case "left":
      // Nothing is in progress any more, whether or not another item follows.
      return promote({ ...state, current: null, note: null, draft: "saved" });
    case "review":
      return { ...state, review: inView(event.review, state.view), depth: event.depth, note: null };
    case "reviewClosed":
      return { ...state, review: null, depth: 0 };
    case "reveal":
      return { ...state, reveal: event.persona };
    case "note":
      return { ...state, note: event.note };
    case "outbox":
      return { ...state, outbox: reduceOutbox(state.outbox, event.event) };
    case "draft":
      return { ...state, draft: event.draft };
    case "leases":
      return { ...state, leases: leaseTable(event.leases) };
    case "notKept":
      return { ...state, isKept: false };
  }
}
